/* See mime_utf8.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_utf8.h"

size_t mime_utf8_valid_length(mail_slice text)
{
    size_t length = 0;

    while (length < text.length) {
        const char *start = (const char *) text.bytes + length;
        const char *end = start;
        /* GLib's function stops at NUL. */
        if (*start == '\0')
            end++;
        else
            g_utf8_validate_len(start, text.length - length, &end);
        if (end == start)
            break;
        length += (size_t) (end - start);
    }
    return length;
}

bool mime_is_ascii(mail_slice text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] >= 0x80)
            return false;
    return true;
}

void mime_utf8_append_replacement(GString *target)
{
    g_string_append_len(target, "\xef\xbf\xbd", 3);
}

void mime_utf8_append_repaired(GString *target, mail_slice text)
{
    while (text.length) {
        size_t length = mime_utf8_valid_length(text);
        g_string_append_len(target, (const char *) text.bytes, (gssize) length);
        text = mail_slice_skip(text, length);
        if (text.length == 0)
            return;
        mime_utf8_append_replacement(target);
        text = mail_slice_skip(text, 1);
    }
}
