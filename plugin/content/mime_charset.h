/* Character sets: from the bytes and the label of a message to UTF-8, by GLib's iconv (RFC 2045, 2.2; RFC 2978).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_CHARSET_H
#define MIME_CHARSET_H

#include "base/mail_arena.h"
#include "mime_options.h"

enum mime_charset_result {
    MIME_CHARSET_VALID,
    MIME_CHARSET_INVALID, /* some bytes are not valid in it: each such byte stands as U+FFFD */
    MIME_CHARSET_UNKNOWN  /* no such character set: `text` is empty */
};

/* How the bytes of a character set are read. */
enum mime_charset_kind {
    MIME_CHARSET_ASCII,
    MIME_CHARSET_UTF_8,
    MIME_CHARSET_SUPERSET, /* each byte below 0x80 that begins a character is ASCII */
    MIME_CHARSET_OTHER,
    MIME_CHARSET_UNITS_2, /* of two bytes, and of four */
    MIME_CHARSET_UNITS_4,
    MIME_CHARSET_BYTE_ORDER_2, /* the same, where the first unit may tell the order */
    MIME_CHARSET_BYTE_ORDER_4,
    MIME_CHARSET_JIS, /* turned into EUC-JP first, and into EUC-CN: mime_shift.h */
    MIME_CHARSET_HZ
};

struct mime_charset {
    const char *label; /* letters and digits, in lower case */
    const char *name;
    enum mime_charset_kind kind;
};

/* registry/charsets.def */
extern const struct mime_charset mime_charsets[];
extern const size_t mime_charset_count;

/* The name of the character set with that label, in any case of letters, with the aliases of registry/charsets.def
 * (gb2312 is read as GB18030); NULL if there is none. Only letters and digits of a label count. The name is static. */
const char *mime_charset_find(mail_slice label);

/* Whether bytes may mean something else by what stands before them (ISO-2022-JP): pieces of such text cannot be put
 * together. */
bool mime_charset_has_states(mail_slice label);

/* Decodes `bytes`. The text lives in `arena` (or is `bytes` itself where nothing changes), is valid UTF-8, and may hold
 * NUL. Linear. */
enum mime_charset_result mime_charset_decode(const struct mail_arena *arena, mail_slice label, mail_slice bytes,
                                             mail_slice *text);

/* Text for which no character set is named: by what the whole message was guessed to have; else as it is if it is UTF-8
 * (RFC 6532); else by the fallback; else by a guess that decodes cleanly; else the bytes as they are. `guess` says what
 * was guessed. `options` may be NULL. */
struct mime_unlabelled {
    mail_slice text;
    const char *guess;   /* the guessed character set, or NULL */
    bool is_undecodable; /* `text` is the bytes themselves, which are not UTF-8 */
};
struct mime_unlabelled mime_charset_decode_unlabelled(const struct mail_arena *arena,
                                                      const struct mime_options *options, mail_slice bytes);

#endif
