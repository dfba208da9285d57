/* See mime_report_address.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_report_address.h"
#include "imf_lexical.h"

#include <glib.h>

enum { LEAST_DIGITS = 2, MOST_DIGITS = 6, LONGEST_CHARACTER = 6 };

mail_slice mime_report_take_type(mail_slice *text)
{
    mail_slice rest = *text;
    mail_slice type = imf_trim(mail_slice_take_until(&rest, ';'));
    bool is_atom = type.length > 0 && type.length < text->length;

    for (size_t i = 0; i < type.length; i++)
        is_atom = is_atom && (g_ascii_isalnum(type.bytes[i]) || type.bytes[i] == '-' || type.bytes[i] == '_');
    if (!is_atom || mail_slice_index_of(*text, ';') == text->length)
        return mail_slice_make(NULL, 0);
    *text = imf_trim(rest);
    return type;
}

/* Takes EmbeddedUnicodeChar = "\x{" HEXPOINT "}" from the front: the character, or 0 (RFC 6533, 3). */
static gunichar take_character(mail_slice *rest)
{
    mail_slice start = mail_slice_from_string("\\x{");
    mail_slice after = mail_slice_skip(*rest, start.length);
    gunichar character = 0;
    size_t digits = 0;

    if (!mail_slice_starts_with_nocase(*rest, start))
        return 0;
    while (digits <= MOST_DIGITS && digits < after.length && g_ascii_isxdigit(after.bytes[digits]))
        character = character << 4 | (gunichar) g_ascii_xdigit_value((gchar) after.bytes[digits++]);
    if (digits < LEAST_DIGITS || digits > MOST_DIGITS || digits == after.length || after.bytes[digits] != '}' ||
        character == 0 || !g_unichar_validate(character))
        return 0;
    *rest = mail_slice_skip(after, digits + 1);
    return character;
}

/* What it says takes less than what stands there: six bytes for four at most. */
static mail_slice decode_characters(const struct mail_arena *arena, mail_slice text)
{
    if (mail_slice_index_of(text, '\\') == text.length)
        return text;

    uint8_t *bytes = mail_arena_allocate(arena, text.length);
    size_t length = 0;

    while (text.length) {
        gchar utf8[LONGEST_CHARACTER];
        gunichar character = take_character(&text);
        size_t size = character ? (size_t) g_unichar_to_utf8(character, utf8) : 1;
        memcpy(bytes + length, character ? (const void *) utf8 : text.bytes, size);
        length += size;
        text = mail_slice_skip(text, character ? 0 : 1);
    }
    return mail_slice_make(bytes, length);
}

static mail_slice without_brackets(mail_slice text)
{
    bool has_brackets = text.length > 1 && text.bytes[0] == '<' && text.bytes[text.length - 1] == '>';

    return has_brackets ? mail_slice_make(text.bytes + 1, text.length - 2) : text;
}

mail_slice mime_report_read_recipient(const struct mail_arena *arena, mail_slice text)
{
    mail_slice type = mime_report_take_type(&text);
    bool is_utf8 = mail_slice_equals_nocase(type, mail_slice_from_string("utf-8"));

    return without_brackets(is_utf8 ? decode_characters(arena, text) : text);
}
