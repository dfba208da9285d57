/* quoted-printable (RFC 2045, 6.7).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_output.h"

#include <glib.h>

/* "=3D", in any case of letters; any other = stays as it is. */
static bool is_escape(mail_slice rest)
{
    return rest.length >= 3 && g_ascii_isxdigit(rest.bytes[1]) && g_ascii_isxdigit(rest.bytes[2]);
}

static void decode_text(mail_slice text, struct mime_output *output)
{
    while (text.length && output->left) {
        size_t plain = mail_slice_index_of(text, '=');
        mime_output_add(output, mail_slice_first(text, plain));
        text = mail_slice_skip(text, plain);
        if (is_escape(text)) {
            mime_output_add_byte(output, (uint8_t) (g_ascii_xdigit_value((gchar) text.bytes[1]) * 16 +
                                                    g_ascii_xdigit_value((gchar) text.bytes[2])));
            text = mail_slice_skip(text, 3);
        } else if (text.length) {
            mime_output_add_byte(output, '=');
            text = mail_slice_skip(text, 1);
        }
    }
}

static size_t length_without_blanks(mail_slice text)
{
    size_t length = text.length;

    while (length && (text.bytes[length - 1] == ' ' || text.bytes[length - 1] == '\t'))
        length--;
    return length;
}

/* Blanks at the end of a line were added on the way (rule 3); = at the end takes the line's end away (rule 5). */
void mime_quoted_printable_decode(mail_slice body, struct mime_output *output)
{
    while (body.length && output->left) {
        size_t feed = mail_slice_index_of(body, '\n');
        size_t end = feed && feed < body.length && body.bytes[feed - 1] == '\r' ? feed - 1 : feed;
        mail_slice line = mail_slice_first(body, feed < body.length ? feed + 1 : feed);
        mail_slice text = mail_slice_first(body, length_without_blanks(mail_slice_first(body, end)));
        bool is_soft = text.length && text.bytes[text.length - 1] == '=';
        text.length -= is_soft;
        decode_text(text, output);
        if (!is_soft)
            mime_output_add(output, mail_slice_skip(line, end));
        body = mail_slice_skip(body, line.length);
    }
}
