/* See mail_line.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_line.h"

#include <string.h>

#define FIRST_CAPACITY 64

struct mail_line_part mail_line_first_part(const struct mail_line *line, struct mail_time completed_time)
{
    if (line->parts)
        return *line->parts;
    return (struct mail_line_part){ .frame = line->late_completed_frame,
                                    .time = completed_time,
                                    .begin = line->begin,
                                    .length = (size_t) (line->end - line->begin) };
}

/* Room for `capacity` bytes of text lies after the line: enough for most lines. */
static void line_begin(struct mail_line_reader *reader, const struct mail_piece *piece, size_t capacity)
{
    struct mail_line *line = mail_arena_allocate(reader->arena, sizeof *line + capacity);

    *line = (struct mail_line){ .begin = piece->begin, .end = piece->begin };
    reader->line = line;
    reader->buffer = (uint8_t *) (line + 1);
    reader->capacity = capacity;
    reader->is_buffer_resizable = false;
    reader->last_part = NULL;
    reader->last_byte = 0;
}

static struct mail_line_part *part_begin(struct mail_line_reader *reader, const struct mail_piece *piece)
{
    struct mail_line_part *part = mail_arena_allocate(reader->arena, sizeof(struct mail_line_part));

    *part = (struct mail_line_part){ .frame = piece->frame, .time = piece->time, .begin = piece->begin };
    if (reader->last_part)
        reader->last_part->next = part;
    else
        reader->line->parts = part;
    reader->last_part = part;
    return part;
}

/* Pieces of one frame that follow each other are one part; the rest of a line that is not kept whole is one part. */
static void line_add_part(struct mail_line_reader *reader, const struct mail_piece *piece, size_t length)
{
    struct mail_line_part *part = reader->last_part;
    bool goes_on = part && part->frame == piece->frame && part->begin + part->length == piece->begin;

    if (!part || (!reader->line->is_truncated && !goes_on))
        part = part_begin(reader, piece);
    part->length += length;
}

static void buffer_reserve(struct mail_line_reader *reader, size_t size)
{
    const uint8_t *after_line = reader->is_buffer_resizable ? NULL : reader->buffer;
    size_t capacity = reader->capacity > FIRST_CAPACITY ? reader->capacity : FIRST_CAPACITY;

    if (size <= reader->capacity)
        return;
    while (capacity < size)
        capacity *= 2;
    reader->buffer = mail_arena_resize(reader->arena, after_line ? NULL : reader->buffer, capacity);
    if (after_line)
        memcpy(reader->buffer, after_line, reader->line->text.length);
    reader->capacity = capacity;
    reader->is_buffer_resizable = true;
}

static void line_append(struct mail_line_reader *reader, mail_slice bytes)
{
    struct mail_line *line = reader->line;
    size_t room = reader->limit + 1 - line->text.length; /* the CR of a line as long as the limit is read too */
    mail_slice kept = mail_slice_first(bytes, room);

    line->is_truncated |= kept.length < bytes.length;
    if (kept.length == 0)
        return;
    buffer_reserve(reader, line->text.length + kept.length);
    memcpy(reader->buffer + line->text.length, kept.bytes, kept.length);
    line->text = mail_slice_make(reader->buffer, line->text.length + kept.length);
}

/* Text and ending are told apart only here, so that a CR and LF in two segments are no special case. */
static struct mail_line *line_complete(struct mail_line_reader *reader, uint32_t frame, enum mail_line_ending ending)
{
    struct mail_line *line = reader->line;

    line->ending = ending;
    if (line->ending == MAIL_LINE_CRLF && !line->is_truncated)
        line->text.length--;
    line->is_truncated |= line->text.length > reader->limit;
    line->text = mail_slice_first(line->text, reader->limit);
    line->has_bare_cr = mail_slice_index_of(line->text, '\r') < line->text.length;
    line->late_completed_frame = frame;
    reader->line = NULL;
    return line;
}

static enum mail_line_ending ending_after(uint8_t byte_before_lf)
{
    return byte_before_lf == '\r' ? MAIL_LINE_CRLF : MAIL_LINE_BARE_LF;
}

struct mail_line *mail_line_reader_take(struct mail_line_reader *reader, struct mail_piece *piece)
{
    if (piece->bytes.length == 0)
        return NULL;

    size_t lf = mail_slice_index_of(piece->bytes, '\n');
    bool has_lf = lf < piece->bytes.length;

    if (!reader->line)
        line_begin(reader, piece, has_lf && lf <= reader->limit ? lf : FIRST_CAPACITY);

    size_t taken = has_lf ? lf + 1 : lf;
    uint8_t byte_before_lf = lf ? piece->bytes.bytes[lf - 1] : reader->last_byte;
    struct mail_line *line = reader->line;
    bool is_cut = !has_lf || reader->last_part;

    line_append(reader, mail_slice_first(piece->bytes, lf));
    if (is_cut)
        line_add_part(reader, piece, taken);
    line->end += taken;
    reader->last_byte = byte_before_lf;
    mail_piece_skip(piece, taken);
    return has_lf ? line_complete(reader, piece->frame, ending_after(byte_before_lf)) : NULL;
}

/* A CR stands before LF and nowhere else (RFC 5321, 2.3.8). */
bool mail_line_reader_lacks_lf_alone(const struct mail_line_reader *reader)
{
    return reader->line && reader->last_part && reader->last_byte == '\r';
}

struct mail_line *mail_line_reader_cut(struct mail_line_reader *reader, uint32_t frame)
{
    if (!mail_line_reader_lacks_lf_alone(reader))
        return line_complete(reader, frame, MAIL_LINE_CUT);
    reader->line->end++;
    reader->last_part->length++;
    return line_complete(reader, frame, MAIL_LINE_CRLF);
}

struct mail_line *mail_line_reader_end(struct mail_line_reader *reader)
{
    return line_complete(reader, reader->last_part->frame, MAIL_LINE_UNFINISHED);
}

struct mail_line *mail_line_reader_take_counted(struct mail_line_reader *reader, struct mail_piece *piece,
                                                size_t length)
{
    if (!reader->line)
        line_begin(reader, piece, length <= FIRST_CAPACITY ? length : FIRST_CAPACITY);

    struct mail_line *line = reader->line;
    size_t missing = length - (size_t) (line->end - line->begin);
    size_t taken = missing < piece->bytes.length ? missing : piece->bytes.length;

    line_append(reader, mail_slice_first(piece->bytes, taken));
    if (taken && (taken < missing || reader->last_part))
        line_add_part(reader, piece, taken);
    line->end += taken;
    mail_piece_skip(piece, taken);
    if (taken < missing)
        return NULL;
    line->text = mail_slice_first(line->text, reader->limit);
    line->ending = MAIL_LINE_COUNTED;
    line->late_completed_frame = piece->frame;
    reader->line = NULL;
    return line;
}

/* A CR before CRLF; and a CR, or CR and NUL as TELNET has it (RFC 854), where there is no LF. */
static bool is_taken_for_ending(enum mail_line_ending ending, uint8_t byte)
{
    return (byte == '\r' && (ending == MAIL_LINE_CRLF || ending == MAIL_LINE_UNFINISHED)) ||
           (byte == 0 && ending == MAIL_LINE_UNFINISHED);
}

mail_slice mail_line_words(const struct mail_line *line)
{
    mail_slice words = line->text;

    while (words.length && is_taken_for_ending(line->ending, words.bytes[words.length - 1]))
        words.length--;
    return words;
}

void mail_line_reader_abandon(struct mail_line_reader *reader)
{
    reader->line = NULL;
}
