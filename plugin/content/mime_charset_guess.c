/* See mime_charset_guess.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_charset_guess.h"

const char *mime_charset_guess(mail_slice bytes)
{
    (void) bytes;
    return NULL;
}
