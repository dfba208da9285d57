/* See mime_html_entity.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_html_entity.h"

#include "registry/html_entities.h"

static size_t alphanumeric_length(mail_slice text, size_t limit)
{
    size_t length = 0;

    while (length < text.length && length < limit && g_ascii_isalnum(text.bytes[length]))
        length++;
    return length;
}

/* `text` begins after the &. */
static size_t read_named(mail_slice text, bool is_in_attribute, uint32_t *character)
{
    size_t run = alphanumeric_length(text, HTML_ENTITY_NAME_LIMIT + 1);
    bool has_semicolon = run < text.length && text.bytes[run] == ';';
    const struct html_entity *entity = has_semicolon ? html_entity_find(mail_slice_first(text, run)) : NULL;
    size_t length = entity ? run + 1 : 0;

    for (size_t old = MIN(run, HTML_ENTITY_OLD_NAME_LIMIT); !length && old; old--) {
        entity = html_entity_find(mail_slice_first(text, old));
        if (!entity || !entity->is_old)
            continue;
        if (is_in_attribute && old < text.length && (text.bytes[old] == '=' || g_ascii_isalnum(text.bytes[old])))
            return 0;
        length = old;
    }
    if (length)
        *character = entity->code_point;
    return length;
}

/* `text` begins after the &#. */
static size_t read_number(mail_slice text, uint32_t *character)
{
    bool is_hexadecimal = text.length && mail_byte_lower(text.bytes[0]) == 'x';
    size_t start = is_hexadecimal, at = start;
    uint32_t number = 0;

    for (; at < text.length; at++) {
        int digit =
            is_hexadecimal ? g_ascii_xdigit_value((char) text.bytes[at]) : g_ascii_digit_value((char) text.bytes[at]);
        if (digit < 0)
            break;
        if (number <= 0x10ffff)
            number = number * (is_hexadecimal ? 16 : 10) + (uint32_t) digit;
    }
    if (at == start)
        return 0;
    *character = html_character_of_number(number);
    return at + (at < text.length && text.bytes[at] == ';');
}

size_t mime_html_entity_read(mail_slice html, bool is_in_attribute, uint32_t *character)
{
    mail_slice rest = mail_slice_skip(html, 1);
    bool is_number = rest.length && rest.bytes[0] == '#';
    size_t length =
        is_number ? read_number(mail_slice_skip(rest, 1), character) : read_named(rest, is_in_attribute, character);

    return length ? length + 1 + is_number : 0;
}

void mime_html_decode_attribute(mail_slice raw, GString *value)
{
    g_string_truncate(value, 0);
    while (raw.length) {
        size_t plain = mail_slice_index_of(raw, '&'), length;
        uint32_t character = '&';

        g_string_append_len(value, (const char *) raw.bytes, (gssize) plain);
        raw = mail_slice_skip(raw, plain);
        if (!raw.length)
            break;
        length = mime_html_entity_read(raw, true, &character);
        g_string_append_unichar(value, character);
        raw = mail_slice_skip(raw, length ? length : 1);
    }
}
