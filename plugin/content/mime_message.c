/* See mime_message.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_reader.h"
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

    if (size > *budget || reading->message->part_count >= MIME_PARTS_LIMIT) {
        reading->message->is_over_limit = true;
        return;
    }
    *budget -= size;
    mail_slice decoded = mime_transfer_decode_first(reading->arena, part->encoding, part->body, (size_t) size);

    part->kind = MIME_PART_MESSAGE;
    struct mime_part *root = mime_reader_run(reading, decoded, NULL, part);
    if (part->has_hole)
        mark_touched(root);
}

const struct mime_message *mime_message_read(const struct mail_arena *arena, mail_slice content,
                                             const struct mail_hole *holes)
{
    struct mime_message *message = mail_arena_allocate_zeroed(arena, sizeof *message);
    struct mime_reading reading = { .arena = arena, .message = message };
    uint64_t budget = content.length;
    struct mime_part *root = mime_reader_run(&reading, content, holes, NULL);

    for (struct mime_encoded *encoded = reading.first_encoded; encoded; encoded = encoded->next)
        read_encoded(&reading, encoded->part, &budget);
    mime_tree_link(root);
    message->root = root;
    message->has_hole = holes != NULL;
    return message;
}
