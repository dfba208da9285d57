/* See imf_properties.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_properties.h"
#include "imf_token.h"

#include <glib.h>

#define MARKS ";="

struct text {
    uint8_t *bytes;
    size_t length;
    size_t size;
};

static void append(struct text *text, mail_slice slice)
{
    size_t length = MIN(slice.length, text->size - text->length);

    if (length)
        memcpy(text->bytes + text->length, slice.bytes, length);
    text->length += length;
}

static bool begins_with(mail_slice slice, uint8_t byte)
{
    return slice.length && slice.bytes[0] == byte;
}

/* Appends the next name, taken with the "=" after it; false at the end. Only a dot ties words together: others that
 * are no part of a pair are read over. */
static bool take_name(struct text *text, mail_slice *rest)
{
    size_t start = text->length;
    bool is_tied = false;

    for (;;) {
        struct imf_token token = imf_token_take_visible(rest, MARKS);
        if (token.kind == IMF_TOKEN_MARK && token.text.bytes[0] == '=' && text->length > start)
            return true;
        if (token.kind != IMF_TOKEN_WORD || (!is_tied && !begins_with(token.text, '.')))
            text->length = start;
        if (token.kind == IMF_TOKEN_END)
            return false;
        if (token.kind == IMF_TOKEN_WORD)
            append(text, token.text);
        is_tied = text->length > start && text->bytes[text->length - 1] == '.';
    }
}

/* Whether "header.from=" stands there: after "smtp.mailfrom= " it is the next pair, and the value is empty. */
static bool is_name_ahead(mail_slice rest)
{
    bool is_apart = rest.length && (begins_with(rest, ' ') || begins_with(rest, '\t') || begins_with(rest, '('));
    struct imf_token word = imf_token_take_visible(&rest, MARKS);

    return is_apart && word.kind == IMF_TOKEN_WORD && mail_slice_index_of(word.text, '.') < word.text.length &&
           mail_slice_index_of(word.text, '@') == word.text.length && begins_with(rest, '=');
}

static bool needs_quotes(mail_slice text)
{
    for (size_t i = 0; i < text.length; i++)
        if (strchr(" \t\r\n\"();", text.bytes[i])) /* NUL too */
            return true;
    return text.length == 0;
}

static mail_slice take_value(const struct mail_arena *arena, mail_slice *rest)
{
    if (is_name_ahead(*rest))
        return mail_slice_make(NULL, 0);

    mail_slice after = *rest;
    struct imf_token token = imf_token_take_visible(&after, ";");

    if (token.kind != IMF_TOKEN_WORD)
        return mail_slice_make(NULL, 0);
    *rest = after;

    mail_slice plain = imf_token_unquote(arena, token.text);

    return needs_quotes(plain) ? token.text : plain;
}

mail_slice imf_properties_read(const struct mail_arena *arena, mail_slice body)
{
    /* Between two pairs stands a byte at least that is not kept. */
    struct text text = { mail_arena_allocate(arena, body.length + 1), 0, body.length + 1 };
    size_t end = 0;

    while (take_name(&text, &body)) {
        mail_slice name = mail_slice_skip(mail_slice_make(text.bytes, text.length), end);
        bool is_reason = mail_slice_equals_nocase(name, mail_slice_from_string("reason"));
        append(&text, mail_slice_from_string("="));
        append(&text, take_value(arena, &body));
        if (is_reason)
            text.length = end;
        else
            append(&text, mail_slice_from_string(" "));
        end = text.length;
    }
    return end ? mail_slice_make(text.bytes, end - 1) : mail_slice_make(NULL, 0);
}
