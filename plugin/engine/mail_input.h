/* Bytes of one direction that were delivered and cannot be read yet: they wait, in order, until they can.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_INPUT_H
#define MAIL_INPUT_H

#include "mail_unit.h"

struct mail_waiting {
    struct mail_waiting *next;
    struct mail_piece piece; /* what is left of it to be read */
    uint64_t acknowledged;   /* as struct mail_call has it */
    struct mail_unit *unit;  /* said where they came in that they wait; NULL: nothing did */
};

/* Oldest first. */
struct mail_input {
    struct mail_waiting *first, *last;
    size_t length; /* bytes that wait */
};

/* Lets a copy of the piece's first `length` bytes wait, and takes them from the piece. Their sender had the other
 * side's bytes up to the position `acknowledged`. */
void mail_input_keep(struct mail_input *input, const struct mail_arena *arena, struct mail_piece *piece, size_t length,
                     uint64_t acknowledged, struct mail_unit *unit);

/* Lets a piece wait that is to be read before all others; its bytes live as long as the arena. */
void mail_input_put_back(struct mail_input *input, const struct mail_arena *arena, const struct mail_piece *piece,
                         uint64_t acknowledged);

/* The oldest that wait were read up to where their piece stands now: `length` bytes less wait. Returns their unit if
 * none of them is left, else NULL. */
struct mail_unit *mail_input_note_read(struct mail_input *input, size_t length);

/* Nothing waits any more. */
void mail_input_clear(struct mail_input *input);

#endif
