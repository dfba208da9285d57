/* Which bytes, on any port, can only be SMTP or LMTP (design, section 6). Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_CLAIM_H
#define SMTP_CLAIM_H

#include "base/mail_slice.h"

/* A 220 line that names SMTP, ESMTP or LMTP; EHLO, HELO or LHLO with an argument. `bytes`: the start of a segment.
 * A proxy's header may stand before it. */
bool smtp_claims(mail_slice bytes);

#endif
