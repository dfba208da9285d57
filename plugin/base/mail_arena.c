/* See mail_arena.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_arena.h"

#include <glib.h>
#include <string.h>

void *mail_arena_allocate(const struct mail_arena *arena, size_t size)
{
    return arena->allocate(arena->pool, size);
}

void *mail_arena_resize(const struct mail_arena *arena, void *block, size_t size)
{
    return arena->resize(arena->pool, block, size);
}

void *mail_arena_allocate_zeroed(const struct mail_arena *arena, size_t size)
{
    return memset(mail_arena_allocate(arena, size), 0, size);
}

mail_slice mail_arena_copy(const struct mail_arena *arena, mail_slice slice)
{
    uint8_t *copy = mail_arena_allocate(arena, slice.length + 1);

    if (slice.length)
        memcpy(copy, slice.bytes, slice.length);
    return mail_slice_make(copy, slice.length);
}

mail_slice mail_arena_copy_in_capitals(const struct mail_arena *arena, mail_slice slice)
{
    uint8_t *copy = mail_arena_allocate(arena, slice.length + 1);

    for (size_t i = 0; i < slice.length; i++)
        copy[i] = mail_byte_upper(slice.bytes[i]);
    return mail_slice_make(copy, slice.length);
}
