/* See mime_transfer.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_transfer.h"
#include "imf_lexical.h"
#include "mime_output.h"

#include <glib.h>

static const struct {
    const char *name;
    enum mime_encoding encoding;
} names[] = {
#define TRANSFER_ENCODING(name, reference, encoding) { name, encoding },
#include "registry/transfer_encodings.def"
#undef TRANSFER_ENCODING
};

/* The word as it stands: a slice of the body. */
static mail_slice find_word(mail_slice body)
{
    mail_slice rest = body;
    size_t length = 0;

    imf_skip_blanks_and_comments(&rest);
    while (length < rest.length && !imf_is_blank(rest.bytes[length]) && rest.bytes[length] != ';' &&
           rest.bytes[length] != '(')
        length++;
    return mail_slice_first(rest, length);
}

mail_slice mime_encoding_read(const struct mail_arena *arena, mail_slice body)
{
    mail_slice word = find_word(body);
    uint8_t *copy = mail_arena_allocate(arena, word.length + 1);

    for (size_t i = 0; i < word.length; i++)
        copy[i] = mail_byte_lower(word.bytes[i]);
    return mail_slice_make(copy, word.length);
}

enum mime_encoding mime_encoding_find(mail_slice body)
{
    mail_slice word = find_word(body);

    if (!word.length)
        return MIME_ENCODING_IDENTITY;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (mail_slice_equals_nocase(word, mail_slice_from_string(names[i].name)))
            return names[i].encoding;
    return MIME_ENCODING_UNKNOWN;
}

static void decode(enum mime_encoding encoding, mail_slice body, struct mime_output *output)
{
    switch (encoding) {
    case MIME_ENCODING_BASE64:
        mime_base64_decode(body, output);
        break;
    case MIME_ENCODING_QUOTED_PRINTABLE:
        mime_quoted_printable_decode(body, output);
        break;
    case MIME_ENCODING_UUENCODE:
        mime_uuencode_decode(body, output);
        break;
    case MIME_ENCODING_IDENTITY:
    case MIME_ENCODING_UNKNOWN:
        mime_output_add(output, body);
        break;
    }
    mime_output_flush(output);
}

void mime_transfer_decode(enum mime_encoding encoding, mail_slice body, mime_sink sink, void *context)
{
    struct mime_output output;

    mime_output_begin(&output, sink, context, UINT64_MAX);
    decode(encoding, body, &output);
}

static bool is_as_it_stands(enum mime_encoding encoding)
{
    return encoding == MIME_ENCODING_IDENTITY || encoding == MIME_ENCODING_UNKNOWN;
}

static void count_bytes(void *context, mail_slice decoded)
{
    *(uint64_t *) context += decoded.length;
}

uint64_t mime_transfer_size(enum mime_encoding encoding, mail_slice body)
{
    uint64_t size = 0;

    if (is_as_it_stands(encoding))
        return body.length;
    mime_transfer_decode(encoding, body, count_bytes, &size);
    return size;
}

struct copy {
    uint8_t *bytes;
    size_t length;
};

static void append_bytes(void *context, mail_slice decoded)
{
    struct copy *copy = context;

    memcpy(copy->bytes + copy->length, decoded.bytes, decoded.length);
    copy->length += decoded.length;
}

/* No encoding makes more bytes than it had. */
mail_slice mime_transfer_decode_first(const struct mail_arena *arena, enum mime_encoding encoding, mail_slice body,
                                      size_t limit)
{
    struct mime_output output;

    if (is_as_it_stands(encoding))
        return mail_slice_first(body, limit);
    size_t most = limit < body.length ? limit : body.length;
    struct copy copy = { .bytes = mail_arena_allocate(arena, most + 1) };

    mime_output_begin(&output, append_bytes, &copy, most);
    decode(encoding, body, &output);
    return mail_slice_make(copy.bytes, copy.length);
}
