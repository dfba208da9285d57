/* See mail_input.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_input.h"

void mail_input_keep(struct mail_input *input, const struct mail_arena *arena, struct mail_piece *piece, size_t length,
                     uint64_t acknowledged, struct mail_unit *unit)
{
    struct mail_waiting *waiting = mail_arena_allocate_zeroed(arena, sizeof(struct mail_waiting));

    waiting->unit = unit;
    waiting->acknowledged = acknowledged;
    waiting->piece = *piece;
    waiting->piece.bytes = mail_arena_copy(arena, mail_slice_first(piece->bytes, length));
    if (input->first)
        input->last->next = waiting;
    else
        input->first = waiting;
    input->last = waiting;
    input->length += length;
    mail_piece_skip(piece, length);
}

void mail_input_put_back(struct mail_input *input, const struct mail_arena *arena, const struct mail_piece *piece,
                         uint64_t acknowledged)
{
    struct mail_waiting *waiting = mail_arena_allocate_zeroed(arena, sizeof(struct mail_waiting));

    waiting->piece = *piece;
    waiting->acknowledged = acknowledged;
    waiting->next = input->first;
    if (!input->first)
        input->last = waiting;
    input->first = waiting;
    input->length += piece->bytes.length;
}

struct mail_unit *mail_input_note_read(struct mail_input *input, size_t length)
{
    struct mail_waiting *waiting = input->first;

    input->length -= length;
    if (waiting->piece.bytes.length)
        return NULL;
    input->first = waiting->next;
    return waiting->unit;
}

void mail_input_clear(struct mail_input *input)
{
    *input = (struct mail_input){ 0 };
}
