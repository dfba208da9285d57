/* See mail_ip_address.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_ip_address.h"

enum { GROUPS = 8, DIGITS_OF_GROUP = 4 };

static bool take_octet(mail_slice *rest, uint8_t *octet)
{
    mail_slice number = mail_slice_take_until(rest, '.');
    uint64_t value = 0;

    if (number.length > 1 && number.bytes[0] == '0')
        return false;
    if (!mail_slice_parse_decimal(number, UINT8_MAX, &value))
        return false;
    *octet = (uint8_t) value;
    return true;
}

bool mail_ipv4_parse(mail_slice text, uint8_t octets[4])
{
    mail_slice rest = text;

    for (int i = 0; i < 4; i++)
        if (!take_octet(&rest, &octets[i]))
            return false;
    return rest.length == 0 && text.bytes[text.length - 1] != '.';
}

static int hex_value(uint8_t byte)
{
    uint8_t lower = mail_byte_lower(byte);

    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool read_group(mail_slice word, uint16_t *group)
{
    unsigned value = 0;

    for (size_t i = 0; i < word.length; i++) {
        int digit = hex_value(word.bytes[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (unsigned) digit;
        if (i >= DIGITS_OF_GROUP)
            return false;
    }
    *group = (uint16_t) value;
    return word.length > 0;
}

/* The groups of a part without "::"; -1 if it is not valid. Only the last of an address may be an IPv4 address, which
 * is two. */
static int read_groups(mail_slice part, bool ends_address, uint16_t groups[GROUPS])
{
    mail_slice rest = part;
    uint8_t octets[4];
    int count = 0;

    while (rest.length && count < GROUPS) {
        mail_slice before = rest;
        mail_slice word = mail_slice_take_until(&rest, ':');
        bool is_last = word.length == before.length;
        if (is_last && ends_address && count < GROUPS - 1 && mail_ipv4_parse(word, octets)) {
            groups[count++] = (uint16_t) (octets[0] << 8 | octets[1]);
            groups[count++] = (uint16_t) (octets[2] << 8 | octets[3]);
            return count;
        }
        if (!read_group(word, &groups[count++]) || (!is_last && rest.length == 0))
            return -1;
    }
    return rest.length ? -1 : count;
}

/* Index of "::", or the text's length. */
static size_t index_of_zeros(mail_slice text)
{
    for (size_t i = 0; i + 1 < text.length; i++)
        if (text.bytes[i] == ':' && text.bytes[i + 1] == ':')
            return i;
    return text.length;
}

bool mail_ipv6_parse(mail_slice text, uint8_t octets[16])
{
    size_t zeros = index_of_zeros(text);
    bool has_zeros = zeros < text.length;
    uint16_t before[GROUPS], after[GROUPS];
    int before_count = read_groups(mail_slice_first(text, zeros), !has_zeros, before);
    int after_count = read_groups(mail_slice_skip(text, zeros + 2), true, after);
    int total = before_count + after_count;

    if (before_count < 0 || after_count < 0 || (has_zeros ? total >= GROUPS : total != GROUPS))
        return false;
    for (int i = 0; i < GROUPS; i++) {
        int from_end = i - (GROUPS - after_count);
        uint16_t group = i < before_count ? before[i] : from_end >= 0 ? after[from_end] : 0;
        octets[2 * i] = (uint8_t) (group >> 8);
        octets[2 * i + 1] = (uint8_t) group;
    }
    return true;
}
