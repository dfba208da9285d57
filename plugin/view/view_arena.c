/* See view_arena.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "view_arena.h"

static void *allocate(void *pool, size_t size)
{
    return wmem_alloc((wmem_allocator_t *) pool, size);
}

static void *resize(void *pool, void *block, size_t size)
{
    return wmem_realloc((wmem_allocator_t *) pool, block, size);
}

struct mail_arena view_arena(wmem_allocator_t *pool)
{
    return (struct mail_arena){ .allocate = allocate, .resize = resize, .pool = pool };
}

/* Blocks are cut from the front of a slab; larger ones come from the pool. */
#define SLAB_SIZE 65536
#define LARGEST_CUT 1024

struct slabs {
    wmem_allocator_t *pool;
    char *next;
    size_t left;
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

static void *resize_in_pool(void *owner, void *block, size_t size)
{
    return resize(((struct slabs *) owner)->pool, block, size);
}

struct mail_arena view_arena_of_slabs(wmem_allocator_t *pool)
{
    struct slabs *slabs = wmem_new0(pool, struct slabs);

    slabs->pool = pool;
    return (struct mail_arena){ .allocate = allocate_from_slab, .resize = resize_in_pool, .pool = slabs };
}
