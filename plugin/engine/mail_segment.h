/* What one call of a dissector brings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SEGMENT_H
#define MAIL_SEGMENT_H

#include "mail_session.h"

/* The bytes of one TCP segment or TLS record. */
struct mail_segment {
    enum mail_side side;
    enum mail_layer layer;
    bool has_sequence; /* false: the bytes follow those before them (TLS in Wireshark 4.0) */
    bool has_acknowledged;
    bool is_last;      /* its sender has no more to send (FIN) */
    bool late_is_read; /* bytes that come late are handed over too: what follows them may wait for them */
    bool is_kept;      /* its bytes live as long as the capture's arena */
    uint32_t sequence;
    uint32_t acknowledged;  /* sequence number of the other side's byte that its sender waits for; of TCP only */
    uint32_t receiver_asks; /* sequence number of its own side's byte that the other side waits for, as its last
                               segment says; if late_is_read */
    mail_slice bytes;
    uint32_t missing; /* bytes after them that were sent but not captured (snapped) */
    uint32_t frame;
    uint32_t read_in; /* the frame in which it is read, if nobody knew before that it is mail, or if it had to wait for
                         bytes before it; else 0 */
    struct mail_time time;
};

#endif
