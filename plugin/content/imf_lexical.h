/* The small parts of structured fields: blanks, comments, quoted strings (RFC 5322, 3.2.1 to 3.2.4, 4.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_LEXICAL_H
#define IMF_LEXICAL_H

#include "base/mail_arena.h"

static inline bool imf_is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

void imf_skip_blanks(mail_slice *rest);

/* Without blanks and line breaks on both ends. */
mail_slice imf_trim(mail_slice text);

/* Takes a comment from the front, with those in it: what is between its brackets. One that has no end goes to the end
 * of the text. Empty without bytes (NULL) if none stands there. */
mail_slice imf_take_comment(mail_slice *rest);

/* Blanks and comments. */
void imf_skip_blanks_and_comments(mail_slice *rest);

/* Takes a quoted string from the front: what is between its quotation marks, quoted-pairs as they stand. One that has
 * no end goes to the end of the text. Empty without bytes (NULL) if none stands there. */
mail_slice imf_take_quoted(mail_slice *rest);

/* Without the backslash of each quoted-pair. `text` itself if it has none. */
mail_slice imf_undo_quoted_pairs(const struct mail_arena *arena, mail_slice text);

#endif
