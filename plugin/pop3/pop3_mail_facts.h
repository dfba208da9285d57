/* What the session knows of a message in the maildrop, given to the units that speak of it: as known then, for good.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_MAIL_FACTS_H
#define POP3_MAIL_FACTS_H

#include "pop3_session.h"

/* What is known of message `number` by now. */
void pop3_mail_facts_add(struct pop3_session *pop3, struct mail_unit *unit, uint32_t number);

/* How many messages were fetched and marked by now. */
void pop3_mail_counts_add(struct pop3_session *pop3, struct mail_unit *unit);

/* A message has ended, as `unit` says: what was announced of it, and how many were fetched. */
void pop3_mail_facts_take_message(struct pop3_session *pop3, struct mail_unit *unit);

#endif
