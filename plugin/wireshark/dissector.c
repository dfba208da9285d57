/* See dissector.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dissector.h"

#include <epan/prefs.h>

struct mail_dissector *const mail_dissectors[] = {
#define MAIL_PROTOCOL(dissector) &dissector,
#include "protocols.def"
#undef MAIL_PROTOCOL
    NULL
};

/* What the window shows where it is asked for the preferences of one protocol. */
static void register_signpost(const struct mail_dissector *dissector)
{
    prefs_register_static_text_preference(prefs_register_protocol(dissector->protocol_id, NULL), "where",
                                          "The preferences of SMTP, LMTP and POP3 are on the page \"mailproto\".",
                                          "The two protocols share their preferences.");
}

void dissector_register(struct mail_dissector *dissector, int family_id)
{
    dissector->family_id = family_id;
    dissector->protocol_id = proto_register_protocol(dissector->title, dissector->short_title, dissector->name);
    dissector->register_fields(dissector);
    register_signpost(dissector);
    dissector->handle = register_dissector(dissector->name, dissector->dissect, dissector->protocol_id);
}

/* The dispatcher has a name and words of its own: one table refuses two handles with the same. */
void dissector_handoff(struct mail_dissector *dissector)
{
    dissector->dispatcher = register_dissector_with_description(dissector->dispatcher_name, dissector->dispatcher_title,
                                                                dissector->dispatch, dissector->family_id);
    dissector_add_for_decode_as("tcp.port", dissector->handle);
    dissector_add_for_decode_as("tls.port", dissector->handle);
    for (size_t i = 0; i < MAIL_HEURISTICS; i++) {
        const struct mail_heuristic *heuristic = &dissector->heuristics[i];
        heur_dissector_add(heuristic->transport, dissector->claim, heuristic->title, heuristic->name,
                           dissector->protocol_id, HEURISTIC_ENABLE);
    }
}

bool dissector_is_enabled(int protocol_id)
{
    return proto_is_protocol_enabled(find_protocol_by_id(protocol_id));
}
