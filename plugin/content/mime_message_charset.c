/* See mime_message_charset.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_message_charset.h"
#include "mime_charset_guess.h"
#include "mime_utf8.h"

/* Bytes that are looked at. */
static const size_t sample_limit = 16384;

static void append_sample(GString *sample, mail_slice bytes)
{
    mail_slice part = mail_slice_first(bytes, sample_limit - MIN(sample->len, sample_limit));

    g_string_append_len(sample, (const char *) part.bytes, (gssize) part.length);
    g_string_append_c(sample, '\n');
}

/* Returns whether one of them is no UTF-8. */
static bool append_fields(GString *sample, const struct imf_header *header)
{
    bool has_other_bytes = false;

    for (const struct imf_field *field = header->first; field; field = field->next) {
        if (field->has_hole || mime_is_ascii(field->body))
            continue;
        has_other_bytes |= !mime_utf8_is_valid(field->body);
        append_sample(sample, field->body);
    }
    return has_other_bytes;
}

/* Cut at a line's end, so that no character is cut. */
static mail_slice whole_lines(mail_slice body)
{
    mail_slice lines = mail_slice_first(body, sample_limit);

    if (lines.length == body.length)
        return lines;
    while (lines.length && lines.bytes[lines.length - 1] != '\n')
        lines.length--;
    return lines;
}

static bool is_unlabelled_text(const struct mime_part *part)
{
    return part->kind == MIME_PART_LEAF && part->encoding == MIME_ENCODING_IDENTITY && !part->has_hole &&
           mail_slice_starts_with_nocase(part->type.value, mail_slice_from_string("text/")) &&
           !mime_value_parameter(&part->type, "charset").length;
}

const char *mime_message_charset_guess(const struct mime_part *root)
{
    GString *sample;
    const char *guess = NULL;

    if (mime_is_ascii(root->header.bytes))
        return NULL;
    sample = g_string_new(NULL);
    if (append_fields(sample, &root->header)) {
        if (is_unlabelled_text(root))
            append_sample(sample, whole_lines(root->body));
        guess = mime_charset_guess(mail_slice_make(sample->str, sample->len));
    }
    g_string_free(sample, TRUE);
    return guess;
}

struct mime_options mime_message_options(const struct mime_options *options, const struct mime_message *message)
{
    struct mime_options all = *options;

    all.message_guess = message ? message->charset_guess : NULL;
    return all;
}
