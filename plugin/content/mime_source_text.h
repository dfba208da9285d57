/* A text part decoded, before HTML is made text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_SOURCE_TEXT_H
#define MIME_SOURCE_TEXT_H

#include "mime_message.h"

/* In UTF-8, with the line ends as they came, of at most `limit` bytes of decoded content. */
mail_slice mime_part_source_text(const struct mail_arena *arena, const struct mime_options *options,
                                 const struct mime_part *part, size_t limit);

#endif
