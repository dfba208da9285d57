/* The subject of a message, for the Info column: found and unfolded, not decoded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include "base/mail_slice.h"

#include <wireshark.h>

#include <wsutil/wmem/wmem.h>

/* Empty if the header has none in its first bytes. */
mail_slice subject_find(wmem_allocator_t *pool, mail_slice message);

#endif
