/* See pop3_listing.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_listing.h"

#include <glib.h>

#define LONGEST_SUBTAG 8

static bool is_subtag(mail_slice subtag)
{
    for (size_t i = 0; i < subtag.length; i++)
        if (!g_ascii_isalnum(subtag.bytes[i]))
            return false;
    return subtag.length > 0 && subtag.length <= LONGEST_SUBTAG;
}

/* The form that every tag of RFC 5646 has: language-range = (1*8ALPHA *("-" 1*8alphanum)) / "*" (RFC 4647, 2.1). */
static bool is_language_tag(mail_slice word)
{
    mail_slice rest = word;

    if (word.length == 0 || !g_ascii_isalpha(word.bytes[0]))
        return false;
    while (true) {
        size_t length = mail_slice_index_of(rest, '-');
        if (!is_subtag(mail_slice_first(rest, length)))
            return false;
        if (length == rest.length)
            return true;
        rest = mail_slice_skip(rest, length + 1);
    }
}

/* "A language listing consists of the language tag [RFC5646] of the message, optionally followed by a single space and
 * a human-readable description of the language" (RFC 6856, 3.2) */
bool pop3_language_parse(mail_slice row, mail_slice *tag, mail_slice *text)
{
    *text = row;
    *tag = mail_slice_take_word(text);
    *text = mail_slice_trim(*text);
    return is_language_tag(*tag);
}

/* NAME SP MAXIMA (RFC 1082, The XTND Command) */
bool pop3_bboard_parse(mail_slice row, mail_slice *name, mail_slice *maxima_text, uint32_t *maxima)
{
    uint64_t number;

    *name = mail_slice_take_word(&row);
    *maxima_text = mail_slice_take_word(&row);
    if (!mail_slice_parse_decimal(*maxima_text, UINT32_MAX, &number))
        return false;
    *maxima = (uint32_t) number;
    return true;
}
