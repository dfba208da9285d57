/* The reader of messages. The first byte says how many holes there are, at most 7, and two bytes for each where; what
 * follows is the message. Aborts where the parts do not lie in order and in each other, where decoding a part says two
 * things, or where a hole changes a part that ended before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_attachment.h"
#include "content/mime_message.h"
#include "core_test.h"
#include "fuzz_target.h"

#include <stdlib.h>

enum { HOLES_LIMIT = 7 };

static int compare_holes(const void *one, const void *other)
{
    const struct mail_hole *first = one, *second = other;

    return (first->offset > second->offset) - (first->offset < second->offset);
}

static const struct mail_hole *take_holes(mail_slice *input, struct mail_hole *holes)
{
    size_t count = fuzz_take_byte(input) & HOLES_LIMIT;
    size_t length = input->length > 2 * count ? input->length - 2 * count : 0;

    for (size_t i = 0; i < count; i++) {
        size_t high = fuzz_take_byte(input), low = fuzz_take_byte(input);
        holes[i] = (struct mail_hole){ .offset = (high << 8 | low) % (length + 1) };
    }
    qsort(holes, count, sizeof holes[0], compare_holes);
    for (size_t i = 0; i + 1 < count; i++)
        holes[i].next = &holes[i + 1];
    return count ? holes : NULL;
}

static void check_header(const struct imf_header *header)
{
    const struct imf_field *field = header->first;
    unsigned count = 0;

    for (; field; field = field->next, count++) {
        g_assert_cmpuint(field->name.length, >, 0);
        fuzz_expect_within(field->name, header->bytes);
        fuzz_expect_within(field->body, header->bytes);
    }
    g_assert_cmpuint(count, ==, header->count);
    fuzz_touch(header->bytes);
}

static void check_place(const struct mime_part *part, mail_slice content)
{
    const struct mime_part *parent = part->parent, *sibling = part->next_sibling;

    if (!part->was_decoded) {
        fuzz_expect_within(part->header.bytes, content);
        fuzz_expect_within(part->body, content);
    }
    if (parent && parent->was_decoded == part->was_decoded && parent->kind != MIME_PART_LEAF &&
        parent->encoding == MIME_ENCODING_IDENTITY)
        fuzz_expect_within(part->body, parent->body);
    g_assert_cmpuint(part->depth, ==, parent ? parent->depth + 1 : 0);
    g_assert_cmpuint(part->depth, <=, MIME_DEPTH_LIMIT);
    g_assert_true(part->first_child ? part->kind != MIME_PART_LEAF : part->kind != MIME_PART_MESSAGE);
    if (!sibling)
        return;
    g_assert_true(sibling->parent == parent && sibling->number == part->number + 1);
    g_assert_true(parent->kind == MIME_PART_MULTIPART);
    g_assert_true(sibling->body.bytes >= part->body.bytes + part->body.length);
}

static void append(void *context, mail_slice decoded)
{
    g_byte_array_append(context, decoded.bytes, (guint) decoded.length);
}

static void check_decoding(const struct mail_arena *arena, const struct mime_part *part)
{
    GByteArray *whole = g_byte_array_new();

    mime_part_decode(part, append, whole);
    g_assert_cmpuint(mime_part_size(part), ==, whole->len);
    g_assert_cmpuint(whole->len, <=, part->body.length);
    for (guint limit = 0; limit <= whole->len + 1; limit = limit * 3 + 1) {
        mail_slice first = mime_part_decode_first(arena, part, limit);
        g_assert_cmpmem(first.bytes, first.length, whole->data, MIN(limit, whole->len));
    }
    g_byte_array_free(whole, TRUE);
}

static void check_part(const struct mail_arena *arena, const struct mime_part *part, mail_slice content)
{
    const struct mime_options options = { .fallback_charset = NULL };
    bool is_attachment = mime_part_is_attachment(part);

    check_header(&part->header);
    check_place(part, content);
    check_decoding(arena, part);
    fuzz_touch(mime_part_name(arena, &options, part));
    fuzz_touch(part->type.value);
    mime_signature_find(mime_part_decode_first(arena, part, MIME_SIGNATURE_LENGTH));
    g_assert_false(is_attachment && part->kind == MIME_PART_MULTIPART);
    g_assert_true(strlen(mime_part_path(arena, part)) || !part->parent);
    g_assert_true(!mime_part_is_embedded(part) || part->parent);
}

static bool is_same(const struct mime_part *one, const struct mime_part *other)
{
    return one->body.bytes == other->body.bytes && one->body.length == other->body.length &&
           one->header.bytes.bytes == other->header.bytes.bytes &&
           one->header.bytes.length == other->header.bytes.length && one->kind == other->kind &&
           one->encoding == other->encoding && one->depth == other->depth;
}

/* What ended before the first hole is there without holes too. */
static void check_before_holes(const struct mime_message *message, const struct mime_message *whole,
                               const uint8_t *hole)
{
    const struct mime_part *other = whole->root;

    for (const struct mime_part *part = message->root; part; part = part->next) {
        if (part->was_decoded || part->has_hole || part->kind != MIME_PART_LEAF || part->body.bytes > hole)
            continue;
        while (other && !is_same(part, other))
            other = other->next;
        if (!other)
            fuzz_fail("a hole changes a part that ended before it");
    }
}

static unsigned check_message(const struct mail_arena *arena, const struct mime_message *message, mail_slice content)
{
    unsigned count = 0;

    for (const struct mime_part *part = message->root; part; part = part->next, count++) {
        check_part(arena, part, content);
        g_assert_true(!part->has_hole || message->has_hole);
        g_assert_true(!part->has_hole || !part->parent || part->parent->has_hole);
    }
    g_assert_cmpuint(count, ==, message->part_count);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct mail_hole list[HOLES_LIMIT];
    mail_slice content = mail_slice_make(bytes, size);
    const struct mail_hole *holes = take_holes(&content, list);
    struct mail_arena arena = core_test_arena_new();
    const struct mime_message *message = mime_message_read(&arena, content, holes, &mime_default_limits);

    check_message(&arena, message, content);
    if (holes) {
        const struct mime_message *whole = mime_message_read(&arena, content, NULL, &mime_default_limits);
        check_message(&arena, whole, content);
        check_before_holes(message, whole, content.bytes + holes->offset);
    }
    core_test_arena_free(&arena);
    return 0;
}
