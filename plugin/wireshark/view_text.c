/* See view_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "view_text.h"

#include <wsutil/str_util.h>

enum control_characters { CONTROLS_KEPT, CONTROLS_ESCAPED };

/* The character at the front, or 0 where there is none: NUL and bytes that are no UTF-8. */
static gunichar character_at_front(mail_slice rest)
{
    if (rest.bytes[0] == 0)
        return 0;

    gunichar character = g_utf8_get_char_validated((const char *) rest.bytes, (gssize) rest.length);

    return g_unichar_validate(character) ? character : 0;
}

static void append_escaped(wmem_strbuf_t *text, gunichar character)
{
    static const char *const names[] = { ['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r" };

    if (character < G_N_ELEMENTS(names) && names[character])
        wmem_strbuf_append(text, names[character]);
    else if (character < 0x80)
        wmem_strbuf_append_printf(text, "\\x%02x", character);
    else
        wmem_strbuf_append_printf(text, "\\u%04x", character);
}

/* Appends what stands at the front and returns how many bytes that was. */
static size_t append_front(wmem_strbuf_t *text, mail_slice rest, enum control_characters controls)
{
    gunichar character = character_at_front(rest);

    if (character == 0) {
        wmem_strbuf_append_printf(text, "\\x%02x", rest.bytes[0]);
        return 1;
    }
    if (controls == CONTROLS_ESCAPED && !g_unichar_isprint(character))
        append_escaped(text, character);
    else
        wmem_strbuf_append_unichar(text, character);
    return (size_t) g_unichar_to_utf8(character, NULL);
}

/* The bytes at the front that are shown as they are: UTF-8 without NUL, or what is printable of ASCII. */
static size_t plain_length(mail_slice slice, enum control_characters controls)
{
    const char *bytes = (const char *) slice.bytes;
    const char *end = bytes;

    if (controls == CONTROLS_KEPT)
        g_utf8_validate_len(bytes, slice.length, &end);
    else
        while (end < bytes + slice.length && g_ascii_isprint(*end))
            end++;
    return (size_t) (end - bytes);
}

static const char *text_of(wmem_allocator_t *pool, mail_slice slice, enum control_characters controls)
{
    if (slice.length == 0)
        return "";

    size_t plain = plain_length(slice, controls);

    if (plain == slice.length)
        return wmem_strndup(pool, (const char *) slice.bytes, slice.length);

    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    while (slice.length) {
        wmem_strbuf_append_len(text, (const char *) slice.bytes, (gssize) plain);
        slice = mail_slice_skip(slice, plain);
        if (slice.length)
            slice = mail_slice_skip(slice, append_front(text, slice, controls));
        plain = plain_length(slice, controls);
    }
    return wmem_strbuf_get_str(text);
}

const char *view_text(wmem_allocator_t *pool, mail_slice slice)
{
    return text_of(pool, slice, CONTROLS_KEPT);
}

/* The limit, moved back where it would cut a character of UTF-8 apart. */
static size_t limit_between_characters(mail_slice slice, size_t limit)
{
    size_t moved = limit;

    for (int i = 0; i < 3 && moved && (slice.bytes[moved] & 0xc0) == 0x80; i++)
        moved--;
    return (slice.bytes[moved] & 0xc0) == 0x80 ? limit : moved;
}

const char *view_excerpt(wmem_allocator_t *pool, mail_slice slice, size_t limit)
{
    if (slice.length <= limit)
        return text_of(pool, slice, CONTROLS_ESCAPED);

    mail_slice shown = mail_slice_first(slice, limit_between_characters(slice, limit));

    return wmem_strconcat(pool, text_of(pool, shown, CONTROLS_ESCAPED), "...", NULL);
}
