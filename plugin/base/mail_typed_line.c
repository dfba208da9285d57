/* See mail_typed_line.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_typed_line.h"

/* RFC 854, "TELNET command structure": IAC, a code, and for some what follows it. */
enum telnet_code {
    TELNET_SE = 240,
    TELNET_NOP = 241,
    TELNET_SB = 250,
    TELNET_WILL = 251,
    TELNET_DONT = 254,
    IAC = 255
};

/* Length of the subnegotiation that `bytes` begin with, which ends with IAC SE; 0: it does not end. */
static size_t subnegotiation_length(mail_slice bytes)
{
    for (size_t i = 2; i + 1 < bytes.length; i++) {
        if (bytes.bytes[i] != IAC)
            continue;
        if (bytes.bytes[i + 1] == TELNET_SE)
            return i + 2;
        i++;
    }
    return 0;
}

/* Whether it is the number of an option (IANA, Telnet Options): letters are none. */
static bool is_option(uint8_t byte)
{
    return byte <= 49 || (byte >= 138 && byte <= 140) || byte == 255;
}

/* Length of the command that `bytes` begin with, which begin with IAC; 0: it is none. */
static size_t command_length(mail_slice bytes)
{
    uint8_t code = bytes.length > 1 ? bytes.bytes[1] : 0;

    if (code == TELNET_SB)
        return subnegotiation_length(bytes);
    if (code >= TELNET_WILL && code <= TELNET_DONT)
        return bytes.length > 2 && is_option(bytes.bytes[2]) ? 3 : 0;
    return code == IAC || (code >= TELNET_NOP && code < TELNET_SB) ? 2 : 0;
}

/* Takes what is data from the front of `rest`, up to a command: of IAC IAC the second byte is data, too. */
static mail_slice take_data(mail_slice *rest)
{
    size_t length = mail_slice_index_of(*rest, IAC);
    mail_slice data = mail_slice_first(*rest, length);
    size_t command = length < rest->length ? command_length(mail_slice_skip(*rest, length)) : 0;
    bool is_byte = length < rest->length && (command == 0 || rest->bytes[length + 1] == IAC);

    if (is_byte)
        data.length++;
    *rest = mail_slice_skip(*rest, length + (command ? command : 1));
    return data;
}

mail_slice mail_typed_line_without_telnet(const struct mail_arena *arena, mail_slice line)
{
    mail_slice rest = line;
    uint8_t *bytes;
    size_t length = 0;

    if (mail_slice_index_of(line, IAC) == line.length)
        return line;
    bytes = mail_arena_allocate(arena, line.length);
    while (rest.length) {
        mail_slice data = take_data(&rest);
        memcpy(bytes + length, data.bytes, data.length);
        length += data.length;
    }
    return length < line.length ? mail_slice_make(bytes, length) : line;
}

static bool is_backspace(uint8_t byte)
{
    return byte == '\b' || byte == 0x7f;
}

bool mail_typed_line_has_backspace(mail_slice line)
{
    return mail_slice_index_of(line, '\b') < line.length || mail_slice_index_of(line, 0x7f) < line.length;
}

size_t mail_typed_line_as_seen(mail_slice word, uint8_t *seen, size_t limit)
{
    size_t length = 0;

    for (size_t i = 0; i < word.length; i++) {
        if (!is_backspace(word.bytes[i])) {
            if (length < limit)
                seen[length] = word.bytes[i];
            length++;
        } else if (length) {
            length--;
        }
    }
    return length <= limit ? length : limit + 1;
}
