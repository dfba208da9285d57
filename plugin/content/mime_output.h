/* Decoded bytes on their way to the one who takes them, in pieces, up to a limit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_OUTPUT_H
#define MIME_OUTPUT_H

#include "mime_sink.h"

enum { MIME_OUTPUT_SIZE = 12288 };

struct mime_output {
    mime_sink sink;
    void *context;
    uint64_t left; /* bytes that are still wanted; decoders end when it is 0 */
    size_t used;
    uint8_t buffer[MIME_OUTPUT_SIZE];
};

void mime_output_begin(struct mime_output *output, mime_sink sink, void *context, uint64_t limit);
void mime_output_add(struct mime_output *output, mail_slice bytes);
void mime_output_add_byte(struct mime_output *output, uint8_t byte);
void mime_output_flush(struct mime_output *output);

/* Room for so many bytes that the decoder then writes to `buffer` from `used` on; NULL: no more are wanted. */
uint8_t *mime_output_room(struct mime_output *output, size_t size);

/* The decoders: each reads the body once. */
void mime_base64_decode(mail_slice body, struct mime_output *output);
void mime_quoted_printable_decode(mail_slice body, struct mime_output *output);
void mime_uuencode_decode(mail_slice body, struct mime_output *output);

#endif
