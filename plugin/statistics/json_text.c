/* See json_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "json_text.h"

#include "wireshark/view_text.h"

#include <inttypes.h>

/* Beyond the Basic Multilingual Plane a character is escaped as two surrogates (RFC 8259, 7). */
static void append_escaped(wmem_strbuf_t *text, gunichar character)
{
    if (character < 0x10000) {
        wmem_strbuf_append_printf(text, "\\u%04x", character);
        return;
    }
    character -= 0x10000;
    wmem_strbuf_append_printf(text, "\\u%04x\\u%04x", 0xd800 + (character >> 10), 0xdc00 + (character & 0x3ff));
}

/* Format characters, which turn the direction of a text around or are not to be seen, are not printable. Some programs
 * take the separators of lines and paragraphs for the end of a line. */
static bool stands_as_it_is(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);

    return g_unichar_isprint(character) && type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static void append_character(wmem_strbuf_t *text, gunichar character)
{
    if (character == '"' || character == '\\')
        wmem_strbuf_append_c(text, '\\');
    if (stands_as_it_is(character))
        wmem_strbuf_append_unichar(text, character);
    else
        append_escaped(text, character);
}

/* Bytes that are no UTF-8 stand as \xNN. */
static void append_string(wmem_allocator_t *pool, wmem_strbuf_t *text, mail_slice slice)
{
    wmem_strbuf_append_c(text, '"');
    for (const char *rest = view_text(pool, slice); *rest; rest = g_utf8_next_char(rest))
        append_character(text, g_utf8_get_char(rest));
    wmem_strbuf_append_c(text, '"');
}

static void append_list(wmem_allocator_t *pool, wmem_strbuf_t *text, const struct statistics_value *value)
{
    wmem_strbuf_append_c(text, '[');
    for (uint64_t i = 0; i < value->number; i++) {
        wmem_strbuf_append(text, i ? ", " : "");
        append_string(pool, text, value->texts[i]);
    }
    wmem_strbuf_append_c(text, ']');
}

static void append_codes(wmem_strbuf_t *text, const struct statistics_value *value)
{
    wmem_strbuf_append_c(text, '[');
    for (uint64_t i = 0; i < value->number; i++) {
        mail_slice digits = value->texts[i].length ? value->texts[i] : mail_slice_from_string("null");
        wmem_strbuf_append_printf(text, "%s%.*s", i ? ", " : "", (int) digits.length, digits.bytes);
    }
    wmem_strbuf_append_c(text, ']');
}

static void append_seconds(wmem_strbuf_t *text, int64_t nanoseconds)
{
    uint64_t distance = (uint64_t) ABS(nanoseconds);

    wmem_strbuf_append_printf(text, "%s%" PRIu64 ".%09" PRIu64, nanoseconds < 0 ? "-" : "", distance / 1000000000,
                              distance % 1000000000);
}

static void append_value(wmem_allocator_t *pool, wmem_strbuf_t *text, enum statistics_kind kind,
                         const struct statistics_value *value)
{
    switch (kind) {
    case STATISTICS_NUMBER:
    case STATISTICS_CODE:
        wmem_strbuf_append_printf(text, "%" PRIu64, value->number);
        break;
    case STATISTICS_TEXT:
    case STATISTICS_PATH:
        append_string(pool, text, value->text);
        break;
    case STATISTICS_LIST:
        append_list(pool, text, value);
        break;
    case STATISTICS_CODES:
        append_codes(text, value);
        break;
    case STATISTICS_TIME:
        append_seconds(text, value->time.seconds * 1000000000 + value->time.nanoseconds);
        break;
    case STATISTICS_SECONDS:
        append_seconds(text, value->nanoseconds);
        break;
    case STATISTICS_TRUTH:
        wmem_strbuf_append(text, value->number ? "true" : "false");
        break;
    }
}

const char *json_text(wmem_allocator_t *pool, enum statistics_kind kind, const struct statistics_value *value)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");

    if (value->is_known)
        append_value(pool, text, kind, value);
    else
        wmem_strbuf_append(text, "null");
    return wmem_strbuf_get_str(text);
}
