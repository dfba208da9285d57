/* See mime_output.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_output.h"

void mime_output_begin(struct mime_output *output, mime_sink sink, void *context, uint64_t limit)
{
    output->sink = sink;
    output->context = context;
    output->left = limit;
    output->used = 0;
}

/* Gives what is wanted of the bytes. */
static void give(struct mime_output *output, mail_slice bytes)
{
    if (bytes.length > output->left)
        bytes.length = (size_t) output->left;
    output->left -= bytes.length;
    if (bytes.length)
        output->sink(output->context, bytes);
}

void mime_output_flush(struct mime_output *output)
{
    size_t used = output->used;

    output->used = 0;
    give(output, mail_slice_make(output->buffer, used));
}

uint8_t *mime_output_room(struct mime_output *output, size_t size)
{
    if (MIME_OUTPUT_SIZE - output->used < size)
        mime_output_flush(output);
    return output->left > output->used ? output->buffer + output->used : NULL;
}

void mime_output_add(struct mime_output *output, mail_slice bytes)
{
    if (bytes.length >= MIME_OUTPUT_SIZE / 2) {
        mime_output_flush(output);
        give(output, bytes);
        return;
    }
    uint8_t *room = mime_output_room(output, bytes.length);

    if (!room || !bytes.length)
        return;
    memcpy(room, bytes.bytes, bytes.length);
    output->used += bytes.length;
}

void mime_output_add_byte(struct mime_output *output, uint8_t byte)
{
    mime_output_add(output, mail_slice_make(&byte, 1));
}
