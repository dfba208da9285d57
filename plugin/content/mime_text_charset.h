/* The character set of a text part: what its label, its HTML or its bytes say (RFC 2046, 4.1.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_TEXT_CHARSET_H
#define MIME_TEXT_CHARSET_H

#include "base/mail_arena.h"
#include "mime_options.h"

/* What <meta charset=...> or <meta http-equiv=Content-Type content="...; charset=..."> says near the begin (HTML,
 * 13.2.3.2); empty: nothing. */
mail_slice mime_text_charset_in_html(mail_slice bytes);

/* `bytes` in UTF-8, which it is in any case: what cannot be decoded stands as U+FFFD. An empty label, one that nobody
 * knows, and us-ascii with bytes beyond ASCII say nothing: then the bytes are guessed. Without a byte order mark. */
mail_slice mime_text_charset_decode(const struct mail_arena *arena, const struct mime_options *options,
                                    mail_slice label, mail_slice bytes);

#endif
