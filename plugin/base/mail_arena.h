/* Where the core's memory comes from. The owner of the arena frees everything at once; the core frees nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_ARENA_H
#define MAIL_ARENA_H

#include "mail_slice.h"

/* `allocate` gives a block that is never resized; `resize` may move a block of its own (block NULL: a new one). Both
 * return memory or do not return at all. */
struct mail_arena {
    void *(*allocate)(void *pool, size_t size);
    void *(*resize)(void *pool, void *block, size_t size);
    void *pool;
};

void *mail_arena_allocate(const struct mail_arena *arena, size_t size);
void *mail_arena_allocate_zeroed(const struct mail_arena *arena, size_t size);
void *mail_arena_resize(const struct mail_arena *arena, void *block, size_t size);

/* A copy of `slice` that lives as long as the arena. */
mail_slice mail_arena_copy(const struct mail_arena *arena, mail_slice slice);
mail_slice mail_arena_copy_in_capitals(const struct mail_arena *arena, mail_slice slice);

#endif
