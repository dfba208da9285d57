/* See mime_html_layout.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_html_layout.h"

enum { LINE_ENDS_LIMIT = 2, NO_BREAK_SPACE = 0xa0 };

static void write_waiting(struct mime_html_layout *layout)
{
    if (layout->text->len) {
        for (unsigned i = 0; i < layout->waiting_line_ends; i++)
            g_string_append_c(layout->text, '\n');
        if (!layout->waiting_line_ends && layout->has_waiting_blank)
            g_string_append_c(layout->text, ' ');
    }
    layout->waiting_line_ends = 0;
    layout->has_waiting_blank = false;
}

void mime_html_layout_append(struct mime_html_layout *layout, mail_slice visible)
{
    if (!visible.length)
        return;
    write_waiting(layout);
    g_string_append_len(layout->text, (const char *) visible.bytes, (gssize) visible.length);
}

/* HTML knows five blanks (Infra, ASCII whitespace); NUL is ignored (HTML, 13.2.6.4.7). */
static bool is_blank(uint8_t byte)
{
    return byte <= ' ' && memchr("\t\n\f\r ", byte, strlen("\t\n\f\r ") + 1);
}

static size_t visible_length(mail_slice source)
{
    size_t length = 0;

    while (length < source.length && !is_blank(source.bytes[length]))
        length++;
    return length;
}

static void append_preformatted_byte(struct mime_html_layout *layout, uint8_t byte)
{
    if (byte == '\n')
        g_string_append_c(layout->text, '\n');
    else if (byte == ' ' || byte == '\t')
        mime_html_layout_append(layout, mail_slice_make(&byte, 1));
}

void mime_html_layout_append_source(struct mime_html_layout *layout, mail_slice source)
{
    while (source.length) {
        size_t visible = visible_length(source);

        mime_html_layout_append(layout, mail_slice_first(source, visible));
        source = mail_slice_skip(source, visible);
        if (!source.length)
            break;
        if (layout->preformatted_depth)
            append_preformatted_byte(layout, source.bytes[0]);
        else if (source.bytes[0])
            mime_html_layout_blank(layout);
        source = mail_slice_skip(source, 1);
    }
}

void mime_html_layout_append_character(struct mime_html_layout *layout, uint32_t character)
{
    char bytes[6];
    int length = g_unichar_to_utf8(character, bytes);

    if (character < 0x80)
        mime_html_layout_append_source(layout, mail_slice_make(bytes, (size_t) length));
    else if (character == NO_BREAK_SPACE)
        mime_html_layout_blank(layout);
    else
        mime_html_layout_append(layout, mail_slice_make(bytes, (size_t) length));
}

void mime_html_layout_blank(struct mime_html_layout *layout)
{
    if (layout->preformatted_depth)
        mime_html_layout_append(layout, mail_slice_from_string(" "));
    else
        layout->has_waiting_blank = true;
}

void mime_html_layout_break(struct mime_html_layout *layout)
{
    if (layout->waiting_line_ends < LINE_ENDS_LIMIT)
        layout->waiting_line_ends++;
}

void mime_html_layout_separate(struct mime_html_layout *layout, unsigned line_ends)
{
    layout->waiting_line_ends = MAX(layout->waiting_line_ends, line_ends);
}
