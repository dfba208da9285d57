/* See claiming.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "claiming.h"
#include "binding.h"
#include "ports.h"

#include <epan/conversation.h>

/* On later visits what was read then decides, so that each visit answers the same. Under TLS the conversation stays
 * TLS's, which asks again for each record. */
mail_bool claiming_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data)
{
    if (pinfo->flags.in_error_pkt || tvb_captured_length(tvb) == 0 || ports_belong_to_another(pinfo))
        return FALSE;
    if (pinfo->fd->visited && !binding_has_anchor(dissector, pinfo))
        return FALSE;
    if (!pinfo->fd->visited && !binding_has_session(dissector, pinfo) &&
        !binding_recognizes(dissector, pinfo, tvb, data))
        return FALSE;
    if (!pinfo->fd->visited && !binding_is_under_tls(pinfo))
        conversation_set_dissector_from_frame_number(find_or_create_conversation(pinfo), pinfo->num, dissector->handle);
    dissector->dissect(tvb, pinfo, tree, data);
    return TRUE;
}
