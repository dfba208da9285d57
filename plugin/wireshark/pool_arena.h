/* The core's arena over one of Wireshark's memory pools.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POOL_ARENA_H
#define POOL_ARENA_H

#include "base/mail_arena.h"

#include <wireshark.h>

#include <wsutil/wmem/wmem.h>

struct mail_arena pool_arena(wmem_allocator_t *pool);

/* The same for very many small blocks that live as long as the pool: they are cut from slabs, as the pool's own
 * allocator puts a header before each. */
struct mail_arena pool_arena_of_slabs(wmem_allocator_t *pool);

#endif
