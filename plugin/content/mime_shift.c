/* See mime_shift.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_shift.h"

enum { ASCII, KANA, DOUBLE, SUPPLEMENT };

/* Designations: RFC 1468 (the table of escape sequences); WHATWG Encoding, 12.2.1 (the kana); RFC 2237 (JIS X 0212). */
static const struct {
    const char *escape;
    int set;
} designations[] = {
    { "\x1b(B", ASCII },  { "\x1b(J", ASCII },  { "\x1b(H", ASCII },   { "\x1b(I", KANA },
    { "\x1b$@", DOUBLE }, { "\x1b$B", DOUBLE }, { "\x1b$(B", DOUBLE }, { "\x1b$(D", SUPPLEMENT },
};

static bool is_graphic(uint8_t byte)
{
    return byte > 0x20 && byte < 0x7f;
}

static void append_byte(GString *euc, unsigned byte)
{
    g_string_append_c(euc, (char) byte);
}

/* Takes a pair as a character of a set of 94 by 94; what is no pair as one byte that is not valid. */
static size_t append_pair(GString *euc, mail_slice rest)
{
    if (rest.length < 2 || !is_graphic(rest.bytes[1])) {
        append_byte(euc, MIME_SHIFT_INVALID);
        return 1;
    }
    append_byte(euc, rest.bytes[0] | 0x80U);
    append_byte(euc, rest.bytes[1] | 0x80U);
    return 2;
}

/* EUC-JP's single shifts name the other sets: 0x8E the kana, 0x8F JIS X 0212. */
static size_t append_japanese(GString *euc, mail_slice rest, int set)
{
    uint8_t byte = rest.bytes[0];

    if (byte >= 0x80 || byte == 0x1b)
        append_byte(euc, MIME_SHIFT_INVALID);
    else if (set == ASCII || !is_graphic(byte))
        append_byte(euc, byte);
    else if (set == KANA) {
        append_byte(euc, 0x8e);
        append_byte(euc, byte | 0x80U);
    } else {
        if (set == SUPPLEMENT && rest.length > 1 && is_graphic(rest.bytes[1]))
            append_byte(euc, 0x8f);
        return append_pair(euc, rest);
    }
    return 1;
}

/* Length of the escape sequence at the front, which sets `set`; 0 if there is none that is known. */
static size_t read_designation(mail_slice rest, int *set)
{
    if (rest.bytes[0] != 0x1b)
        return 0;
    for (size_t i = 0; i < G_N_ELEMENTS(designations); i++) {
        mail_slice escape = mail_slice_from_string(designations[i].escape);
        if (rest.length >= escape.length && memcmp(rest.bytes, escape.bytes, escape.length) == 0) {
            *set = designations[i].set;
            return escape.length;
        }
    }
    return 0;
}

void mime_shift_append_jis(GString *euc, mail_slice text)
{
    int set = ASCII;

    while (text.length) {
        size_t length = read_designation(text, &set);
        /* "The text must end in ASCII", and each line does (RFC 1468). */
        if (text.bytes[0] == '\n')
            set = ASCII;
        if (length == 0)
            length = append_japanese(euc, text, set);
        text = mail_slice_skip(text, length);
    }
}

/* "~{" and "~}" switch, "~~" is "~", "~" before a line's end goes with it (RFC 1843). Returns how much was read; 0: it
 * is no such pair. */
static size_t read_tilde(GString *euc, mail_slice rest, bool *is_double)
{
    uint8_t second = rest.length > 1 ? rest.bytes[1] : 0;

    if (rest.bytes[0] != '~' || !(second == '}' || (!*is_double && strchr("{~\n", second) && second)))
        return 0;
    if (second == '~')
        append_byte(euc, '~');
    if (second == '{' || second == '}')
        *is_double = second == '{';
    return 2;
}

void mime_shift_append_hz(GString *euc, mail_slice text)
{
    bool is_double = false;

    while (text.length) {
        size_t length = read_tilde(euc, text, &is_double);
        if (text.bytes[0] == '\n')
            is_double = false;
        if (length == 0 && is_double && is_graphic(text.bytes[0]))
            length = append_pair(euc, text);
        else if (length == 0) {
            bool is_invalid = text.bytes[0] >= 0x80 || text.bytes[0] == '~';
            append_byte(euc, is_invalid ? MIME_SHIFT_INVALID : text.bytes[0]);
            length = 1;
        }
        text = mail_slice_skip(text, length);
    }
}
