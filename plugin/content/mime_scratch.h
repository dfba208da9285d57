/* An arena for one call: what is large and soon of no use, such as the decoded text of one part.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_SCRATCH_H
#define MIME_SCRATCH_H

#include "base/mail_arena.h"

struct mime_scratch;

struct mime_scratch *mime_scratch_new(void);
const struct mail_arena *mime_scratch_arena(const struct mime_scratch *scratch);

/* Frees it with all that it gave. */
void mime_scratch_free(struct mime_scratch *scratch);

#endif
