/* One pointer for each frame of a capture that has one: eight bytes a frame, where Wireshark's data of a frame takes
 * some eighty.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FRAME_TABLE_H
#define MAIL_FRAME_TABLE_H

#include "mail_arena.h"

struct mail_frame_table;

/* An empty table. It lives as long as the arena. */
struct mail_frame_table *mail_frame_table_new(const struct mail_arena *arena);

/* What was put for the frame; NULL: nothing. */
void *mail_frame_table_get(const struct mail_frame_table *table, uint32_t frame);

/* Puts what is borrowed for the frame, in place of what was there. */
void mail_frame_table_put(struct mail_frame_table *table, uint32_t frame, void *pointer);

#endif
