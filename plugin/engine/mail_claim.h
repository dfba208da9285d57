/* Which bytes, on any port, can only be mail (design, section 6). Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_CLAIM_H
#define MAIL_CLAIM_H

#include "base/mail_slice.h"

/* A 220 line that names SMTP, ESMTP or LMTP; EHLO, HELO or LHLO with an argument. `bytes`: the start of a segment. */
bool smtp_claims(mail_slice bytes);

/* A +OK line that names POP. */
bool pop3_claims(mail_slice bytes);

/* USER, APOP, CAPA, AUTH or STLS in a form that POP3 gives them: a claim once it is answered. */
bool pop3_may_claim_if_answered(mail_slice bytes);

/* +OK or -ERR. */
bool pop3_is_answer(mail_slice bytes);

#endif
