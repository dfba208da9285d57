/* What a reply means, whatever its protocol.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STATISTICS_REPLY_H
#define STATISTICS_REPLY_H

#include "engine/mail_session.h"

bool statistics_reply_accepts(const struct mail_session *session, const struct mail_reply *reply);
bool statistics_reply_refuses(const struct mail_session *session, const struct mail_reply *reply);

/* The code of a reply of SMTP; 0: it is one of POP3. */
unsigned statistics_reply_code(const struct mail_session *session, const struct mail_reply *reply);

/* What the reply's first line says after its code or status. */
mail_slice statistics_reply_words(const struct mail_session *session, const struct mail_unit *unit);

#endif
