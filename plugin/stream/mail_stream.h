/* One direction's bytes in order: turns 32-bit sequence numbers into 64-bit stream positions, drops what was already
 * read and measures what is missing. Knows nothing of what the bytes say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_STREAM_H
#define MAIL_STREAM_H

#include "base/mail_slice.h"
#include "base/mail_time.h"

/* A run of stream bytes as they came in one frame. `begin` is the stream position of the first byte. */
struct mail_piece {
    mail_slice bytes;
    uint64_t begin;
    uint32_t frame;
    struct mail_time time;
};

/* The first `length` bytes of the piece, or all, were dealt with: it begins after them. */
static inline void mail_piece_skip(struct mail_piece *piece, size_t length)
{
    size_t skipped = length < piece->bytes.length ? length : piece->bytes.length;

    piece->bytes = mail_slice_skip(piece->bytes, skipped);
    piece->begin += skipped;
}

struct mail_stream {
    bool started;
    bool is_adrift;         /* the last bytes came without a sequence number: which follows them is not known */
    uint32_t next_sequence; /* sequence number of the byte at next_position */
    uint64_t next_position; /* bytes read or skipped so far */
};

/* What a segment brings. */
struct mail_arrival {
    uint64_t gap;    /* bytes missing before it */
    size_t repeated; /* bytes at its front that were read before */
    uint64_t begin;  /* stream position of its first byte, as sent; below zero positions count as repeated */
};

/* Places a segment of `length` bytes that begins at `sequence` (RFC 9293, 3.4: compared modulo 2^32) and moves the
 * stream past it. The first segment of a stream is at position 0; one after bytes without a sequence number
 * follows them. */
struct mail_arrival mail_stream_place(struct mail_stream *stream, uint32_t sequence, size_t length);

/* The same for one that comes without a sequence number: it follows what came before it. */
struct mail_arrival mail_stream_place_next(struct mail_stream *stream, size_t length);

/* Moves the stream on to `position`: the bytes before it are lost. Returns how many; 0 if it is there already. */
uint64_t mail_stream_skip_to(struct mail_stream *stream, uint64_t position);

#endif
