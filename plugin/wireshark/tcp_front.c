/* See tcp_front.h. The places in the header: RFC 9293, 3.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tcp_front.h"
#include "ws_compat.h"

#include <epan/dissectors/packet-tcp.h>
#include <epan/proto_data.h>

enum { SEQUENCE_OFFSET = 4, ACKNOWLEDGED_OFFSET = 8, DATA_OFFSET = 12, FLAGS_OFFSET = 13, SHORTEST_HEADER = 20 };

/* Of one dissection of a packet. */
struct fronts {
    struct tcp_front *innermost;
};

static int owner;

void tcp_front_begin(int protocol_id)
{
    owner = protocol_id;
}

static struct fronts *fronts_of(packet_info *pinfo)
{
    return p_get_proto_data(pinfo->pool, pinfo, owner, 0);
}

struct tcp_front *tcp_front_enter(packet_info *pinfo, tvbuff_t *segment)
{
    struct fronts *fronts = fronts_of(pinfo);
    struct tcp_front *front = wmem_new0(pinfo->pool, struct tcp_front);

    if (!fronts) {
        fronts = wmem_new0(pinfo->pool, struct fronts);
        p_add_proto_data(pinfo->pool, pinfo, owner, 0, fronts);
    }
    front->outer = fronts->innermost;
    front->segment = segment;
    fronts->innermost = front;
    return front;
}

void tcp_front_leave(packet_info *pinfo, const struct tcp_front *front)
{
    fronts_of(pinfo)->innermost = front->outer;
}

struct tcp_front *tcp_front_current(packet_info *pinfo)
{
    const struct fronts *fronts = fronts_of(pinfo);

    return fronts ? fronts->innermost : NULL;
}

void tcp_front_note_delivered(packet_info *pinfo)
{
    struct tcp_front *front = tcp_front_current(pinfo);

    if (front)
        front->was_delivered = true;
}

bool tcp_front_is_withheld(packet_info *pinfo)
{
    const struct tcp_front *front = tcp_front_current(pinfo);

    return front && front->is_withheld;
}

/* The analysis counts as the numbers were sent. */
void tcp_front_note_receiver(packet_info *pinfo, struct mail_segment *segment)
{
    const struct tcp_front *front = tcp_front_current(pinfo);
    const struct tcp_analysis *tcp = get_tcp_conversation_data(NULL, pinfo);
    const tcp_analyze_seq_flow_info_t *receiver = tcp ? tcp->rev->tcp_analyze_seq_info : NULL;

    segment->late_is_read = front && receiver && receiver->lastack != 0;
    if (segment->late_is_read)
        segment->receiver_asks = receiver->lastack - (tcp_front_sequence(front) - segment->sequence);
}

uint32_t tcp_front_sequence(const struct tcp_front *front)
{
    return tvb_get_ntohl(front->segment, SEQUENCE_OFFSET);
}

uint32_t tcp_front_acknowledged(const struct tcp_front *front)
{
    return tvb_get_ntohl(front->segment, ACKNOWLEDGED_OFFSET);
}

uint16_t tcp_front_flags(const struct tcp_front *front)
{
    return ws_tvb_get_byte(front->segment, FLAGS_OFFSET);
}

tvbuff_t *tcp_front_payload(const struct tcp_front *front)
{
    if (tvb_captured_length(front->segment) < SHORTEST_HEADER)
        return NULL;

    int length = (ws_tvb_get_byte(front->segment, DATA_OFFSET) >> 4) * 4;

    return length >= SHORTEST_HEADER && length <= (int) tvb_captured_length(front->segment)
               ? tvb_new_subset_remaining(front->segment, length)
               : NULL;
}
