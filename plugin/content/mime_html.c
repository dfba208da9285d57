/* See mime_html.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_html.h"

#include "mime_html_entity.h"
#include "mime_html_layout.h"
#include "mime_html_tag.h"
#include "registry/html_elements.h"

struct reader {
    mail_slice rest;
    struct mime_html_layout layout; /* its text is NULL where nobody wants the text */
    mime_html_take take;
    void *context;
    GString *value;
};

/* Text up to the next < or &. */
static void read_text(struct reader *reader, size_t length)
{
    if (reader->layout.text)
        mime_html_layout_append_source(&reader->layout, mail_slice_first(reader->rest, length));
    reader->rest = mail_slice_skip(reader->rest, length);
}

static void read_reference(struct reader *reader)
{
    uint32_t character;
    size_t length = mime_html_entity_read(reader->rest, false, &character);

    if (!length) {
        read_text(reader, 1);
        return;
    }
    if (reader->layout.text)
        mime_html_layout_append_character(&reader->layout, character);
    reader->rest = mail_slice_skip(reader->rest, length);
}

/* Without blanks, line ends and other controls on both ends. */
static mail_slice trim(mail_slice value)
{
    while (value.length && value.bytes[0] <= ' ')
        value = mail_slice_skip(value, 1);
    while (value.length && value.bytes[value.length - 1] <= ' ')
        value.length--;
    return value;
}

static bool is_removed_from_url(char character)
{
    return character == '\t' || character == '\n' || character == '\r';
}

/* Blanks at both ends and line ends within are no part of a URL (URL Standard, 4.4). */
static void give_url(struct reader *reader, mail_slice raw)
{
    size_t kept = 0;

    mime_html_decode_attribute(raw, reader->value);
    for (size_t i = 0; i < reader->value->len; i++)
        if (!is_removed_from_url(reader->value->str[i]))
            reader->value->str[kept++] = reader->value->str[i];
    reader->take(reader->context, trim(mail_slice_make(reader->value->str, kept)));
}

static void show_image(struct reader *reader, mail_slice raw)
{
    struct mime_html_layout *layout = &reader->layout;
    mail_slice words;

    if (!layout->text)
        return;
    mime_html_decode_attribute(raw, reader->value);
    words = trim(mail_slice_make(reader->value->str, reader->value->len));
    if (!words.length)
        return;
    mime_html_layout_append(layout, mail_slice_from_string("["));
    mime_html_layout_append_source(layout, words);
    layout->has_waiting_blank = false;
    mime_html_layout_append(layout, mail_slice_from_string("]"));
}

static void read_attributes(struct reader *reader, enum html_element_kind kind)
{
    struct mime_html_attribute attribute;
    bool has_text = false;

    while (mime_html_take_attribute(&reader->rest, &attribute)) {
        if (reader->take && html_attribute_holds_url(attribute.name))
            give_url(reader, attribute.value);
        if (kind == HTML_ELEMENT_IMAGE && !has_text &&
            mail_slice_equals_nocase(attribute.name, mail_slice_from_string("alt"))) {
            has_text = true;
            show_image(reader, attribute.value);
        }
    }
}

static void change_preformatted(struct mime_html_layout *layout, bool is_end)
{
    mime_html_layout_separate(layout, 1);
    if (!is_end)
        layout->preformatted_depth++;
    else if (layout->preformatted_depth)
        layout->preformatted_depth--;
}

static void shape_text(struct mime_html_layout *layout, enum html_element_kind kind, bool is_end)
{
    if (!layout->text)
        return;
    if (kind == HTML_ELEMENT_BLOCK)
        mime_html_layout_separate(layout, 1);
    else if (kind == HTML_ELEMENT_PARAGRAPH)
        mime_html_layout_separate(layout, 2);
    else if (kind == HTML_ELEMENT_BREAK)
        mime_html_layout_break(layout);
    else if (kind == HTML_ELEMENT_CELL)
        layout->has_waiting_blank = true;
    else if (kind == HTML_ELEMENT_PREFORMATTED)
        change_preformatted(layout, is_end);
}

/* A line end directly after <pre> is none of its text (HTML, 13.2.6.4.7). */
static void skip_first_line_end(struct reader *reader)
{
    if (reader->rest.length && reader->rest.bytes[0] == '\r')
        reader->rest = mail_slice_skip(reader->rest, 1);
    if (reader->rest.length && reader->rest.bytes[0] == '\n')
        reader->rest = mail_slice_skip(reader->rest, 1);
}

static void read_tag(struct reader *reader)
{
    struct mime_html_tag tag;
    enum html_element_kind kind;

    if (!mime_html_take_tag(&reader->rest, &tag)) {
        read_text(reader, 1);
        return;
    }
    if (!tag.name.length)
        return;
    kind = html_element_find(tag.name);
    shape_text(&reader->layout, kind, tag.is_end);
    read_attributes(reader, kind);
    if (kind == HTML_ELEMENT_HIDDEN && !tag.is_end)
        mime_html_skip_raw_text(&reader->rest, tag.name);
    else if (kind == HTML_ELEMENT_PREFORMATTED && !tag.is_end)
        skip_first_line_end(reader);
}

static size_t text_length(mail_slice rest)
{
    size_t length = 0;

    while (length < rest.length && rest.bytes[length] != '<' && rest.bytes[length] != '&')
        length++;
    return length;
}

void mime_html_read(mail_slice html, GString *text, mime_html_take take, void *context)
{
    struct reader reader = { .rest = html, .take = take, .context = context };

    reader.layout.text = text;
    reader.value = g_string_new(NULL);
    while (reader.rest.length) {
        size_t length = text_length(reader.rest);

        if (length)
            read_text(&reader, length);
        else if (reader.rest.bytes[0] == '&')
            read_reference(&reader);
        else
            read_tag(&reader);
    }
    g_string_free(reader.value, TRUE);
}
