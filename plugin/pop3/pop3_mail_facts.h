/* What the session knows of a message in the maildrop, given to the units that speak of it: as known then, for good.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_MAIL_FACTS_H
#define POP3_MAIL_FACTS_H

#include "engine/mail_session.h"

/* What is known of message `number` by now. */
void pop3_mail_facts_add(struct mail_session *session, struct mail_unit *unit, uint32_t number);

/* How many messages were fetched and marked by now. */
void pop3_mail_counts_add(struct mail_session *session, struct mail_unit *unit);

/* A finding for the session's last unit, if it is the first to speak of more messages than are remembered. */
void pop3_mail_facts_tell_limit(struct mail_session *session);

/* A message that the server sent has ended, as `unit` says: what was announced of it, and whether that holds. */
void pop3_mail_facts_take_message(struct mail_session *session, struct mail_unit *unit);

#endif
