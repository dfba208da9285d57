/* See kerberos_wrap.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "kerberos_wrap.h"

#include <string.h>

/* TOK_ID 05 04, Flags, Filler, EC, RRC, SND_SEQ, and then the wrapped bytes (RFC 4121, 4.2.6.2) */
#define FLAGS_OFFSET 2
#define FILLER_OFFSET 3
#define EXTRA_COUNT_OFFSET 4
#define ROTATION_OFFSET 6
#define HEADER_LENGTH 16

enum wrap_flag { IS_SEALED = 0x02 };

static size_t read_short(mail_slice bytes, size_t offset)
{
    return (size_t) bytes.bytes[offset] << 8 | bytes.bytes[offset + 1];
}

bool kerberos_wrap_is_token(mail_slice bytes)
{
    return bytes.length >= HEADER_LENGTH && read_short(bytes, 0) == 0x0504 && bytes.bytes[FILLER_OFFSET] == 0xff;
}

/* Undoes the rotation to the right by RRC bytes (RFC 4121, 4.2.5). */
static mail_slice rotate_back(const struct mail_arena *arena, mail_slice rotated, size_t count)
{
    uint8_t *plain = mail_arena_allocate(arena, rotated.length);
    size_t rest = rotated.length - count;

    memcpy(plain, rotated.bytes + count, rest);
    memcpy(plain + rest, rotated.bytes, count);
    return mail_slice_make(plain, rotated.length);
}

/* {"header" | plaintext-data | get_mic(plaintext-data | "header")}; EC is the checksum's length (RFC 4121, 4.2.4). */
mail_slice kerberos_wrap_read(const struct mail_arena *arena, mail_slice bytes)
{
    if (!kerberos_wrap_is_token(bytes) || bytes.bytes[FLAGS_OFFSET] & IS_SEALED)
        return (mail_slice){ 0 };

    mail_slice rest = mail_slice_skip(bytes, HEADER_LENGTH);
    size_t checksum_length = read_short(bytes, EXTRA_COUNT_OFFSET);

    if (checksum_length > rest.length)
        return (mail_slice){ 0 };

    size_t rotation = rest.length ? read_short(bytes, ROTATION_OFFSET) % rest.length : 0;

    if (rotation)
        rest = rotate_back(arena, rest, rotation);
    return mail_slice_first(rest, rest.length - checksum_length);
}
