/* A parameter as people read it (RFC 2231, 3 and 4): see mime_parameter.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_charset.h"
#include "mime_parameter.h"
#include "mime_text.h"

#include <glib.h>

/* The sections of a parameter by number, each the first that has it. */
struct sections {
    const struct mime_parameter *list[MIME_PARAMETERS_LIMIT];
};

static bool is_extended(const struct mime_parameter *parameter)
{
    return parameter->name.length && parameter->name.bytes[parameter->name.length - 1] == '*';
}

/* Of "name*3" and "name*3*" the number (no leading zeros: RFC 2231, 3), of "name*" 0; false for any other. */
static bool read_section(const struct mime_parameter *parameter, const char *name, uint64_t *number, bool *is_whole)
{
    mail_slice wanted = mail_slice_from_string(name), rest = mail_slice_skip(parameter->name, wanted.length);

    if (!mail_slice_starts_with_nocase(parameter->name, wanted) || rest.length == 0 || rest.bytes[0] != '*' ||
        parameter->name.length <= wanted.length)
        return false;
    *number = 0;
    *is_whole = rest.length == 1;
    if (*is_whole)
        return true;
    rest = mail_slice_make(rest.bytes + 1, rest.length - (is_extended(parameter) ? 2 : 1));
    return mail_slice_parse_decimal(rest, MIME_PARAMETERS_LIMIT - 1, number) &&
           (rest.length == 1 || rest.bytes[0] != '0');
}

/* "name*" goes before sections. */
static void find_sections(const struct mime_value *value, const char *name, struct sections *sections)
{
    bool has_whole = false;

    for (const struct mime_parameter *parameter = value->first; parameter; parameter = parameter->next) {
        uint64_t number;
        bool is_whole;
        if (!read_section(parameter, name, &number, &is_whole) || has_whole)
            continue;
        if (is_whole)
            *sections = (struct sections){ .list = { parameter } };
        else if (!sections->list[number])
            sections->list[number] = parameter;
        has_whole = is_whole;
    }
}

static void append_percent_decoded(GString *octets, mail_slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        uint8_t byte = text.bytes[i];
        if (byte == '%' && i + 2 < text.length && g_ascii_isxdigit(text.bytes[i + 1]) &&
            g_ascii_isxdigit(text.bytes[i + 2])) {
            byte = (uint8_t) (g_ascii_xdigit_value((gchar) text.bytes[i + 1]) * 16 +
                              g_ascii_xdigit_value((gchar) text.bytes[i + 2]));
            i += 2;
        }
        g_string_append_c(octets, (char) byte);
    }
}

/* Takes "charset'language'" from the front of the first section; nothing where the marks are missing. */
static mail_slice take_charset(mail_slice *text)
{
    mail_slice rest = *text, charset = mail_slice_take_until(&rest, '\'');

    if (mail_slice_index_of(rest, '\'') == rest.length)
        return mail_slice_make(NULL, 0);
    mail_slice_take_until(&rest, '\'');
    *text = rest;
    return charset;
}

/* Sections up to the first that is missing, as octets. Returns the character set, which the first names. */
static mail_slice append_sections(const struct sections *sections, GString *octets)
{
    mail_slice charset = mail_slice_make(NULL, 0);

    for (size_t i = 0; i < MIME_PARAMETERS_LIMIT && sections->list[i]; i++) {
        mail_slice text = sections->list[i]->value;
        if (i == 0 && is_extended(sections->list[i]))
            charset = take_charset(&text);
        if (is_extended(sections->list[i]))
            append_percent_decoded(octets, text);
        else
            g_string_append_len(octets, (const char *) text.bytes, (gssize) text.length);
    }
    return charset;
}

static mail_slice decode_sections(const struct mail_arena *arena, const struct mime_options *options,
                                  const struct sections *sections)
{
    GString *joined = g_string_new(NULL);
    mail_slice charset = append_sections(sections, joined), text;
    mail_slice octets = mail_arena_copy(arena, mail_slice_make(joined->str, joined->len));

    g_string_free(joined, TRUE);
    if (!is_extended(sections->list[0]))
        return mime_text_decode(arena, options, octets).text;
    if (mime_charset_decode(arena, charset, octets, &text) != MIME_CHARSET_UNKNOWN)
        return text;
    return mime_charset_decode_unlabelled(arena, options, octets).text;
}

mail_slice mime_value_decode_parameter(const struct mail_arena *arena, const struct mime_options *options,
                                       const struct mime_value *value, const char *name)
{
    struct sections sections = { 0 };
    mail_slice plain;

    find_sections(value, name, &sections);
    if (sections.list[0])
        return decode_sections(arena, options, &sections);
    plain = mime_value_parameter(value, name);
    return plain.bytes ? mime_text_decode(arena, options, plain).text : plain;
}
