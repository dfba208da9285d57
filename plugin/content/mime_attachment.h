/* Which parts are attachments, what they are called, and what their first bytes look like (RFC 2183, 2; RFC 2045, 5.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_ATTACHMENT_H
#define MIME_ATTACHMENT_H

#include "mime_message.h"

/* A leaf or an embedded message that has a disposition other than inline and form-data, or a name, or a type other than
 * text/..., message/... (RFC 2183, 2.8). */
bool mime_part_is_attachment(const struct mime_part *part);

/* The name in UTF-8, with its path if it has one: filename, then name (RFC 2183, 2.3). Empty: none, or
 * cut by a hole. */
mail_slice mime_part_name(const struct mail_arena *arena, const struct mime_options *options,
                          const struct mime_part *part);

/* Gives the decoded bytes of a leaf, and of an embedded message its own bytes, to `sink`. */
void mime_part_decode(const struct mime_part *part, mime_sink sink, void *context);
uint64_t mime_part_size(const struct mime_part *part);

/* At most `limit` decoded bytes, in `arena` or where they stand. */
mail_slice mime_part_decode_first(const struct mail_arena *arena, const struct mime_part *part, size_t limit);

/* What the first decoded bytes are, by registry/media_signatures.def: "application/zip"; NULL: not known. */
const char *mime_signature_find(mail_slice first_bytes);
enum { MIME_SIGNATURE_LENGTH = 4096 }; /* bytes that are looked at: a ZIP names what is in it a little further down */

#endif
