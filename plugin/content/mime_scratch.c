/* See mime_scratch.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_scratch.h"

#include <glib.h>

struct mime_scratch {
    struct mail_arena arena;
    GHashTable *blocks; /* every block that is not free yet */
};

static void *scratch_allocate(void *pool, size_t size)
{
    void *block = g_malloc(MAX(size, 1));

    g_hash_table_add(((struct mime_scratch *) pool)->blocks, block);
    return block;
}

static void *scratch_resize(void *pool, void *block, size_t size)
{
    GHashTable *blocks = ((struct mime_scratch *) pool)->blocks;
    void *moved;

    if (block)
        g_hash_table_steal(blocks, block);
    moved = g_realloc(block, MAX(size, 1));
    g_hash_table_add(blocks, moved);
    return moved;
}

struct mime_scratch *mime_scratch_new(void)
{
    struct mime_scratch *scratch = g_new0(struct mime_scratch, 1);

    scratch->blocks = g_hash_table_new_full(NULL, NULL, g_free, NULL);
    scratch->arena = (struct mail_arena){ scratch_allocate, scratch_resize, scratch };
    return scratch;
}

const struct mail_arena *mime_scratch_arena(const struct mime_scratch *scratch)
{
    return &scratch->arena;
}

void mime_scratch_free(struct mime_scratch *scratch)
{
    g_hash_table_destroy(scratch->blocks);
    g_free(scratch);
}
