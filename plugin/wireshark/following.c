/* See following.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "following.h"
#include "binding.h"
#include "ws_compat.h"

#include <epan/tap.h>

static unsigned session_number(packet_info *pinfo)
{
    unsigned number = 0;

    for (size_t i = 0; number == 0 && mail_dissectors[i]; i++)
        number = binding_session_number(mail_dissectors[i], pinfo);
    return number;
}

static mail_bool has_session(packet_info *pinfo)
{
    return session_number(pinfo) != 0;
}

static char *filter_for_session(packet_info *pinfo)
{
    return g_strdup_printf("mailproto.session.number == %u", session_number(pinfo));
}

static struct ws_conversation_filter session_filter = { has_session, filter_for_session };

/* What TLS decrypts is followed as well as what is plain: each is what the dissector was given. */
void following_register(void)
{
    register_follow_t *tcp = get_follow_by_name("TCP");

    for (size_t i = 0; mail_dissectors[i]; i++) {
        struct mail_dissector *dissector = mail_dissectors[i];
        dissector->follow_tap = register_tap(dissector->follow_name);
        ws_register_follow(dissector->protocol_id, dissector->follow_name, tcp);
    }
    ws_register_conversation_filter("mailproto", "Mail Session", &session_filter);
}

void following_queue(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb)
{
    if (have_tap_listener(dissector->follow_tap))
        tap_queue_packet(dissector->follow_tap, pinfo, tvb);
}
