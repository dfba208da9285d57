/* Words, comments and quoted strings of header fields that have a grammar (RFC 5322, 3.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_TOKEN_H
#define IMF_TOKEN_H

#include "base/mail_arena.h"

enum imf_token_kind {
    IMF_TOKEN_END,     /* nothing is left */
    IMF_TOKEN_COMMENT, /* with all that is nested in it; what is not closed goes to the end */
    IMF_TOKEN_WORD,    /* up to a blank, a comment or a mark; quoted strings in it are part of it */
    IMF_TOKEN_MARK     /* one byte */
};

struct imf_token {
    enum imf_token_kind kind;
    mail_slice text; /* as it stands; of a comment, what is between its brackets */
};

/* Takes the next one from the front of `rest`. Line breaks are blanks here. `marks`: the bytes that stand for
 * themselves in this field. */
struct imf_token imf_token_take(mail_slice *rest, const char *marks);

/* The same, comments read over (CFWS). */
struct imf_token imf_token_take_visible(mail_slice *rest, const char *marks);

/* Takes what stands before the first `mark` outside comments and quoted strings, and the mark; all if there is none. */
mail_slice imf_token_take_until(mail_slice *rest, char mark);

/* A word without quotation marks and the backslashes of its quoted pairs (RFC 5322, 3.2.4): `word` itself, or in
 * `arena`. */
mail_slice imf_token_unquote(const struct mail_arena *arena, mail_slice word);

#endif
