/* See imf_received_address.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_received_address.h"

#include "base/mail_ip_address.h"

#include <glib.h>

/* "2001:0db8:0000:0000:0000:0000:255.255.255.255" and a port or a zone after it */
enum { LONGEST_ADDRESS = 64 };

static const char *const names_of_greetings[] = { "HELO", "EHLO", "LHLO" };

/* "fe80::1%eth0" (RFC 4007, 11) */
static mail_slice without_zone(mail_slice text)
{
    return mail_slice_first(text, mail_slice_index_of(text, '%'));
}

/* The address that `text` is, with or without a port; else none. */
static mail_slice read_address(mail_slice text)
{
    uint8_t octets[16];
    mail_slice ipv6 = without_zone(text);
    mail_slice port = text;
    mail_slice ipv4 = mail_slice_take_until(&port, ':');
    uint64_t ignored;

    if (text.length > LONGEST_ADDRESS)
        return mail_slice_make(NULL, 0);
    if (ipv6.length && mail_ipv6_parse(ipv6, octets))
        return ipv6;
    if (ipv4.length && mail_ipv4_parse(ipv4, octets) &&
        (ipv4.length == text.length || mail_slice_parse_decimal(port, UINT16_MAX, &ignored)))
        return ipv4;
    return mail_slice_make(NULL, 0);
}

/* "[IPv6:2001:db8::1]", or with a port after it. */
mail_slice imf_received_address_in_literal(mail_slice word)
{
    mail_slice tag = mail_slice_from_string("IPv6:");
    mail_slice rest = mail_slice_skip(word, 1);
    size_t end = mail_slice_index_of(rest, ']');

    if (word.length == 0 || word.bytes[0] != '[' || end == rest.length)
        return mail_slice_make(NULL, 0);
    rest = mail_slice_first(rest, end);
    return read_address(mail_slice_skip(rest, mail_slice_starts_with_nocase(rest, tag) ? tag.length : 0));
}

static bool ends_word(uint8_t byte)
{
    return strchr(" \t\r\n(),;", byte) != NULL; /* NUL too */
}

static mail_slice take_word(mail_slice *rest)
{
    size_t length = 0;

    while (rest->length && ends_word(rest->bytes[0]))
        *rest = mail_slice_skip(*rest, 1);
    while (length < rest->length && !ends_word(rest->bytes[length]))
        length++;

    mail_slice word = mail_slice_first(*rest, length);

    *rest = mail_slice_skip(*rest, length);
    return word;
}

static bool is_greeting(mail_slice word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names_of_greetings); i++)
        if (mail_slice_equals_nocase(word, mail_slice_from_string(names_of_greetings[i])))
            return true;
    return false;
}

/* Without brackets an address is the first word, or after the name of a user: numbers further on are versions. */
static mail_slice read_first_word(mail_slice word)
{
    size_t at = mail_slice_index_of(word, '@');

    return read_address(at < word.length ? mail_slice_skip(word, at + 1) : word);
}

/* In brackets it may stand anywhere, but not as the client's own name. */
static mail_slice find_literal(mail_slice comment)
{
    mail_slice word = take_word(&comment);
    mail_slice found = { NULL, 0 };
    bool is_name = false;

    while (word.length && found.bytes == NULL) {
        if (!is_name)
            found = imf_received_address_in_literal(word);
        is_name = is_greeting(word);
        word = take_word(&comment);
    }
    return found;
}

mail_slice imf_received_address_in_comment(mail_slice comment)
{
    mail_slice found = find_literal(comment);

    return found.bytes ? found : read_first_word(take_word(&comment));
}
