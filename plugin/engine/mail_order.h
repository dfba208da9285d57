/* Segments of one direction that came early: bytes before them are late, or lost. They wait until these come, or until
 * the receiver acknowledges them (RFC 9293, 3.4): then it has them, and the capture does not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_ORDER_H
#define MAIL_ORDER_H

#include "mail_segment.h"
#include "stream/mail_stream.h"

struct mail_early_segment {
    struct mail_early_segment *next;
    struct mail_segment segment;
    struct mail_unit *unit; /* said where it came that it waits */
};

/* In the order of their numbers. */
struct mail_order {
    struct mail_early_segment *first, *last;
    size_t length; /* bytes that wait */
    unsigned count;
    bool is_acknowledged; /* a segment without bytes was heard that acknowledges some which are missing */
};

/* Whether the number is of a byte further on than the next to be read, or follows one. */
bool mail_order_is_beyond(const struct mail_stream *stream, uint32_t sequence);

/* Whether bytes before the segment are missing which its receiver waits for. */
bool mail_order_comes_early(const struct mail_stream *stream, const struct mail_segment *segment);

/* Whether what waits first goes on where the segment ends. */
bool mail_order_follows(const struct mail_order *order, const struct mail_segment *segment);

/* Whether a segment of so many bytes may wait too. */
bool mail_order_has_room(const struct mail_order *order, size_t length, size_t limit);

/* Lets a copy of the segment wait. */
void mail_order_keep(struct mail_order *order, const struct mail_arena *arena, const struct mail_segment *segment,
                     struct mail_unit *unit);

/* Takes the first segment that waits if nothing is missing before it, or if what is missing has come to the receiver,
 * which asks for the byte with the number `asked`; else NULL. */
struct mail_early_segment *mail_order_take(struct mail_order *order, const struct mail_stream *stream, uint32_t asked);

#endif
