/* base64 (RFC 2045, 6.8): characters outside the alphabet are ignored, the first padding ends the data.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_output.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

enum { IGNORED = 0x40, PADDING = 0x80 }; /* of a character that stands for no six bits */

struct base64 {
    uint8_t values[256];
    uint32_t bits; /* of a group that is not whole */
    unsigned digits;
};

static void begin(struct base64 *decoder)
{
    memset(decoder->values, IGNORED, sizeof decoder->values);
    for (uint8_t i = 0; i < 64; i++)
        decoder->values[(uint8_t) alphabet[i]] = i;
    decoder->values['='] = PADDING;
    decoder->bits = 0;
    decoder->digits = 0;
}

static void write_group(uint8_t *output, uint32_t bits)
{
    output[0] = (uint8_t) (bits >> 16);
    output[1] = (uint8_t) (bits >> 8);
    output[2] = (uint8_t) bits;
}

/* Groups of four characters of the alphabet, as long as there is nothing else and room for them. Returns how many
 * characters it has taken. */
static size_t decode_clean(const struct base64 *decoder, mail_slice body, uint8_t *output, size_t room)
{
    const uint8_t *values = decoder->values;
    size_t groups = body.length / 4 < room / 3 ? body.length / 4 : room / 3;
    const uint8_t *next = body.bytes;

    for (; groups; groups--, next += 4, output += 3) {
        uint32_t one = values[next[0]], two = values[next[1]], three = values[next[2]], four = values[next[3]];
        if ((one | two | three | four) & (IGNORED | PADDING))
            break;
        write_group(output, one << 18 | two << 12 | three << 6 | four);
    }
    return (size_t) (next - body.bytes);
}

/* False: the data has ended. */
static bool take_character(struct base64 *decoder, uint8_t byte, struct mime_output *output)
{
    uint8_t value = decoder->values[byte];

    if (value & IGNORED)
        return true;
    if (value & PADDING)
        return false;
    decoder->bits = decoder->bits << 6 | value;
    if (++decoder->digits < 4)
        return true;
    write_group(output->buffer + output->used, decoder->bits);
    output->used += 3;
    decoder->bits = 0;
    decoder->digits = 0;
    return true;
}

/* Two characters hold an octet, three hold two. */
static void finish(struct base64 *decoder, struct mime_output *output)
{
    uint32_t bits = decoder->bits << 6 * (4 - decoder->digits);

    if (decoder->digits >= 2)
        mime_output_add_byte(output, (uint8_t) (bits >> 16));
    if (decoder->digits >= 3)
        mime_output_add_byte(output, (uint8_t) (bits >> 8));
}

void mime_base64_decode(mail_slice body, struct mime_output *output)
{
    struct base64 decoder;
    uint8_t *room;

    begin(&decoder);
    while (body.length && (room = mime_output_room(output, 3)) != NULL) {
        size_t taken = decoder.digits ? 0 : decode_clean(&decoder, body, room, MIME_OUTPUT_SIZE - output->used);
        output->used += taken / 4 * 3;
        body = mail_slice_skip(body, taken);
        if (!body.length || MIME_OUTPUT_SIZE - output->used < 3)
            continue;
        if (!take_character(&decoder, body.bytes[0], output))
            break;
        body = mail_slice_skip(body, 1);
    }
    finish(&decoder, output);
}
