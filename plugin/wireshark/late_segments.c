/* See late_segments.h. A tap is not asked in the first of two passes, and a postdissector gets a segment's bytes only
 * by way of a tree of each packet, which costs a fifth of the time; this costs nothing that can be measured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "late_segments.h"
#include "binding.h"
#include "open_capture.h"
#include "tcp_front.h"

#include <epan/dissectors/packet-tcp.h>
#include <epan/ipproto.h>
#include <epan/prefs-int.h>

static int protocol_id = -1;
static dissector_handle_t tcp;
static pref_t *reassembles_out_of_order;

/* What TCP would hand us. */
static bool is_ours(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *payload,
                    const struct tcpinfo *info)
{
    return pinfo->fd->visited ? binding_has_late_anchor(dissector, pinfo)
                              : binding_awaits(dissector, pinfo, payload, info);
}

static void read_withheld(packet_info *pinfo, proto_tree *tree, struct tcp_front *front)
{
    tvbuff_t *payload = tcp_front_payload(front);

    if (!payload || (tcp_front_flags(front) & (TH_SYN | TH_RST)))
        return;

    front->is_withheld = true;
    for (size_t i = 0; mail_dissectors[i]; i++) {
        const struct mail_dissector *dissector = mail_dissectors[i];
        struct tcpinfo info;

        if (dissector_is_enabled(dissector->protocol_id) && binding_number_late(dissector, pinfo, front, &info) &&
            is_ours(dissector, pinfo, payload, &info)) {
            call_dissector_only(dissector->handle, payload, pinfo, tree, &info);
            return;
        }
    }
}

/* TCP puts late segments in their place itself, and delivers them. */
static bool is_done_by_tcp(void)
{
    return reassembles_out_of_order && prefs_get_bool_value(reassembles_out_of_order, pref_current);
}

static int dissect(tvbuff_t *segment, packet_info *pinfo, proto_tree *tree, void *data)
{
    if (is_done_by_tcp())
        return call_dissector_only(tcp, segment, pinfo, tree, data);

    struct tcp_front *front = tcp_front_enter(pinfo, segment);
    int length = call_dissector_only(tcp, segment, pinfo, tree, data);

    if (open_capture()->session_count > 0 && length > 0 && !front->was_delivered && !pinfo->flags.in_error_pkt &&
        !pinfo->fragmented)
        read_withheld(pinfo, tree, front);
    tcp_front_leave(pinfo, front);
    return length;
}

/* In name only: no layer of the packet. */
void late_segments_register(int family_id)
{
    protocol_id = proto_register_protocol_in_name_only("Transmission Control Protocol (mailproto)", "TCP (mailproto)",
                                                       "mailproto.tcp", family_id, FT_BYTES);
    proto_set_cant_toggle(protocol_id);
    tcp_front_begin(protocol_id);
}

void late_segments_handoff(void)
{
    module_t *preferences = prefs_find_module("tcp");

    reassembles_out_of_order = preferences ? prefs_find_preference(preferences, "reassemble_out_of_order") : NULL;
    tcp = dissector_get_uint_handle(find_dissector_table("ip.proto"), IP_PROTO_TCP);
    if (tcp)
        dissector_add_uint("ip.proto", IP_PROTO_TCP, create_dissector_handle(dissect, protocol_id));
}
