/* See mail_keyword.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_keyword.h"

bool mail_keyword_fits_family(const char *name, mail_slice word)
{
    mail_slice pattern = mail_slice_from_string(name);
    bool is_family = pattern.length && pattern.bytes[pattern.length - 1] == '*';

    return is_family && mail_slice_starts_with_nocase(word, mail_slice_first(pattern, pattern.length - 1));
}
