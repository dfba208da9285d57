/* Where bytes are missing in a run of bytes that was put together from several frames.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_HOLE_H
#define MAIL_HOLE_H

#include <stddef.h>
#include <stdint.h>

/* What stands before `offset` and what stands from `offset` on did not follow each other. At the end of the run: it
 * went on. Sorted by offset. */
struct mail_hole {
    struct mail_hole *next;
    size_t offset;
    uint64_t missing; /* bytes; 0: unknown */
};

#endif
