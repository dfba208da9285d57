/* Character sets: from the bytes and the label of a message to UTF-8, by GLib's iconv (RFC 2045, 2.2; RFC 2978).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_CHARSET_H
#define MIME_CHARSET_H

#include "base/mail_arena.h"

enum mime_charset_result {
    MIME_CHARSET_VALID,
    MIME_CHARSET_INVALID, /* some bytes are not valid in it: each such byte stands as U+FFFD */
    MIME_CHARSET_UNKNOWN  /* no such character set: `text` is empty */
};

/* The name that iconv knows for a label of mail, in any case of letters, with the aliases of registry/charsets.def
 * (gb2312 is read as GB18030); NULL if it knows none. The name is static. */
const char *mime_charset_find(mail_slice label);

/* Decodes `bytes`. The text lives in `arena` (or is `bytes` itself where nothing changes), is valid UTF-8, and may hold
 * NUL. Linear. */
enum mime_charset_result mime_charset_decode(const struct mail_arena *arena, mail_slice label, mail_slice bytes,
                                             mail_slice *text);

/* Text for which no character set is named: as it is if it is UTF-8 (RFC 6532); else by `fallback` (may be NULL); else
 * by a guess that decodes cleanly, whose name is then in `guess`; else the bytes as they are. */
struct mime_unlabelled {
    mail_slice text;
    const char *guess;   /* the guessed character set, or NULL */
    bool is_undecodable; /* `text` is the bytes themselves, which are not UTF-8 */
};
struct mime_unlabelled mime_charset_decode_unlabelled(const struct mail_arena *arena, const char *fallback,
                                                      mail_slice bytes);

#endif
