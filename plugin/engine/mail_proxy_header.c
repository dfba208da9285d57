/* See mail_proxy_header.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_proxy_header.h"
#include "base/mail_first_line.h"
#include "base/mail_ip_address.h"

#include <string.h>

/* ---- version 1: a line (2.1) ---- */

/* The longest line, with its CRLF. */
#define LONGEST_LINE 107

/* One blank stands between words, no more. */
static mail_slice take_word(mail_slice *rest)
{
    return mail_slice_take_until(rest, ' ');
}

static bool take_address(mail_slice *rest, enum mail_proxy_family family, struct mail_proxy_end *end)
{
    end->address = take_word(rest);
    if (family == MAIL_PROXY_IPV4)
        return mail_ipv4_parse(end->address, end->octets);
    return mail_ipv6_parse(end->address, end->octets);
}

static bool take_port(mail_slice *rest, struct mail_proxy_end *end)
{
    uint64_t value = 0;

    end->port = take_word(rest);
    if (end->port.length > 1 && end->port.bytes[0] == '0')
        return false;
    if (!mail_slice_parse_decimal(end->port, UINT16_MAX, &value))
        return false;
    end->port_value = (uint16_t) value;
    return true;
}

static bool read_ends(mail_slice *rest, struct mail_proxy_header *header)
{
    return take_address(rest, header->family, &header->source) &&
           take_address(rest, header->family, &header->destination) && take_port(rest, &header->source) &&
           take_port(rest, &header->destination) && rest->length == 0;
}

static bool equals(mail_slice word, const char *text)
{
    return word.length == strlen(text) && memcmp(word.bytes, text, word.length) == 0;
}

bool mail_proxy_header_read_line(const struct mail_line *line, struct mail_proxy_header *header)
{
    mail_slice rest = line->text;

    *header = (struct mail_proxy_header){ .version = 1, .command = MAIL_PROXY_PROXY };
    if (line->ending != MAIL_LINE_CRLF || line->end - line->begin > LONGEST_LINE || !equals(take_word(&rest), "PROXY"))
        return false;

    mail_slice family = take_word(&rest);

    if (equals(family, "UNKNOWN"))
        return true;
    header->family = equals(family, "TCP4") ? MAIL_PROXY_IPV4 : MAIL_PROXY_IPV6;
    header->transport = MAIL_PROXY_STREAM;
    if (header->family == MAIL_PROXY_IPV6 && !equals(family, "TCP6"))
        return false;
    return line->text.bytes[line->text.length - 1] != ' ' && read_ends(&rest, header);
}

/* ---- version 2: bytes (2.2) ---- */

static const uint8_t signature[] = { '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n' };

enum proxy_offset { VERSION_AND_COMMAND = 12, FAMILY_AND_TRANSPORT = 13, LENGTH = 14 };

/* Bytes of one address of each family. */
static const size_t address_sizes[] = {
    [MAIL_PROXY_UNSPECIFIED] = 0, [MAIL_PROXY_IPV4] = 4, [MAIL_PROXY_IPV6] = 16, [MAIL_PROXY_UNIX] = 108
};

enum mail_proxy_likeness mail_proxy_header_liken(mail_slice bytes)
{
    size_t length = bytes.length < sizeof signature ? bytes.length : sizeof signature;

    if (length && memcmp(bytes.bytes, signature, length) != 0)
        return MAIL_PROXY_IS_NONE;
    if (bytes.length > VERSION_AND_COMMAND && bytes.bytes[VERSION_AND_COMMAND] >> 4 != 2)
        return MAIL_PROXY_IS_NONE;
    return bytes.length < MAIL_PROXY_FIXED_PART ? MAIL_PROXY_MAY_BE : MAIL_PROXY_IS_HEADER;
}

static uint16_t number_at(mail_slice bytes, size_t offset)
{
    return (uint16_t) (bytes.bytes[offset] << 8 | bytes.bytes[offset + 1]);
}

size_t mail_proxy_header_length(mail_slice fixed_part)
{
    return (size_t) MAIL_PROXY_FIXED_PART + number_at(fixed_part, LENGTH);
}

static mail_slice take(mail_slice *rest, size_t length)
{
    mail_slice part = mail_slice_first(*rest, length);

    *rest = mail_slice_skip(*rest, length);
    return part;
}

static void take_binary_address(mail_slice *rest, size_t size, struct mail_proxy_end *end)
{
    end->address = take(rest, size);
    if (size <= sizeof end->octets)
        memcpy(end->octets, end->address.bytes, size);
}

static void take_binary_port(mail_slice *rest, struct mail_proxy_end *end)
{
    end->port = take(rest, 2);
    end->port_value = number_at(end->port, 0);
}

/* Takes both ends from the front of `rest`, if they are there. */
static void take_ends(mail_slice *rest, struct mail_proxy_header *header)
{
    size_t size = header->family <= MAIL_PROXY_UNIX ? address_sizes[header->family] : 0;
    bool has_ports = header->family == MAIL_PROXY_IPV4 || header->family == MAIL_PROXY_IPV6;
    size_t needed = 2 * size + (has_ports ? 4 : 0);

    if (size == 0)
        return;
    header->is_malformed |= header->length < needed;
    if (rest->length < needed)
        return;
    take_binary_address(rest, size, &header->source);
    take_binary_address(rest, size, &header->destination);
    if (!has_ports)
        return;
    take_binary_port(rest, &header->source);
    take_binary_port(rest, &header->destination);
}

bool mail_proxy_header_take_addition(mail_slice *rest, struct mail_proxy_addition *addition)
{
    const size_t head = 3;
    size_t length = rest->length < head ? 0 : number_at(*rest, 1);

    if (rest->length < head + length)
        return false;
    addition->whole = take(rest, head + length);
    addition->type = addition->whole.bytes[0];
    addition->value = mail_slice_skip(addition->whole, head);
    return true;
}

static bool are_additions_valid(mail_slice additions)
{
    struct mail_proxy_addition ignored;

    while (additions.length)
        if (!mail_proxy_header_take_addition(&additions, &ignored))
            return false;
    return true;
}

/* A number without a meaning tells a receiver to close the connection. LOCAL may have any family, and no ends are
 * to be read with it; what follows an unspecified family is skipped (2.2). */
struct mail_proxy_header mail_proxy_header_read(mail_slice bytes)
{
    struct mail_proxy_header header = { .version = 2, .length = number_at(bytes, LENGTH) };
    mail_slice rest = mail_slice_skip(bytes, MAIL_PROXY_FIXED_PART);
    bool is_whole = rest.length == header.length;

    header.command = bytes.bytes[VERSION_AND_COMMAND] & 0x0f;
    header.family = bytes.bytes[FAMILY_AND_TRANSPORT] >> 4;
    header.transport = bytes.bytes[FAMILY_AND_TRANSPORT] & 0x0f;
    header.is_malformed =
        header.command > MAIL_PROXY_PROXY || header.family > MAIL_PROXY_UNIX || header.transport > MAIL_PROXY_DATAGRAM;
    if (header.command == MAIL_PROXY_LOCAL)
        return header;
    take_ends(&rest, &header);
    if (header.is_malformed)
        return header;
    header.additions = rest;
    header.is_malformed = is_whole && header.family != MAIL_PROXY_UNSPECIFIED && !are_additions_valid(rest);
    return header;
}

mail_slice mail_proxy_header_skip(mail_slice bytes)
{
    mail_slice text = mail_first_line_of(bytes);
    size_t length = mail_slice_index_of(bytes, '\n') + 1;
    bool is_crlf = text.length + 2 == length;
    struct mail_line line = { .text = text, .end = length, .ending = is_crlf ? MAIL_LINE_CRLF : MAIL_LINE_BARE_LF };
    struct mail_proxy_header ignored;

    if (mail_proxy_header_liken(bytes) == MAIL_PROXY_IS_HEADER)
        return mail_slice_skip(bytes, mail_proxy_header_length(bytes));
    if (mail_first_line_is_whole(bytes) && mail_proxy_header_read_line(&line, &ignored))
        return mail_slice_skip(bytes, length);
    return bytes;
}
