/* The parts of a message while it is read: what they are, and how they hang together.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_TREE_H
#define MIME_TREE_H

#include "mime_part.h"

/* A new part as the last child of `parent`, whose last child so far is `before`; both may be NULL. */
struct mime_part *mime_tree_add(const struct mail_arena *arena, struct mime_part *parent, struct mime_part *before);

/* Reads type, disposition and encoding from the header of a part: all but its kind. */
void mime_tree_read_fields(const struct mail_arena *arena, struct mime_part *part);

/* Whether the type is message/rfc822 or message/global (RFC 2046, 5.2.1; RFC 6532, 3.7); multipart. */
bool mime_type_is_message(mail_slice type);
bool mime_type_is_multipart(mail_slice type);

/* Sets `next` of every part. */
void mime_tree_link(struct mime_part *root);

#endif
