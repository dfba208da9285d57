/* See pool_arena.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pool_arena.h"
#include "ws_compat.h"

#include <wsutil/wmem/wmem_user_cb.h>

static void *allocate(void *pool, size_t size)
{
    return wmem_alloc((wmem_allocator_t *) pool, size);
}

static void *resize(void *pool, void *block, size_t size)
{
    return wmem_realloc((wmem_allocator_t *) pool, block, size);
}

struct mail_arena pool_arena(wmem_allocator_t *pool)
{
    return (struct mail_arena){ .allocate = allocate, .resize = resize, .pool = pool };
}

/* Blocks are cut from the front of a slab; larger ones come from the pool. Blocks that grow come from neither: what
 * they leave free would be in the way of all other allocations of the pool. */
#define SLAB_SIZE 65536
#define LARGEST_CUT 1024

/* Stands before every block that may grow. */
struct growing_block {
    struct growing_block *previous, *next;
};

struct slabs {
    wmem_allocator_t *pool;
    char *next;
    size_t left;
    struct growing_block *first_growing;
};

/* The size that keeps the next block aligned for whatever it holds. */
static size_t rounded(size_t size)
{
    size_t unit = sizeof(void *) > sizeof(uint64_t) ? sizeof(void *) : sizeof(uint64_t);

    return (size + unit - 1) / unit * unit;
}

static void *allocate_from_slab(void *owner, size_t size)
{
    struct slabs *slabs = owner;
    size_t length = rounded(size);

    if (length > LARGEST_CUT)
        return wmem_alloc(slabs->pool, length);
    if (length > slabs->left) {
        slabs->next = wmem_alloc(slabs->pool, SLAB_SIZE);
        slabs->left = SLAB_SIZE;
    }

    char *block = slabs->next;

    slabs->next += length;
    slabs->left -= length;
    return block;
}

static void *resize_growing(void *owner, void *bytes, size_t size)
{
    struct slabs *slabs = owner;
    struct growing_block *old = bytes ? (struct growing_block *) bytes - 1 : NULL;
    struct growing_block *block = g_realloc(old, sizeof *block + size);

    if (!old)
        *block = (struct growing_block){ .next = slabs->first_growing };
    if (block->next)
        block->next->previous = block;
    if (block->previous)
        block->previous->next = block;
    else
        slabs->first_growing = block;
    return block + 1;
}

/* Wireshark frees the pool: FALSE, there is nothing more to be told. */
static mail_bool free_growing(wmem_allocator_t *pool, wmem_cb_event_t event, void *owner)
{
    struct growing_block *next = ((struct slabs *) owner)->first_growing;

    (void) pool;
    (void) event;
    while (next) {
        struct growing_block *block = next;
        next = block->next;
        g_free(block);
    }
    return FALSE;
}

struct mail_arena pool_arena_of_slabs(wmem_allocator_t *pool)
{
    struct slabs *slabs = wmem_new0(pool, struct slabs);

    slabs->pool = pool;
    wmem_register_callback(pool, free_growing, slabs);
    return (struct mail_arena){ .allocate = allocate_from_slab, .resize = resize_growing, .pool = slabs };
}
