/* See mail_slice.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_slice.h"

#include <glib.h>
#include <string.h>

bool mail_slice_equals_nocase(mail_slice slice, mail_slice other)
{
    return slice.length == other.length && mail_slice_starts_with_nocase(slice, other);
}

bool mail_slice_starts_with_nocase(mail_slice slice, mail_slice prefix)
{
    if (slice.length < prefix.length)
        return false;
    for (size_t i = 0; i < prefix.length; i++)
        if (mail_byte_lower(slice.bytes[i]) != mail_byte_lower(prefix.bytes[i]))
            return false;
    return true;
}

bool mail_slice_has_digit(mail_slice slice)
{
    for (size_t i = 0; i < slice.length; i++)
        if (g_ascii_isdigit(slice.bytes[i]))
            return true;
    return false;
}

bool mail_slice_contains_nocase(mail_slice slice, mail_slice needle)
{
    for (size_t offset = 0; offset + needle.length <= slice.length; offset++)
        if (mail_slice_starts_with_nocase(mail_slice_skip(slice, offset), needle))
            return true;
    return false;
}

int mail_slice_compare_nocase(mail_slice slice, const char *name)
{
    mail_slice other = mail_slice_from_string(name);

    for (size_t i = 0; i < slice.length && i < other.length; i++) {
        int difference = mail_byte_upper(slice.bytes[i]) - other.bytes[i];
        if (difference)
            return difference;
    }
    return (slice.length > other.length) - (slice.length < other.length);
}

size_t mail_slice_index_of(mail_slice slice, uint8_t byte)
{
    const uint8_t *found = slice.length ? memchr(slice.bytes, byte, slice.length) : NULL;

    return found ? (size_t) (found - slice.bytes) : slice.length;
}

mail_slice mail_slice_take_until(mail_slice *rest, uint8_t byte)
{
    size_t length = mail_slice_index_of(*rest, byte);
    mail_slice taken = mail_slice_first(*rest, length);

    *rest = mail_slice_skip(*rest, length + 1);
    return taken;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t';
}

static mail_slice trim_front(mail_slice slice)
{
    while (slice.length && is_blank(slice.bytes[0]))
        slice = mail_slice_skip(slice, 1);
    return slice;
}

mail_slice mail_slice_trim(mail_slice slice)
{
    slice = trim_front(slice);
    while (slice.length && is_blank(slice.bytes[slice.length - 1]))
        slice.length--;
    return slice;
}

mail_slice mail_slice_take_word(mail_slice *rest)
{
    mail_slice trimmed = trim_front(*rest);
    size_t length = 0;

    while (length < trimmed.length && !is_blank(trimmed.bytes[length]))
        length++;
    *rest = mail_slice_skip(trimmed, length);
    return mail_slice_first(trimmed, length);
}

bool mail_slice_parse_decimal(mail_slice slice, uint64_t maximum, uint64_t *value)
{
    uint64_t result = 0;

    if (slice.length == 0)
        return false;
    for (size_t i = 0; i < slice.length; i++) {
        if (!g_ascii_isdigit(slice.bytes[i]))
            return false;
        uint64_t digit = (uint64_t) (slice.bytes[i] - '0');
        if (digit > maximum || result > (maximum - digit) / 10)
            return false;
        result = result * 10 + digit;
    }
    *value = result;
    return true;
}
