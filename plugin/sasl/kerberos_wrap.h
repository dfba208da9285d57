/* What a Wrap token of Kerberos 5 (RFC 4121, 4.2.6.2) holds, unless it is sealed. Pure; no checksum is verified.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef KERBEROS_WRAP_H
#define KERBEROS_WRAP_H

#include "base/mail_arena.h"

bool kerberos_wrap_is_token(mail_slice bytes);

/* The wrapped bytes, as a part of `bytes` where they are in one piece; NULL if they are sealed, or if there are none.
 */
mail_slice kerberos_wrap_read(const struct mail_arena *arena, mail_slice bytes);

#endif
