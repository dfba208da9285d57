/* See mime_reading_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_reading_text.h"

#include "mime_attachment.h"
#include "mime_html.h"
#include "mime_piece.h"
#include "mime_source_text.h"
#include "mime_text_charset.h"

#include <glib.h>

static bool is_of_type(const struct mime_part *part, const char *type)
{
    return mail_slice_equals_nocase(part->type.value, mail_slice_from_string(type));
}

bool mime_part_is_text(const struct mime_part *part)
{
    return part->kind == MIME_PART_LEAF &&
           mail_slice_starts_with_nocase(part->type.value, mail_slice_from_string("text/")) &&
           !mime_part_is_attachment(part);
}

mail_slice mime_part_source_text(const struct mail_arena *arena, const struct mime_options *options,
                                 const struct mime_part *part, size_t limit)
{
    mail_slice bytes = mime_part_decode_first(arena, part, limit);
    mail_slice label = mime_value_decode_parameter(arena, options, &part->type, "charset");

    if (!label.length && is_of_type(part, "text/html"))
        label = mime_text_charset_in_html(bytes);
    return mime_text_charset_decode(arena, options, label, bytes);
}

/* CRLF as LF; a lone CR is no line end (RFC 5322, 2.1) and stays. */
static void append_lines(GString *target, mail_slice text)
{
    while (text.length) {
        size_t length = mail_slice_index_of(text, '\r');
        bool is_line_end = length + 1 < text.length && text.bytes[length + 1] == '\n';

        if (length < text.length && !is_line_end)
            length++;
        g_string_append_len(target, (const char *) text.bytes, (gssize) length);
        text = mail_slice_skip(text, length + is_line_end);
    }
}

static void append_piece(GString *lines, mail_slice source, const struct mime_part *part)
{
    if (is_of_type(part, "text/html"))
        mime_html_read(source, lines, NULL, NULL);
    else
        append_lines(lines, source);
}

mail_slice mime_part_text(const struct mail_arena *arena, const struct mime_options *options,
                          const struct mime_part *part, size_t limit)
{
    struct mime_pieces pieces = mime_pieces_of(part);
    GString *lines = g_string_new(NULL);
    mail_slice text;

    while (mime_pieces_next(&pieces) && lines->len < limit) {
        append_piece(lines, mime_part_source_text(arena, options, &pieces.piece, limit - lines->len), part);
        if (pieces.is_cut && lines->len)
            g_string_append_c(lines, '\n');
    }
    text = mail_arena_copy(arena, mail_slice_make(lines->str, lines->len));
    g_string_free(lines, TRUE);
    return text;
}
