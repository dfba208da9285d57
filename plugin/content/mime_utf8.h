/* UTF-8 in slices, which may hold NUL (RFC 3629).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_UTF8_H
#define MIME_UTF8_H

#include "base/mail_slice.h"

#include <glib.h>

/* Length of the valid UTF-8 at the front. */
size_t mime_utf8_valid_length(mail_slice text);

static inline bool mime_utf8_is_valid(mail_slice text)
{
    return mime_utf8_valid_length(text) == text.length;
}

bool mime_is_ascii(mail_slice text);

/* Appends `text`; each byte that is no UTF-8 as U+FFFD. */
void mime_utf8_append_repaired(GString *target, mail_slice text);

void mime_utf8_append_replacement(GString *target);

#endif
