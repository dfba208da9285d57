/* See view_arena.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "view_arena.h"

static void *resize(void *pool, void *block, size_t size)
{
    return wmem_realloc((wmem_allocator_t *) pool, block, size);
}

struct mail_arena view_arena(wmem_allocator_t *pool)
{
    return (struct mail_arena){ .resize = resize, .pool = pool };
}
