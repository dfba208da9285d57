/* The character set that a message as a whole seems to have where it names none: one field alone is often too short to
 * tell.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_MESSAGE_CHARSET_H
#define MIME_MESSAGE_CHARSET_H

#include "mime_options.h"
#include "mime_part.h"

/* By the 8-bit fields of its header and the first text without a charset, together; NULL: the header has no such
 * fields, they are all UTF-8, or nobody can tell. A static name. */
const char *mime_message_charset_guess(const struct mime_part *root);

/* The options for the texts of a message, which may be NULL. */
struct mime_options mime_message_options(const struct mime_options *options, const struct mime_message *message);

#endif
