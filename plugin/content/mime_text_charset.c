/* See mime_text_charset.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_text_charset.h"

#include "mime_charset.h"
#include "mime_html_tag.h"
#include "mime_utf8.h"

#include <glib.h>

enum { HTML_BYTES_LOOKED_AT = 1024 };

/* The word after charset= in `text`. */
static mail_slice find_charset(mail_slice text)
{
    mail_slice name = mail_slice_from_string("charset");

    for (; text.length > name.length; text = mail_slice_skip(text, 1)) {
        mail_slice value = mail_slice_trim(mail_slice_skip(text, name.length));
        size_t length = 0;

        if (!mail_slice_starts_with_nocase(text, name) || !value.length || value.bytes[0] != '=')
            continue;
        value = mail_slice_trim(mail_slice_skip(value, 1));
        value = mail_slice_skip(value, value.length && (value.bytes[0] == '"' || value.bytes[0] == '\''));
        while (length < value.length && value.bytes[length] > ' ' && !strchr("\"';>/", value.bytes[length]))
            length++;
        return mail_slice_first(value, length);
    }
    return mail_slice_first(text, 0);
}

mail_slice mime_text_charset_in_html(mail_slice bytes)
{
    mail_slice rest = mail_slice_first(bytes, HTML_BYTES_LOOKED_AT), label = mail_slice_first(bytes, 0);

    for (rest = mail_slice_skip(rest, mail_slice_index_of(rest, '<')); rest.length && !label.length;
         rest = mail_slice_skip(rest, mail_slice_index_of(rest, '<'))) {
        struct mime_html_tag tag;

        if (!mime_html_take_tag(&rest, &tag))
            rest = mail_slice_skip(rest, 1);
        else if (mail_slice_equals_nocase(tag.name, mail_slice_from_string("meta")))
            label = find_charset(mail_slice_first(rest, mail_slice_index_of(rest, '>')));
    }
    return label;
}

/* A label that says nothing about bytes beyond ASCII. */
static bool is_ascii_label(mail_slice label)
{
    return mail_slice_equals_nocase(label, mail_slice_from_string("us-ascii")) ||
           mail_slice_equals_nocase(label, mail_slice_from_string("ascii"));
}

static mail_slice repair(const struct mail_arena *arena, mail_slice text)
{
    GString *repaired = g_string_new(NULL);
    mail_slice copy;

    mime_utf8_append_repaired(repaired, text);
    copy = mail_arena_copy(arena, mail_slice_make(repaired->str, repaired->len));
    g_string_free(repaired, TRUE);
    return copy;
}

static mail_slice without_mark(mail_slice text)
{
    return mail_slice_skip(text, mail_slice_starts_with_nocase(text, mail_slice_from_string("\xef\xbb\xbf")) ? 3 : 0);
}

mail_slice mime_text_charset_decode(const struct mail_arena *arena, const struct mime_options *options,
                                    mail_slice label, mail_slice bytes)
{
    struct mime_unlabelled unlabelled;
    mail_slice text = mail_slice_first(bytes, 0);

    if (label.length && !is_ascii_label(label) &&
        mime_charset_decode(arena, label, bytes, &text) != MIME_CHARSET_UNKNOWN)
        return without_mark(text);
    unlabelled = mime_charset_decode_unlabelled(arena, options, bytes);
    return without_mark(unlabelled.is_undecodable ? repair(arena, unlabelled.text) : unlabelled.text);
}
