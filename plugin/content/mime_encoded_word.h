/* Encoded words: "=?utf-8?q?caf=C3=A9?=" (RFC 2047; RFC 2231, 5).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_ENCODED_WORD_H
#define MIME_ENCODED_WORD_H

#include "base/mail_arena.h"

#include <glib.h>

/* One word: slices of the text that it was found in. */
struct mime_encoded_word {
    mail_slice source;
    mail_slice charset; /* without the language that may follow it */
    mail_slice encoded;
    bool is_base64; /* else Q */
};

/* Finds the words of one unfolded text from front to end. To begin: the text, and zeros. */
struct mime_word_reader {
    mail_slice text;
    size_t offset;
    size_t terminator; /* the next "?=" that was seen: what makes all searches together linear */
    bool has_malformed_word;
};

/* The next word, wherever it stands; false at the end of the text. Words in a character set that is not known are read
 * over: they stay as they are (RFC 2047, 6.2). */
bool mime_word_reader_next(struct mime_word_reader *reader, struct mime_encoded_word *word, bool *has_unknown_charset);

/* Appends what adjacent words of one character set say. Each is decoded by itself; where that is no valid text, the
 * octets of all are put together, since some programs cut characters in two, or their base64, since some cut that.
 * False if that is not valid either: U+FFFD stands for the bytes that are not. Linear. */
bool mime_words_append_text(const struct mail_arena *arena, const struct mime_encoded_word *words, size_t count,
                            GString *text);

#endif
