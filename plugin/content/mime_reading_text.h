/* The text of a message as its reader sees it, and the URLs in it (RFC 3986; RFC 2046, 4.1; HTML).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_READING_TEXT_H
#define MIME_READING_TEXT_H

#include "mime_message.h"

/* Whether a part is text that a reader is shown: text/plain, text/html and other text that is no attachment. */
bool mime_part_is_text(const struct mime_part *part);

/* Its text in UTF-8: decoded, HTML without its tags, entities as characters. At most `limit` bytes of decoded content
 * are looked at. */
mail_slice mime_part_text(const struct mail_arena *arena, const struct mime_options *options,
                          const struct mime_part *part, size_t limit);

enum { MIME_URLS_LIMIT = 10000 }; /* of one message; the rest is not kept */

struct mime_url {
    const struct mime_url *next;
    mail_slice url;               /* UTF-8, in `arena` */
    const struct mime_part *part; /* the first part that has it */
};

/* Each URL once, in the order of the message: http, https and ftp in text/plain and text/html that are no attachments,
 * embedded messages included. */
const struct mime_url *mime_urls_find(const struct mail_arena *arena, const struct mime_options *options,
                                      const struct mime_message *message);

#endif
