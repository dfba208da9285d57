/* See mail_order.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_order.h"

/* As many segments as a window of 2 MB may hold, if they are not very small. */
static const unsigned count_limit = 2000;

/* No number is further ahead than any window reaches (RFC 7323, 2.3). */
static const int32_t largest_window = 1 << 30;

static int32_t distance(uint32_t from, uint32_t to)
{
    return (int32_t) (to - from);
}

bool mail_order_is_beyond(const struct mail_stream *stream, uint32_t sequence)
{
    int32_t ahead = distance(stream->next_sequence, sequence);

    return ahead > 0 && ahead < largest_window;
}

bool mail_order_comes_early(const struct mail_stream *stream, const struct mail_segment *segment)
{
    return segment->late_is_read && segment->has_sequence && stream->started && !stream->is_adrift &&
           mail_order_is_beyond(stream, segment->sequence) && !mail_order_is_beyond(stream, segment->receiver_asks);
}

bool mail_order_follows(const struct mail_order *order, const struct mail_segment *segment)
{
    uint32_t end = segment->sequence + (uint32_t) segment->bytes.length + segment->missing;

    return order->first && segment->has_sequence && distance(end, order->first->segment.sequence) <= 0;
}

bool mail_order_has_room(const struct mail_order *order, size_t length, size_t limit)
{
    return order->count < count_limit && order->length <= limit && length <= limit - order->length;
}

/* The link that leads to the first segment which comes after the number. Most come in order. */
static struct mail_early_segment **place_of(struct mail_order *order, uint32_t sequence)
{
    struct mail_early_segment **link = &order->first;

    if (order->last && distance(order->last->segment.sequence, sequence) >= 0)
        return &order->last->next;
    while (*link && distance((*link)->segment.sequence, sequence) >= 0)
        link = &(*link)->next;
    return link;
}

void mail_order_keep(struct mail_order *order, const struct mail_arena *arena, const struct mail_segment *segment,
                     struct mail_unit *unit)
{
    struct mail_early_segment *early = mail_arena_allocate_zeroed(arena, sizeof(struct mail_early_segment));
    struct mail_early_segment **link = place_of(order, segment->sequence);

    early->segment = *segment;
    early->segment.bytes = mail_arena_copy(arena, segment->bytes);
    early->segment.is_kept = true;
    early->unit = unit;
    early->next = *link;
    *link = early;
    if (!early->next)
        order->last = early;
    order->length += segment->bytes.length;
    order->count++;
}

struct mail_early_segment *mail_order_take(struct mail_order *order, const struct mail_stream *stream, uint32_t asked)
{
    struct mail_early_segment *early = order->first;

    if (!early ||
        (distance(stream->next_sequence, early->segment.sequence) > 0 && !mail_order_is_beyond(stream, asked)))
        return NULL;
    order->first = early->next;
    if (!order->first)
        order->last = NULL;
    order->length -= early->segment.bytes.length;
    order->count--;
    order->is_acknowledged = false;
    return early;
}
