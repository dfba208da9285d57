/* See mail_framer.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_framer.h"

/* A line of the dialogue after a gap in content is short; a longer line is content. */
#define PROBE_LIMIT 1024

void mail_framer_init(struct mail_framer *framer, const struct mail_arena *arena, size_t line_limit)
{
    framer->framing = MAIL_FRAMING_LINES;
    framer->lines.arena = arena;
    framer->lines.limit = line_limit;
}

void mail_framer_expect_dot_content(struct mail_framer *framer, struct mail_message *message)
{
    framer->framing = MAIL_FRAMING_DOT_CONTENT;
    framer->message = message;
    if (!framer->dot)
        framer->dot = mail_arena_allocate_zeroed(framer->lines.arena, sizeof(struct mail_dot_reader));
    mail_dot_reader_begin(framer->dot);
}

void mail_framer_expect_counted_content(struct mail_framer *framer, struct mail_message *message, uint64_t count)
{
    framer->framing = MAIL_FRAMING_COUNTED_CONTENT;
    framer->message = message;
    framer->remaining = count;
}

void mail_framer_expect_counted_bytes(struct mail_framer *framer, uint64_t count)
{
    mail_framer_expect_counted_content(framer, NULL, count);
    framer->framing = MAIL_FRAMING_COUNTED_BYTES;
}

void mail_framer_expect_lines(struct mail_framer *framer)
{
    framer->framing = MAIL_FRAMING_LINES;
    framer->message = NULL;
    mail_line_reader_abandon(&framer->lines);
}

void mail_framer_expect_opaque(struct mail_framer *framer)
{
    mail_framer_expect_lines(framer);
    framer->framing = MAIL_FRAMING_OPAQUE;
}

static enum mail_framed take_line(struct mail_framer *framer, struct mail_piece *piece)
{
    framer->finished_line = mail_line_reader_take(&framer->lines, piece);
    return framer->finished_line ? MAIL_FRAMED_LINE : MAIL_FRAMED_MORE;
}

static size_t unfinished_length(const struct mail_line_reader *lines)
{
    return lines->line ? (size_t) (lines->line->end - lines->line->begin) : 0;
}

static enum mail_framed take_probe(struct mail_framer *framer, struct mail_piece *piece)
{
    struct mail_piece head = *piece;
    size_t length;

    head.bytes = mail_slice_first(head.bytes, PROBE_LIMIT - unfinished_length(&framer->lines));
    length = head.bytes.length;
    framer->finished_line = mail_line_reader_take(&framer->lines, &head);
    mail_piece_skip(piece, length - head.bytes.length);
    if (framer->finished_line || unfinished_length(&framer->lines) == PROBE_LIMIT)
        return MAIL_FRAMED_PROBED;
    return MAIL_FRAMED_MORE;
}

static enum mail_framed take_dot_content(struct mail_framer *framer, struct mail_piece *piece)
{
    uint64_t size_before = framer->message->size;
    bool has_ended = false;
    size_t taken = mail_dot_reader_take(framer->dot, framer->message, piece, &has_ended);

    mail_message_add_span(framer->message, piece, piece->begin + taken, size_before);
    mail_piece_skip(piece, taken);
    if (has_ended)
        framer->framing = MAIL_FRAMING_LINES;
    return has_ended ? MAIL_FRAMED_CONTENT : MAIL_FRAMED_MORE;
}

static void add_to_message(struct mail_message *message, const struct mail_piece *piece, size_t length)
{
    uint64_t size_before = message->size;

    mail_message_append(message, mail_slice_first(piece->bytes, length));
    mail_message_add_span(message, piece, piece->begin + length, size_before);
}

static enum mail_framed take_counted(struct mail_framer *framer, struct mail_piece *piece)
{
    size_t taken = framer->remaining < piece->bytes.length ? (size_t) framer->remaining : piece->bytes.length;

    if (framer->framing == MAIL_FRAMING_COUNTED_CONTENT)
        add_to_message(framer->message, piece, taken);
    mail_piece_skip(piece, taken);
    framer->remaining -= taken;
    if (framer->remaining)
        return MAIL_FRAMED_MORE;
    framer->framing = MAIL_FRAMING_LINES;
    return MAIL_FRAMED_CONTENT;
}

static enum mail_framed take_opaque(struct mail_piece *piece)
{
    mail_piece_skip(piece, piece->bytes.length);
    return MAIL_FRAMED_MORE;
}

enum mail_framed mail_framer_take(struct mail_framer *framer, struct mail_piece *piece)
{
    switch (framer->framing) {
    case MAIL_FRAMING_DOT_CONTENT:
        return take_dot_content(framer, piece);
    case MAIL_FRAMING_COUNTED_CONTENT:
    case MAIL_FRAMING_COUNTED_BYTES:
        return take_counted(framer, piece);
    case MAIL_FRAMING_PROBE:
        return take_probe(framer, piece);
    case MAIL_FRAMING_OPAQUE:
        return take_opaque(piece);
    case MAIL_FRAMING_LINES:
        break;
    }
    return take_line(framer, piece);
}

/* The next bytes may be content or, where the content's end was lost, a line of the dialogue: look before reading. */
static uint64_t probe_after_gap(struct mail_framer *framer, uint64_t length)
{
    mail_message_add_gap(framer->message, length);
    mail_line_reader_abandon(&framer->lines);
    framer->framing = MAIL_FRAMING_PROBE;
    mail_dot_reader_take_gap(framer->dot);
    return 0;
}

uint64_t mail_framer_take_gap(struct mail_framer *framer, uint64_t length)
{
    if (framer->framing == MAIL_FRAMING_DOT_CONTENT || framer->framing == MAIL_FRAMING_PROBE)
        return probe_after_gap(framer, length);
    if (framer->framing != MAIL_FRAMING_COUNTED_CONTENT && framer->framing != MAIL_FRAMING_COUNTED_BYTES) {
        mail_line_reader_abandon(&framer->lines);
        return 0;
    }

    uint64_t lost = length < framer->remaining ? length : framer->remaining;

    if (framer->framing == MAIL_FRAMING_COUNTED_CONTENT)
        mail_message_add_gap(framer->message, lost);
    framer->remaining -= lost;
    if (framer->remaining == 0)
        framer->framing = MAIL_FRAMING_LINES;
    return lost;
}

void mail_framer_probe_content(struct mail_framer *framer)
{
    if (framer->framing == MAIL_FRAMING_DOT_CONTENT)
        framer->framing = MAIL_FRAMING_PROBE;
}

void mail_framer_resume_content(struct mail_framer *framer)
{
    mail_line_reader_abandon(&framer->lines);
    framer->framing = MAIL_FRAMING_DOT_CONTENT;
}

uint64_t mail_framer_lone_dot_end(const struct mail_framer *framer)
{
    const struct mail_lone_dot *dot = &framer->dot->lone_dot;
    bool is_last = framer->framing == MAIL_FRAMING_DOT_CONTENT && dot->message_end == framer->message->size;

    return is_last ? dot->end_position : 0;
}

bool mail_framer_is_after_lone_dot(const struct mail_framer *framer, uint64_t position)
{
    return framer->framing == MAIL_FRAMING_DOT_CONTENT && framer->dot->lone_dot.end_position == position &&
           position != 0;
}
