/* What the first bytes of a part look like: see mime_attachment.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_attachment.h"
#include "registry/media_signatures.h"

#include <glib.h>

/* `digits` ends at + or at its end. */
static bool fits_bytes(const char *digits, mail_slice bytes)
{
    size_t count = strcspn(digits, "+") / 2;

    if (count > bytes.length)
        return false;
    for (size_t i = 0; i < count; i++, digits += 2)
        if (digits[0] != '.' &&
            bytes.bytes[i] != g_ascii_xdigit_value(digits[0]) * 16 + g_ascii_xdigit_value(digits[1]))
            return false;
    return true;
}

static mail_slice skip_space(mail_slice text)
{
    size_t skipped = 0;

    if (mail_slice_starts_with_nocase(text, mail_slice_from_string("\xef\xbb\xbf")))
        text = mail_slice_skip(text, 3);
    while (skipped < text.length && g_ascii_isspace(text.bytes[skipped]))
        skipped++;
    return mail_slice_skip(text, skipped);
}

static bool has_inside(mail_slice bytes, mail_slice text)
{
    for (size_t i = 0; i + text.length <= bytes.length; i++)
        if (memcmp(bytes.bytes + i, text.bytes, text.length) == 0)
            return true;
    return false;
}

static bool fits(const struct media_signature *row, mail_slice bytes, mail_slice text)
{
    const char *inside = strchr(row->pattern, '+');

    if (row->pattern[0] == '~')
        return mail_slice_starts_with_nocase(text, mail_slice_from_string(row->pattern + 1));
    return fits_bytes(row->pattern + strlen("0x"), mail_slice_skip(bytes, row->offset)) &&
           (!inside || has_inside(bytes, mail_slice_from_string(inside + 1)));
}

/* Any row with text inside is longer than all without. */
static size_t weight(const struct media_signature *row)
{
    enum { MORE_THAN_ANY = 1000 };

    return strlen(row->pattern) + (strchr(row->pattern, '+') ? MORE_THAN_ANY : 0);
}

const char *mime_signature_find(mail_slice first_bytes)
{
    mail_slice bytes = mail_slice_first(first_bytes, MIME_SIGNATURE_LENGTH);
    mail_slice text = skip_space(bytes);
    const char *type = NULL;
    size_t longest = 0;

    if (!bytes.length)
        return NULL;
    for (size_t i = 0; i < media_signature_count; i++) {
        const struct media_signature *row = &media_signatures[i];
        size_t length = weight(row);
        if (length > longest && fits(row, bytes, text)) {
            longest = length;
            type = row->type;
        }
    }
    return type;
}
