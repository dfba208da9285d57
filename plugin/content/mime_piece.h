/* The pieces that holes leave of a part's body: what stands on both sides of a hole is not put together.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_PIECE_H
#define MIME_PIECE_H

#include "mime_part.h"

struct mime_pieces {
    const struct mime_part *whole;
    mail_slice rest;
    const struct mail_hole *hole;
    struct mime_part piece; /* the part with only the bytes of this piece */
    bool is_cut;            /* a hole follows: the last word may go on */
};

struct mime_pieces mime_pieces_of(const struct mime_part *whole);

/* False: there are no more. A part without holes is one piece. */
bool mime_pieces_next(struct mime_pieces *pieces);

#endif
