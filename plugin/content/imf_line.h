/* The lines of a message that may have holes (RFC 5322, 2.1; base/mail_hole.h).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_LINE_H
#define IMF_LINE_H

#include "base/mail_hole.h"
#include "base/mail_slice.h"

/* Bytes that are read from front to back. */
struct imf_source {
    mail_slice bytes;
    const struct mail_hole *hole; /* the first one that was not passed */
};

/* A line, or the piece of one that a hole leaves. It ends at LF, and a CR before LF belongs to its end; a lone CR is no
 * end. */
struct imf_line {
    size_t start;
    size_t end;  /* of its text */
    size_t next; /* where the next one begins: after the line's end, or at a hole, or at the end of the bytes */
    bool has_end;
    bool is_rest;    /* it begins at a hole: nobody knows what stood before it on its line */
    bool meets_hole; /* a hole is at `next` */
};

/* The line at `start`, which is before the end of the bytes and not before that of the last call. */
struct imf_line imf_line_read(struct imf_source *source, size_t start);

mail_slice imf_line_text(const struct imf_source *source, const struct imf_line *line);

#endif
