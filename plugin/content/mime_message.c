/* See mime_message.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_message.h"
#include "imf_received.h"
#include "mime_message_charset.h"
#include "mime_reader.h"
#include "mime_scratch.h"
#include "mime_tree.h"

static void mark_touched(struct mime_part *root)
{
    mime_tree_link(root);
    for (const struct mime_part *part = root; part; part = part->next)
        ((struct mime_part *) part)->has_hole = true;
}

/* What a hole leaves of encoded bytes may decode to anything. */
static void read_encoded(struct mime_reading *reading, struct mime_part *part, uint64_t *budget)
{
    uint64_t size = mime_transfer_size(part->encoding, part->body);

    if (size > *budget || reading->message->part_count >= reading->limits->parts) {
        reading->message->has_too_many_parts = true;
        return;
    }
    *budget -= size;
    mail_slice decoded = mime_transfer_decode_first(reading->arena, part->encoding, part->body, (size_t) size);

    part->kind = MIME_PART_MESSAGE;
    struct mime_part *root = mime_reader_run(reading, decoded, NULL, part);
    if (part->has_hole)
        mark_touched(root);
}

static void note_limits(struct mime_message *message)
{
    for (const struct mime_part *part = message->root; part; part = part->next) {
        message->has_header_over_limit |= part->header.is_over_limit;
        message->has_parameters_over_limit |= part->type.is_over_limit || part->disposition.is_over_limit;
    }
}

/* Clocks of hosts differ by less. */
static const int64_t clock_tolerance = 60;

static bool goes_back_in_time(const struct imf_header *header)
{
    struct mime_scratch *scratch;
    bool goes_back = false;

    if (!imf_header_find(header, "Received"))
        return false;
    scratch = mime_scratch_new();
    for (const struct imf_hop *hop = imf_hops_read(mime_scratch_arena(scratch), header); hop; hop = hop->next)
        goes_back |= hop->has_delay && hop->delay < -clock_tolerance;
    mime_scratch_free(scratch);
    return goes_back;
}

const struct mail_reading_limits mime_default_limits = { .parts = MIME_PARTS_LIMIT,
                                                         .depth = MIME_DEPTH_LIMIT,
                                                         .fields = IMF_FIELDS_LIMIT };

const struct mime_message *mime_message_read(const struct mail_arena *arena, mail_slice content,
                                             const struct mail_hole *holes, const struct mail_reading_limits *limits)
{
    struct mime_message *message = mail_arena_allocate_zeroed(arena, sizeof *message);
    struct mime_reading reading = { .arena = arena, .message = message, .limits = limits };
    uint64_t budget = content.length;
    struct mime_part *root = mime_reader_run(&reading, content, holes, NULL);

    for (struct mime_encoded *encoded = reading.first_encoded; encoded; encoded = encoded->next)
        read_encoded(&reading, encoded->part, &budget);
    mime_tree_link(root);
    message->root = root;
    message->has_hole = holes != NULL;
    message->goes_back_in_time = goes_back_in_time(&root->header);
    message->charset_guess = mime_message_charset_guess(root);
    note_limits(message);
    return message;
}
