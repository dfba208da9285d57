/* Which bytes, on any port, can only be POP3 (design, section 6). Pure. `bytes` are the start of a segment.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_CLAIM_H
#define POP3_CLAIM_H

#include "base/mail_slice.h"

/* A +OK line that names POP. */
bool pop3_claims(mail_slice bytes);

/* USER, APOP, CAPA, AUTH or STLS in a form that POP3 gives them: a claim once it is answered. A proxy's header may
 * stand before it. */
bool pop3_may_claim_if_answered(mail_slice bytes);

/* +OK or -ERR. */
bool pop3_is_answer(mail_slice bytes);

#endif
