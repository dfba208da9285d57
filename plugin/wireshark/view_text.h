/* Captured bytes as text for the screen: always valid UTF-8, nothing dropped.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef VIEW_TEXT_H
#define VIEW_TEXT_H

#include "base/mail_slice.h"

#include <wireshark.h>

#include <wsutil/wmem/wmem.h>

/* The value of a field: bytes that are no UTF-8, and NUL, as \xNN. */
const char *view_text(wmem_allocator_t *pool, mail_slice slice);

/* A label or a column's text: control characters escaped too, at most `limit` bytes of the slice, then "...". */
const char *view_excerpt(wmem_allocator_t *pool, mail_slice slice, size_t limit);

#endif
