/* See mail_stream.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_stream.h"

/* The stream moves past what a segment adds. */
static void stream_advance(struct mail_stream *stream, uint64_t count)
{
    stream->next_position += count;
    stream->next_sequence += (uint32_t) count;
}

static struct mail_arrival place(struct mail_stream *stream, uint32_t sequence, size_t length)
{
    int32_t ahead = (int32_t) (sequence - stream->next_sequence);
    struct mail_arrival arrival = { .begin = stream->next_position + (uint64_t) (int64_t) ahead };

    if (ahead >= 0) {
        arrival.gap = (uint64_t) ahead;
    } else {
        uint64_t behind = (uint64_t) - (int64_t) ahead;
        arrival.repeated = behind < length ? (size_t) behind : length;
    }
    stream_advance(stream, arrival.gap + length - arrival.repeated);
    return arrival;
}

uint64_t mail_stream_skip_to(struct mail_stream *stream, uint64_t position)
{
    uint64_t lost = position > stream->next_position ? position - stream->next_position : 0;

    stream_advance(stream, lost);
    return lost;
}

struct mail_arrival mail_stream_place(struct mail_stream *stream, uint32_t sequence, size_t length)
{
    if (!stream->started || stream->is_adrift) {
        stream->started = true;
        stream->is_adrift = false;
        stream->next_sequence = sequence;
    }
    return place(stream, sequence, length);
}

struct mail_arrival mail_stream_place_next(struct mail_stream *stream, size_t length)
{
    stream->started = true;
    stream->is_adrift = true;
    return place(stream, stream->next_sequence, length);
}
