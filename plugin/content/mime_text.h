/* Field bodies as people read them: unfolded, encoded words decoded (RFC 5322, 2.2.3; RFC 2047; RFC 2231, 5; RFC 6532).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_TEXT_H
#define MIME_TEXT_H

#include "base/mail_arena.h"
#include "mime_options.h"

struct mime_text {
    mail_slice text;        /* UTF-8; where `has_undecodable_bytes`, with bytes that are none */
    const char *guess;      /* character set that raw 8-bit bytes were guessed to have, or NULL */
    bool has_raw_bytes : 1; /* 8-bit bytes that no encoded word holds */
    bool has_undecodable_bytes : 1;
    bool has_encoded_words : 1;
    bool has_unknown_charset : 1; /* such encoded words stand as they are (RFC 2047, 6.2) */
    bool has_invalid_words : 1;   /* an encoded word whose bytes are not valid in its character set, or that is not well
                                     formed */
};

/* A whole field body, trimmed: what it says, for people. The text lives in `arena`. Linear. */
struct mime_text mime_text_decode(const struct mail_arena *arena, const struct mime_options *options, mail_slice body);

/* Unfolds only: takes out each line break before white space (RFC 5322, 2.2.3). `body` itself if it has none. */
mail_slice mime_text_unfold(const struct mail_arena *arena, mail_slice body);

#endif
