/* A message and its parts as a tree (RFC 5322; RFC 2045; RFC 2046; RFC 2183), read once when the message has ended.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_MESSAGE_H
#define MIME_MESSAGE_H

#include "base/mail_hole.h"
#include "base/mail_reading_limits.h"
#include "mime_options.h"
#include "mime_part.h"

extern const struct mail_reading_limits mime_default_limits;

/* Reads `content`, which must stay as long as the result. Linear, without recursion. All lives in `arena`. */
const struct mime_message *mime_message_read(const struct mail_arena *arena, mail_slice content,
                                             const struct mail_hole *holes, const struct mail_reading_limits *limits);

#endif
