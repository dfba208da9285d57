/* What character set text without a label may have, by its bytes alone.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_CHARSET_GUESS_H
#define MIME_CHARSET_GUESS_H

#include "base/mail_slice.h"

/* The name of a character set that has these bytes beyond doubt, which are not UTF-8; NULL: nobody can tell. */
const char *mime_charset_guess(mail_slice bytes);

#endif
