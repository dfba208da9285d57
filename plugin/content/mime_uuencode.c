/* uuencode, which mail used before MIME (POSIX.1-2017, uuencode). Mail names it x-uuencode (RFC 2045, 6.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_output.h"

static mail_slice take_line(mail_slice *body)
{
    mail_slice line = mail_slice_take_until(body, '\n');

    if (line.length && line.bytes[line.length - 1] == '\r')
        line.length--;
    return line;
}

static bool begins_with(mail_slice line, const char *word)
{
    size_t length = strlen(word);

    return line.length >= length && memcmp(line.bytes, word, length) == 0;
}

static bool is_end(mail_slice line)
{
    return line.length == 3 && begins_with(line, "end");
}

static bool is_data(mail_slice line)
{
    return line.length && line.bytes[0] >= ' ' && line.bytes[0] <= '`';
}

/* Blanks at the end of a line may have been lost on the way: they stand for 0. */
static uint32_t value_at(mail_slice line, size_t index)
{
    return index < line.length ? (line.bytes[index] - (uint32_t) ' ') & 0x3f : 0;
}

/* The first character says how many bytes the line holds. */
static void decode_line(mail_slice line, struct mime_output *output)
{
    size_t length = value_at(line, 0);

    for (size_t i = 0; i < length; i++) {
        size_t group = 1 + i / 3 * 4;
        uint32_t bits = value_at(line, group) << 18 | value_at(line, group + 1) << 12 | value_at(line, group + 2) << 6 |
                        value_at(line, group + 3);
        if (group >= line.length)
            break;
        mime_output_add_byte(output, (uint8_t) (bits >> (16 - 8 * (i % 3))));
    }
}

/* What stands before "begin" and after "end" is text around the file. */
void mime_uuencode_decode(mail_slice body, struct mime_output *output)
{
    bool has_begun = false;

    while (body.length && output->left) {
        mail_slice line = take_line(&body);
        if (has_begun && is_end(line))
            break;
        if (has_begun && is_data(line))
            decode_line(line, output);
        has_begun |= begins_with(line, "begin ");
    }
}
