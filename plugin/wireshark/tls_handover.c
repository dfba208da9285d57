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

/* The frame keeps the dissector that it has, if its conversation has one. */
static void bind_after_frame(const struct mail_dissector *dissector, packet_info *pinfo)
{
    conversation_t *conversation = find_or_create_conversation(pinfo);
    dissector_handle_t current = conversation_get_dissector(conversation, pinfo->num);

    ssl_starttls_post_ack(tls_handle, pinfo, dissector->handle);
    conversation_set_dissector_from_frame_number(conversation, pinfo->num, current);
    conversation_set_dissector_from_frame_number(conversation, pinfo->num + 1, tls_handle);
}

static gint offset_of_tls(const struct mail_anchor *anchor)
{
    return (gint) (anchor->reading.tls_begin - anchor->reading.begin);
}

tvbuff_t *tls_handover_before(const struct mail_anchor *anchor, tvbuff_t *tvb)
{
    return tvb_new_subset_length(tvb, 0, offset_of_tls(anchor));
}

/* What TLS asks TCP for is counted from the first byte that TCP gave. */
void tls_handover_call_rest(const struct mail_dissector *dissector, const struct mail_anchor *anchor, tvbuff_t *tvb,
                            packet_info *pinfo, proto_tree *tree, void *data)
{
    gint offset = offset_of_tls(anchor);

    if (!pinfo->fd->visited)
        bind_after_frame(dissector, pinfo);
    pinfo->can_desegment = pinfo->saved_can_desegment;
    call_dissector_with_data(tls_handle, tvb_new_subset_remaining(tvb, offset), pinfo, tree, data);
    if (pinfo->desegment_len)
        pinfo->desegment_offset += offset;
}
