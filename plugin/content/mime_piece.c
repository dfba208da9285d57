/* See mime_piece.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_piece.h"

/* Where a group of base64 begins is not known after a hole, nor is the mode of uuencode. */
static bool is_readable_after_hole(enum mime_encoding encoding)
{
    return encoding != MIME_ENCODING_BASE64 && encoding != MIME_ENCODING_UUENCODE;
}

struct mime_pieces mime_pieces_of(const struct mime_part *whole)
{
    return (struct mime_pieces){ .whole = whole, .rest = whole->body, .hole = whole->first_hole, .is_cut = true };
}

/* How many bytes stand before the hole. */
static size_t length_before(const struct mime_pieces *pieces, const struct mail_hole *hole)
{
    size_t start = (size_t) (pieces->rest.bytes - pieces->whole->first_byte);

    return hole->offset > start ? hole->offset - start : 0;
}

bool mime_pieces_next(struct mime_pieces *pieces)
{
    const struct mail_hole *hole = pieces->hole;
    size_t length = hole ? length_before(pieces, hole) : pieces->rest.length;

    if (!pieces->is_cut)
        return false;
    pieces->is_cut = hole && length <= pieces->rest.length;
    pieces->piece = *pieces->whole;
    pieces->piece.body = mail_slice_first(pieces->rest, length);
    pieces->rest = mail_slice_skip(pieces->rest, length);
    pieces->hole = hole ? hole->next : NULL;
    if (pieces->is_cut && !is_readable_after_hole(pieces->whole->encoding)) {
        pieces->rest = mail_slice_first(pieces->rest, 0);
        pieces->hole = NULL;
    }
    return true;
}
