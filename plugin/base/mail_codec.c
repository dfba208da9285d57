/* See mail_codec.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_codec.h"

#include <glib.h>
#include <string.h>

/* Number of characters before the padding, or -1 if the text is not base64. A single left-over character carries no
 * byte (RFC 4648, 4: 6 bits are less than an octet). */
static gssize base64_digits(mail_slice encoded)
{
    size_t digits = 0;
    size_t padding = 0;

    for (size_t i = 0; i < encoded.length; i++) {
        uint8_t byte = encoded.bytes[i];
        if (byte == '=')
            padding++;
        else if (padding || !(g_ascii_isalnum(byte) || byte == '+' || byte == '/'))
            return -1;
        else
            digits++;
    }
    return padding > 2 || digits % 4 == 1 ? -1 : (gssize) digits;
}

bool mail_base64_decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded)
{
    gssize digits = base64_digits(encoded);

    if (digits < 0)
        return false;

    size_t padded_length = ((size_t) digits + 3) / 4 * 4;
    char *padded = mail_arena_allocate(arena, padded_length + 1);
    guchar *output = mail_arena_allocate(arena, padded_length / 4 * 3 + 3);
    gint state = 0;
    guint saved = 0;

    if (digits)
        memcpy(padded, encoded.bytes, (size_t) digits);
    memset(padded + digits, '=', padded_length - (size_t) digits);
    *decoded = mail_slice_make(output, g_base64_decode_step(padded, padded_length, output, &state, &saved));
    return true;
}

/* hexchar = ASCII "+" immediately followed by two upper case hexadecimal digits (RFC 3461, 4) */
static bool is_hexadecimal_character(mail_slice rest)
{
    if (rest.length < 3 || rest.bytes[0] != '+')
        return false;
    return g_ascii_isxdigit(rest.bytes[1]) && !g_ascii_islower(rest.bytes[1]) && g_ascii_isxdigit(rest.bytes[2]) &&
           !g_ascii_islower(rest.bytes[2]);
}

/* xchar = any ASCII CHAR between "!" (33) and "~" (126) inclusive, except for "+" and "=" (RFC 3461, 4) */
static bool is_plain_character(uint8_t byte)
{
    return byte >= '!' && byte <= '~' && byte != '+' && byte != '=';
}

bool mail_xtext_decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded)
{
    uint8_t *output = mail_arena_allocate(arena, encoded.length + 1);
    mail_slice rest = encoded;
    size_t length = 0;

    while (rest.length) {
        bool is_hexadecimal = is_hexadecimal_character(rest);
        if (!is_hexadecimal && !is_plain_character(rest.bytes[0]))
            return false;
        output[length++] = is_hexadecimal ? (uint8_t) (g_ascii_xdigit_value((gchar) rest.bytes[1]) * 16 +
                                                       g_ascii_xdigit_value((gchar) rest.bytes[2]))
                                          : rest.bytes[0];
        rest = mail_slice_skip(rest, is_hexadecimal ? 3 : 1);
    }
    *decoded = mail_slice_make(output, length);
    return true;
}

/* EmbeddedUnicodeChar = %x5C.78 "{" HEXPOINT "}" (RFC 6533, 3): its length, or 0. */
static size_t embedded_character_length(mail_slice rest, gunichar *character)
{
    mail_slice longest = mail_slice_first(rest, mail_slice_from_string("\\x{10FFFF}").length);
    size_t end = mail_slice_index_of(longest, '}');

    *character = 0;
    if (end == longest.length || end < 5 || memcmp(rest.bytes, "\\x{", 3) != 0)
        return 0;
    for (size_t i = 3; i < end; i++) {
        if (!g_ascii_isxdigit(rest.bytes[i]))
            return 0;
        *character = *character * 16 + (gunichar) g_ascii_xdigit_value((gchar) rest.bytes[i]);
    }
    return *character && g_unichar_validate(*character) ? end + 1 : 0;
}

/* QUCHAR = QCHAR / UTF8-non-ascii; QCHAR: printable ASCII except SP, "+", "=" and backslash (RFC 6533, 3). */
static size_t plain_unicode_length(mail_slice rest, gunichar *character)
{
    if (rest.bytes[0] < 0x80) {
        *character = rest.bytes[0];
        return is_plain_character(rest.bytes[0]) && rest.bytes[0] != '\\' ? 1 : 0;
    }
    *character = g_utf8_get_char_validated((const char *) rest.bytes, (gssize) rest.length);
    return g_unichar_validate(*character) ? (size_t) g_unichar_to_utf8(*character, NULL) : 0;
}

bool mail_unitext_decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded)
{
    char *output = mail_arena_allocate(arena, encoded.length + 1);
    mail_slice rest = encoded;
    size_t length = 0;

    while (rest.length) {
        gunichar character;
        size_t taken = embedded_character_length(rest, &character);
        if (taken == 0)
            taken = plain_unicode_length(rest, &character);
        if (taken == 0)
            return false;
        length += (size_t) g_unichar_to_utf8(character, output + length);
        rest = mail_slice_skip(rest, taken);
    }
    *decoded = mail_slice_make(output, length);
    return true;
}
