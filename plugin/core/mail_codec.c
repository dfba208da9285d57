/* See mail_codec.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_codec.h"

#include <glib.h>
#include <string.h>

/* Number of characters before the padding, or -1 if the text is no base64. A single left-over character carries no byte
 * (RFC 4648, 4: 6 bits are less than an octet). */
static gssize base64_digits(mail_slice encoded)
{
    size_t digits = 0;
    size_t padding = 0;

    for (size_t i = 0; i < encoded.length; i++) {
        uint8_t byte = encoded.bytes[i];
        if (byte == '=')
            padding++;
        else if (padding || !(g_ascii_isalnum(byte) || byte == '+' || byte == '/'))
            return -1;
        else
            digits++;
    }
    return padding > 2 || digits % 4 == 1 ? -1 : (gssize) digits;
}

bool mail_base64_decode(const struct mail_arena *arena, mail_slice encoded, mail_slice *decoded)
{
    gssize digits = base64_digits(encoded);

    if (digits < 0)
        return false;

    size_t padded_length = ((size_t) digits + 3) / 4 * 4;
    char *padded = mail_arena_resize(arena, NULL, padded_length + 1);
    guchar *output = mail_arena_resize(arena, NULL, padded_length / 4 * 3 + 3);
    gint state = 0;
    guint saved = 0;

    if (digits)
        memcpy(padded, encoded.bytes, (size_t) digits);
    memset(padded + digits, '=', padded_length - (size_t) digits);
    *decoded = mail_slice_make(output, g_base64_decode_step(padded, padded_length, output, &state, &saved));
    return true;
}
