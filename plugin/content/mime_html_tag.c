/* See mime_html_tag.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_html_tag.h"

#include <glib.h>

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r' && byte != '\v');
}

static bool starts_with(mail_slice text, const char *prefix)
{
    size_t length = strlen(prefix);

    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}

/* Up to a blank, a > or one of `others`. */
static mail_slice take_word(mail_slice *rest, const char *others)
{
    mail_slice word = mail_slice_first(*rest, 0);

    for (; word.length < rest->length; word.length++) {
        uint8_t byte = rest->bytes[word.length];
        if (is_blank(byte) || byte == '>' || (byte && strchr(others, byte)))
            break;
    }
    *rest = mail_slice_skip(*rest, word.length);
    return word;
}

static void skip_blanks(mail_slice *rest, bool with_slashes)
{
    size_t count = 0;

    while (count < rest->length && (is_blank(rest->bytes[count]) || (with_slashes && rest->bytes[count] == '/')))
        count++;
    *rest = mail_slice_skip(*rest, count);
}

/* Whether a comment ends at the front of `text`: --> or --!> ends it. */
static size_t comment_end_length(mail_slice text)
{
    return starts_with(text, "-->") ? strlen("-->") : starts_with(text, "--!>") ? strlen("--!>") : 0;
}

/* After <!--, where > and -> end it at once. */
static void skip_comment(mail_slice *rest)
{
    if (starts_with(*rest, ">") || starts_with(*rest, "->")) {
        mail_slice_take_until(rest, '>');
        return;
    }
    while (rest->length) {
        size_t end = comment_end_length(*rest);

        if (end) {
            *rest = mail_slice_skip(*rest, end);
            return;
        }
        *rest = mail_slice_skip(*rest, 1 + mail_slice_index_of(mail_slice_skip(*rest, 1), '-'));
    }
}

bool mime_html_take_tag(mail_slice *rest, struct mime_html_tag *tag)
{
    mail_slice text = mail_slice_skip(*rest, 1);
    bool is_slash = starts_with(text, "/");
    mail_slice name = mail_slice_skip(text, is_slash);

    *tag = (struct mime_html_tag){ .is_end = is_slash };
    if (name.length && g_ascii_isalpha(name.bytes[0])) {
        *rest = name;
        tag->name = take_word(rest, "/");
    } else if (starts_with(text, "!--")) {
        *rest = mail_slice_skip(text, strlen("!--"));
        skip_comment(rest);
    } else if (starts_with(text, "!") || starts_with(text, "?") || (is_slash && name.length)) {
        *rest = text;
        mail_slice_take_until(rest, '>');
    } else {
        return false;
    }
    return true;
}

/* After the = of an attribute. False: its quotation mark is not closed before the end of the bytes. */
static bool take_value(mail_slice *rest, mail_slice *value)
{
    skip_blanks(rest, false);
    if (rest->length && (rest->bytes[0] == '"' || rest->bytes[0] == '\'')) {
        uint8_t quote = rest->bytes[0];
        mail_slice text = mail_slice_skip(*rest, 1);

        *value = mail_slice_first(text, mail_slice_index_of(text, quote));
        *rest = mail_slice_skip(text, value->length + 1);
        return value->length < text.length;
    }
    *value = take_word(rest, "");
    return true;
}

bool mime_html_take_attribute(mail_slice *rest, struct mime_html_attribute *attribute)
{
    skip_blanks(rest, true);
    if (!rest->length || rest->bytes[0] == '>') {
        *rest = mail_slice_skip(*rest, 1);
        return false;
    }
    *attribute = (struct mime_html_attribute){ .name = mail_slice_first(*rest, 1) };
    *rest = mail_slice_skip(*rest, 1); /* a = at the front belongs to the name */
    attribute->name.length += take_word(rest, "/=").length;
    skip_blanks(rest, false);
    if (!starts_with(*rest, "="))
        return true;
    *rest = mail_slice_skip(*rest, 1);
    return take_value(rest, &attribute->value);
}

void mime_html_skip_raw_text(mail_slice *rest, mail_slice name)
{
    while (rest->length) {
        mail_slice text = mail_slice_skip(*rest, strlen("</")), after = mail_slice_skip(text, name.length);

        if (starts_with(*rest, "</") && mail_slice_starts_with_nocase(text, name) &&
            (!after.length || is_blank(after.bytes[0]) || after.bytes[0] == '/' || after.bytes[0] == '>'))
            return;
        *rest = mail_slice_skip(*rest, 1 + mail_slice_index_of(mail_slice_skip(*rest, 1), '<'));
    }
}
