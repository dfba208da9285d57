/* See tls_handover.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tls_handover.h"
#include "ws_compat.h"

#include <epan/conversation.h>

static dissector_handle_t tls_handle;

void tls_handover_handoff(void)
{
    tls_handle = find_dissector("tls");
}

bool tls_handover_is_due(const struct mail_anchor *anchor)
{
    return anchor->reading.belongs_to_tls && tls_handle &&
           dissector_is_enabled(dissector_handle_get_protocol_index(tls_handle));
}

/* From here on Wireshark calls TLS for this conversation, and TLS calls `dissector` with what it decrypts. A heuristic
 * may have bound the conversation from a later frame on than TLS binds it, so it is bound once more. */
int tls_handover_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                      void *data)
{
    if (!pinfo->fd->visited) {
        ssl_starttls_post_ack(tls_handle, pinfo, dissector->handle);
        conversation_set_dissector_from_frame_number(find_or_create_conversation(pinfo), pinfo->num, tls_handle);
    }
    pinfo->can_desegment = pinfo->saved_can_desegment;
    return call_dissector_with_data(tls_handle, tvb, pinfo, tree, data);
}
