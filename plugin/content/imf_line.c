/* See imf_line.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_line.h"

static const struct mail_hole *skip_holes_before(const struct mail_hole *hole, size_t offset)
{
    while (hole && hole->offset < offset)
        hole = hole->next;
    return hole;
}

struct imf_line imf_line_read(struct imf_source *source, size_t start)
{
    mail_slice bytes = source->bytes;
    struct imf_line line = { .start = start };

    source->hole = skip_holes_before(source->hole, start);
    const struct mail_hole *after = skip_holes_before(source->hole, start + 1);
    size_t limit = after && after->offset < bytes.length ? after->offset : bytes.length;
    mail_slice rest = mail_slice_make(bytes.bytes + start, limit - start);
    size_t length = mail_slice_index_of(rest, '\n');

    line.has_end = length < rest.length;
    line.next = start + length + line.has_end;
    line.end = start + length;
    if (line.has_end && length && rest.bytes[length - 1] == '\r')
        line.end--;
    line.is_rest = source->hole && source->hole->offset == start;
    line.meets_hole = after && after->offset == line.next;
    return line;
}

mail_slice imf_line_text(const struct imf_source *source, const struct imf_line *line)
{
    return mail_slice_make(source->bytes.bytes + line->start, line->end - line->start);
}
