/* What TCP is called with, kept while it dissects: a dissector that TCP calls learns no more than TCP hands it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TCP_FRONT_H
#define TCP_FRONT_H

#include "engine/mail_segment.h"

#include <wireshark.h>

#include <epan/packet.h>

struct tcp_front {
    struct tcp_front *outer; /* of a tunnel's, or NULL */
    tvbuff_t *segment;       /* header and all */
    bool was_delivered;      /* TCP has called us */
    bool is_withheld;        /* TCP is done, and has not */
};

/* `protocol_id` keeps the data of a packet. */
void tcp_front_begin(int protocol_id);

/* TCP is about to dissect, or has dissected, this segment. */
struct tcp_front *tcp_front_enter(packet_info *pinfo, tvbuff_t *segment);
void tcp_front_leave(packet_info *pinfo, const struct tcp_front *front);

/* The segment that TCP is dissecting; NULL if TCP was not called by way of us. */
struct tcp_front *tcp_front_current(packet_info *pinfo);

/* TCP has called us, or another way has led to us. */
void tcp_front_note_delivered(packet_info *pinfo);

/* Whether the call is of a segment with which TCP has not called us. */
bool tcp_front_is_withheld(packet_info *pinfo);

/* What the other side has of the sender's bytes, as far as TCP's analysis has seen. */
void tcp_front_note_receiver(packet_info *pinfo, struct mail_segment *segment);

/* The numbers as they were sent; the header must be whole. */
uint32_t tcp_front_sequence(const struct tcp_front *front);
uint32_t tcp_front_acknowledged(const struct tcp_front *front);

/* Flags, and the bytes after the header; NULL if the header is not whole. */
uint16_t tcp_front_flags(const struct tcp_front *front);
tvbuff_t *tcp_front_payload(const struct tcp_front *front);

#endif
