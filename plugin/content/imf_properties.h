/* Lists such as "smtp.mailfrom=example.net header.d=example.org" (propspec: RFC 8601, 2.2; key-value-list: RFC 7208,
 * 9.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_PROPERTIES_H
#define IMF_PROPERTIES_H

#include "base/mail_arena.h"

/* All pairs with one blank between, without comments, semicolons, the blanks around dots and "=", and the quotation
 * marks that are not needed. A reason, which is for people, is left out. In `arena`; empty without bytes (NULL): none.
 */
mail_slice imf_properties_read(const struct mail_arena *arena, mail_slice body);

#endif
