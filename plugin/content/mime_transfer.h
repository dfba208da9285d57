/* Content-Transfer-Encoding (RFC 2045, 6), and uuencode. Decodes piece by piece: nothing of a body is kept.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_TRANSFER_H
#define MIME_TRANSFER_H

#include "base/mail_arena.h"
#include "mime_sink.h"

enum mime_encoding {
    MIME_ENCODING_IDENTITY, /* 7bit, 8bit, binary, none */
    MIME_ENCODING_BASE64,
    MIME_ENCODING_QUOTED_PRINTABLE,
    MIME_ENCODING_UUENCODE,
    MIME_ENCODING_UNKNOWN /* the octets as they are (RFC 2045, 6.4) */
};

/* The word that the body of the field says, in lower case, in `arena`: "base64". Comments are read over. */
mail_slice mime_encoding_read(const struct mail_arena *arena, mail_slice body);

/* By the body of the field, in any case of letters. */
enum mime_encoding mime_encoding_find(mail_slice body);

/* Gives all decoded bytes to `sink` in order, in pieces of any size. Linear. */
void mime_transfer_decode(enum mime_encoding encoding, mail_slice body, mime_sink sink, void *context);

/* How many they are. */
uint64_t mime_transfer_size(enum mime_encoding encoding, mail_slice body);

/* The first `limit` decoded bytes, in `arena`; `body` itself, cut, where the encoding changes nothing. */
mail_slice mime_transfer_decode_first(const struct mail_arena *arena, enum mime_encoding encoding, mail_slice body,
                                      size_t limit);

#endif
