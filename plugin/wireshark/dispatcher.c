/* See dispatcher.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dispatcher.h"
#include "binding.h"
#include "ports.h"

/* A port is taken for good; whether the call goes to us or to what was there before is asked anew each time. The level
 * of desegmentation that this call has cost is given back, for the stock dissector asks for it. */
int dispatcher_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                    void *data)
{
    enum ports_table table = binding_is_under_tls(pinfo) ? PORTS_TLS : PORTS_TCP;
    bool is_ours = dissector_is_enabled(dissector->protocol_id) && ports_are_ours(table, pinfo->match_uint);
    dissector_handle_t handle = is_ours ? dissector->handle : ports_earlier_handle(table, pinfo->match_uint);

    pinfo->can_desegment = pinfo->saved_can_desegment;
    return handle ? call_dissector_only(handle, tvb, pinfo, tree, data) : 0;
}
