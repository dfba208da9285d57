/* See smtp_address.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_address.h"

#include <glib.h>
#include <string.h>

/* "2001:0db8:0000:0000:0000:0000:255.255.255.255" */
#define LONGEST_IPV6 45

/* Takes the first `length` bytes from the front. */
static mail_slice take(mail_slice *rest, size_t length)
{
    mail_slice taken = mail_slice_first(*rest, length);

    *rest = mail_slice_skip(*rest, length);
    return taken;
}

static bool begins_with(mail_slice rest, uint8_t byte)
{
    return rest.length && rest.bytes[0] == byte;
}

/* Length of the character of UTF-8 beyond ASCII at the front (UTF8-non-ascii, RFC 6531, 3.3), or 0. */
static size_t wide_character_length(mail_slice rest)
{
    if (rest.length == 0 || rest.bytes[0] < 0x80)
        return 0;

    gunichar character = g_utf8_get_char_validated((const char *) rest.bytes, (gssize) rest.length);

    return g_unichar_validate(character) ? (size_t) g_unichar_to_utf8(character, NULL) : 0;
}

/* Length of the run of characters at the front that are UTF-8 beyond ASCII or that `belongs` accepts. */
static size_t run_length(mail_slice slice, bool (*belongs)(uint8_t byte))
{
    size_t length = 0;

    while (length < slice.length) {
        size_t wide = wide_character_length(mail_slice_skip(slice, length));
        if (wide == 0 && !(slice.bytes[length] < 0x80 && belongs(slice.bytes[length])))
            break;
        length += wide ? wide : 1;
    }
    return length;
}

/* atext (RFC 5322, 3.2.3) */
static bool is_atom_byte(uint8_t byte)
{
    return g_ascii_isalnum(byte) || (byte && strchr("!#$%&'*+-/=?^_`{|}~", byte));
}

static bool is_label_byte(uint8_t byte)
{
    return g_ascii_isalnum(byte) || byte == '-';
}

/* Takes what `is_part` finds at the front, once or more, with a dot between: its length, or 0. */
static size_t dotted_length(mail_slice slice, size_t (*part_length)(mail_slice rest))
{
    size_t length = part_length(slice);

    while (length && length < slice.length && slice.bytes[length] == '.') {
        size_t next = part_length(mail_slice_skip(slice, length + 1));
        if (next == 0)
            return 0;
        length += 1 + next;
    }
    return length;
}

static size_t atom_length(mail_slice slice)
{
    return run_length(slice, is_atom_byte);
}

/* sub-domain = Let-dig [Ldh-str]; Ldh-str = *( ALPHA / DIGIT / "-" ) Let-dig; sub-domain =/ U-label */
static size_t label_length(mail_slice slice)
{
    size_t length = run_length(slice, is_label_byte);

    return length && slice.bytes[0] != '-' && slice.bytes[length - 1] != '-' ? length : 0;
}

/* Quoted-string = DQUOTE *QcontentSMTP DQUOTE; QcontentSMTP = qtextSMTP / quoted-pairSMTP, both of %d32-126 */
static size_t quoted_length(mail_slice slice)
{
    size_t length = 1;

    while (length < slice.length && slice.bytes[length] != '"') {
        size_t wide = wide_character_length(mail_slice_skip(slice, length));
        bool is_pair = slice.bytes[length] == '\\';
        size_t last = length + (is_pair ? 1 : 0);
        if (wide == 0 && (last >= slice.length || slice.bytes[last] < ' ' || slice.bytes[last] > '~'))
            return 0;
        length = wide ? length + wide : last + 1;
    }
    return length < slice.length ? length + 1 : 0;
}

/* Local-part = Dot-string / Quoted-string */
static bool take_local_part(mail_slice *rest, mail_slice *local_part)
{
    size_t length = begins_with(*rest, '"') ? quoted_length(*rest) : dotted_length(*rest, atom_length);

    *local_part = take(rest, length);
    return length > 0;
}

/* IPv4-address-literal = Snum 3("." Snum); Snum = 1*3DIGIT, 0 to 255 */
static bool is_ipv4(mail_slice literal)
{
    for (int part = 0; part < 4; part++) {
        mail_slice number = take(&literal, mail_slice_index_of(literal, '.'));
        uint64_t ignored;
        if (number.length > 3 || !mail_slice_parse_decimal(number, 255, &ignored))
            return false;
        if (part < 3 && !begins_with(literal, '.'))
            return false;
        if (part < 3)
            take(&literal, 1);
    }
    return literal.length == 0;
}

static bool is_ipv6_byte(uint8_t byte)
{
    return g_ascii_isxdigit(byte) || byte == ':' || byte == '.';
}

/* IPv6-addr = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp */
static bool is_ipv6(mail_slice literal)
{
    char text[LONGEST_IPV6 + 1] = "";

    if (literal.length > LONGEST_IPV6 || run_length(literal, is_ipv6_byte) < literal.length ||
        mail_slice_index_of(literal, ':') == literal.length)
        return false;
    if (literal.length)
        memcpy(text, literal.bytes, literal.length);
    return g_hostname_is_ip_address(text);
}

/* address-literal = "[" ( IPv4-address-literal / IPv6-address-literal / General-address-literal ) "]". The tag of a
 * general one must be registered with IANA (RFC 5321, 4.1.3), and none is but IPv6. */
static size_t literal_length(mail_slice slice)
{
    size_t end = mail_slice_index_of(slice, ']');
    mail_slice inside = mail_slice_skip(mail_slice_first(slice, end), 1);
    mail_slice tag = mail_slice_from_string("IPv6:");
    bool has_tag = mail_slice_starts_with_nocase(inside, tag);
    bool is_address = has_tag ? is_ipv6(mail_slice_skip(inside, tag.length)) : is_ipv4(inside);

    return end < slice.length && is_address ? end + 1 : 0;
}

static bool take_domain(mail_slice *rest, mail_slice *domain)
{
    size_t length = begins_with(*rest, '[') ? literal_length(*rest) : dotted_length(*rest, label_length);

    *domain = take(rest, length);
    return length > 0;
}

/* At-domain = "@" Domain */
static bool take_at_domain(mail_slice *rest)
{
    if (!begins_with(*rest, '@'))
        return false;
    take(rest, 1);

    size_t length = dotted_length(*rest, label_length);

    take(rest, length);
    return length > 0;
}

/* A-d-l = At-domain *( "," At-domain ), and the ":" behind it */
static bool take_route(mail_slice *rest, mail_slice *route)
{
    mail_slice whole = *rest;
    bool has_more = begins_with(*rest, '@');

    if (!has_more)
        return true;
    while (has_more) {
        if (!take_at_domain(rest))
            return false;
        has_more = begins_with(*rest, ',');
        take(rest, has_more ? 1 : 0);
    }
    if (!begins_with(*rest, ':'))
        return false;
    *route = mail_slice_first(whole, whole.length - rest->length);
    take(rest, 1);
    return true;
}

/* Mailbox = Local-part "@" ( Domain / address-literal ) */
static bool parse_mailbox(mail_slice rest, struct smtp_address *address)
{
    if (!take_route(&rest, &address->route) || !take_local_part(&rest, &address->local_part))
        return false;
    if (!begins_with(rest, '@'))
        return false;
    take(&rest, 1);
    return take_domain(&rest, &address->domain) && rest.length == 0;
}

bool smtp_address_parse(mail_slice path, enum smtp_path_kind kind, struct smtp_address *address)
{
    *address = (struct smtp_address){ { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
    if (path.length == 0)
        return kind == SMTP_REVERSE_PATH;
    if (kind == SMTP_FORWARD_PATH && mail_slice_equals_nocase(path, mail_slice_from_string("Postmaster"))) {
        address->local_part = path;
        return true;
    }
    return parse_mailbox(path, address);
}
