/* Keywords of tables that have rows for families, such as "X-*". Knows no table. Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_KEYWORD_H
#define MAIL_KEYWORD_H

#include "mail_slice.h"

/* Whether `name` is a family and `word` belongs to it, in any case of letters: "X-*" fits every word that begins with
 * "X-". */
bool mail_keyword_fits_family(const char *name, mail_slice word);

#endif
