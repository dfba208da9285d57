/* See mail_frame_table.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_frame_table.h"

/* Frames without a pointer take room only where others nearby have one. */
#define BLOCK_SIZE 128

struct mail_frame_block {
    void *pointers[BLOCK_SIZE];
};

struct mail_frame_table {
    const struct mail_arena *arena;
    struct mail_frame_block **blocks;
    size_t count;
};

struct mail_frame_table *mail_frame_table_new(const struct mail_arena *arena)
{
    struct mail_frame_table *table = mail_arena_allocate_zeroed(arena, sizeof(struct mail_frame_table));

    table->arena = arena;
    return table;
}

void *mail_frame_table_get(const struct mail_frame_table *table, uint32_t frame)
{
    size_t index = frame / BLOCK_SIZE;

    if (index >= table->count || !table->blocks[index])
        return NULL;
    return table->blocks[index]->pointers[frame % BLOCK_SIZE];
}

static void reserve(struct mail_frame_table *table, size_t count)
{
    size_t doubled = table->count * 2;
    size_t target = count > doubled ? count : doubled;

    if (count <= table->count)
        return;
    table->blocks = mail_arena_resize(table->arena, table->blocks, target * sizeof *table->blocks);
    for (size_t index = table->count; index < target; index++)
        table->blocks[index] = NULL;
    table->count = target;
}

void mail_frame_table_put(struct mail_frame_table *table, uint32_t frame, void *pointer)
{
    size_t index = frame / BLOCK_SIZE;

    reserve(table, index + 1);
    if (!table->blocks[index])
        table->blocks[index] = mail_arena_allocate_zeroed(table->arena, sizeof(struct mail_frame_block));
    table->blocks[index]->pointers[frame % BLOCK_SIZE] = pointer;
}
