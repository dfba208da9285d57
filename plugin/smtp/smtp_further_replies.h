/* Several replies to one message: LMTP has one for each accepted recipient (RFC 2033, 4.2), and so has PRDR.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_FURTHER_REPLIES_H
#define SMTP_FURTHER_REPLIES_H

#include "smtp_session.h"

/* A reply with `code` answers `answered`: if that is the end of a message, those that follow are awaited. */
void smtp_further_replies_expect(struct smtp_session *smtp, struct mail_exchange *answered, uint16_t code);

/* Whether nothing is open before `exchange` but a reply to a message that may never come. */
bool smtp_further_replies_may_be_over(const struct mail_session *session, const struct mail_exchange *exchange);

/* If the reply that begins with `line` shows that no more replies to the message come, they are awaited no longer, and
 * the transaction is over. Returns how many are missing. */
unsigned smtp_further_replies_leave(struct smtp_session *smtp, const struct smtp_reply_line *line);

#endif
