/* See mail_line.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_line.h"

#include <string.h>

#define FIRST_CAPACITY 64

static void line_begin(struct mail_line_reader *reader, const struct mail_piece *piece)
{
    struct mail_line *line = mail_arena_allocate_zeroed(reader->arena, sizeof(struct mail_line));

    line->begin = line->end = piece->begin;
    line->first_time = piece->time;
    reader->line = line;
    reader->buffer = NULL;
    reader->capacity = 0;
    reader->last_part = NULL;
    reader->last_byte = 0;
}

/* Pieces of one frame that follow each other are one part; of a line that is not kept whole the rest is one. */
static void line_add_part(struct mail_line_reader *reader, const struct mail_piece *piece, size_t length)
{
    struct mail_line_part *last = reader->last_part;

    if (last &&
        (reader->line->is_truncated || (last->frame == piece->frame && last->begin + last->length == piece->begin))) {
        last->length += length;
        return;
    }

    struct mail_line_part *part = mail_arena_allocate_zeroed(reader->arena, sizeof(struct mail_line_part));

    part->frame = piece->frame;
    part->begin = piece->begin;
    part->length = length;
    if (last)
        last->next = part;
    else
        reader->line->parts = part;
    reader->last_part = part;
}

static void buffer_reserve(struct mail_line_reader *reader, size_t size)
{
    if (size <= reader->capacity)
        return;

    size_t capacity = reader->capacity ? reader->capacity * 2 : FIRST_CAPACITY;

    while (capacity < size)
        capacity *= 2;
    reader->buffer = mail_arena_resize(reader->arena, reader->buffer, capacity);
    reader->capacity = capacity;
}

static void line_append(struct mail_line_reader *reader, mail_slice bytes)
{
    struct mail_line *line = reader->line;
    size_t room = reader->limit + 1 - line->text.length; /* the CR of a line of just the limit is read too */
    mail_slice kept = mail_slice_first(bytes, room);

    line->is_truncated |= kept.length < bytes.length;
    if (kept.length == 0)
        return;
    buffer_reserve(reader, line->text.length + kept.length);
    memcpy(reader->buffer + line->text.length, kept.bytes, kept.length);
    line->text = mail_slice_make(reader->buffer, line->text.length + kept.length);
}

/* Text and ending are told apart only here, so that a CR and LF in two segments are no special case. */
static struct mail_line *line_complete(struct mail_line_reader *reader, const struct mail_piece *piece,
                                       uint8_t byte_before_lf)
{
    struct mail_line *line = reader->line;

    line->ending = byte_before_lf == '\r' ? MAIL_LINE_CRLF : MAIL_LINE_BARE_LF;
    if (line->ending == MAIL_LINE_CRLF && !line->is_truncated)
        line->text.length--;
    line->is_truncated |= line->text.length > reader->limit;
    line->text = mail_slice_first(line->text, reader->limit);
    line->has_bare_cr = mail_slice_index_of(line->text, '\r') < line->text.length;
    line->completed_frame = piece->frame;
    reader->line = NULL;
    return line;
}

struct mail_line *mail_line_reader_take(struct mail_line_reader *reader, struct mail_piece *piece)
{
    if (piece->bytes.length == 0)
        return NULL;
    if (!reader->line)
        line_begin(reader, piece);

    size_t lf = mail_slice_index_of(piece->bytes, '\n');
    bool has_lf = lf < piece->bytes.length;
    size_t taken = has_lf ? lf + 1 : lf;
    uint8_t byte_before_lf = lf ? piece->bytes.bytes[lf - 1] : reader->last_byte;
    struct mail_line *line = reader->line;

    line_append(reader, mail_slice_first(piece->bytes, lf));
    line_add_part(reader, piece, taken);
    line->end += taken;
    line->last_time = piece->time;
    reader->last_byte = byte_before_lf;
    piece->bytes = mail_slice_skip(piece->bytes, taken);
    piece->begin += taken;
    return has_lf ? line_complete(reader, piece, byte_before_lf) : NULL;
}

void mail_line_reader_abandon(struct mail_line_reader *reader)
{
    reader->line = NULL;
}
