/* The boundaries of the multiparts that are open, and which of them a line begins with (RFC 2046, 5.1.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_BOUNDARY_H
#define MIME_BOUNDARY_H

#include "mime_part.h"

struct mime_boundary {
    mail_slice text;             /* without the two hyphens; not empty */
    struct mime_boundary *outer; /* the same text, further out: it counts again when this one is closed */
    unsigned frame;              /* of the multipart */
    bool is_open;
};

/* Sorted by text, each text once: that of the innermost. */
struct mime_boundaries {
    struct mime_boundary *open[MIME_DEPTH_LIMIT + 1];
    size_t count;
};

/* Of the multipart's type, without the blanks at its end (bcharsnospace); empty: none. */
mail_slice mime_boundary_of_type(const struct mail_arena *arena, const struct mime_value *type);

void mime_boundaries_open(struct mime_boundaries *boundaries, struct mime_boundary *boundary);

/* The innermost of its text. Does nothing if it is not open. */
void mime_boundaries_close(struct mime_boundaries *boundaries, struct mime_boundary *boundary);

/* The longest one that `text` begins with, which is what follows the two hyphens; NULL: none. It takes time by the
 * length that matches, however many are open. */
const struct mime_boundary *mime_boundaries_match(const struct mime_boundaries *boundaries, mail_slice text);

#endif
