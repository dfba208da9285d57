/* See pop3_rows_end.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_rows_end.h"
#include "pop3_reply.h"

/* The dot, and a CR after it, if there is one; 0: there is no dot. */
static size_t dot_length(mail_slice text)
{
    if (text.length == 0 || text.bytes[0] != '.')
        return 0;
    return text.length > 1 && text.bytes[1] == '\r' ? 2 : 1;
}

/* A line that begins with a dot has that dot doubled (RFC 1939, 3): such a line is no row. */
static bool is_status_line(mail_slice text)
{
    struct pop3_status_line status;

    return pop3_status_line_parse(text, &status) && status.status != POP3_STATUS_CHALLENGE;
}

/* The parts of a line from `begin` on, where it came in more than one. */
static struct mail_line_part *parts_from(const struct mail_arena *arena, const struct mail_line_part *part,
                                         uint64_t begin)
{
    while (part && part->begin + part->length <= begin)
        part = part->next;
    if (!part)
        return NULL;

    struct mail_line_part *first = mail_arena_allocate(arena, sizeof(struct mail_line_part));
    uint64_t skipped = begin > part->begin ? begin - part->begin : 0;

    *first = *part;
    first->begin += skipped;
    first->length -= (size_t) skipped;
    return first;
}

static struct mail_line_part *first_part(const struct mail_arena *arena, const struct mail_line_part *part,
                                         size_t length)
{
    struct mail_line_part *first = part ? mail_arena_allocate(arena, sizeof(struct mail_line_part)) : NULL;

    if (!first)
        return NULL;
    *first = *part;
    first->length = length < first->length ? length : first->length;
    first->next = NULL;
    return first;
}

const struct pop3_rows_end *pop3_rows_end_find(const struct mail_arena *arena, const struct mail_line *line)
{
    size_t length = dot_length(line->text);
    mail_slice rest = mail_slice_skip(line->text, length);
    struct pop3_rows_end *end;

    if (length == 0 || !is_status_line(rest))
        return NULL;
    end = mail_arena_allocate(arena, sizeof(struct pop3_rows_end));
    end->dot = end->status_line = *line;
    end->dot.text = mail_slice_first(line->text, 1);
    end->dot.end = end->status_line.begin = line->begin + length;
    end->dot.ending = MAIL_LINE_UNFINISHED;
    end->dot.is_truncated = end->dot.has_bare_cr = false;
    end->dot.parts = first_part(arena, line->parts, length);
    end->status_line.text = rest;
    end->status_line.has_bare_cr = mail_slice_index_of(rest, '\r') < rest.length;
    end->status_line.parts = parts_from(arena, line->parts, end->status_line.begin);
    return end;
}
