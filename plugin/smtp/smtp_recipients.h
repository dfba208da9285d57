/* The recipients of a transaction: what becomes of each (RFC 5321, 3.3; RFC 2033, 4.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_RECIPIENTS_H
#define SMTP_RECIPIENTS_H

#include "smtp_transaction_facts.h"

void smtp_recipients_append(struct smtp_transaction *transaction, struct smtp_recipient *recipient);

/* The message is refused, and with it those that had been accepted. */
void smtp_recipients_refuse(struct smtp_transaction *transaction);

/* The message was answered for some recipients: of those that had been accepted and have no answer it is not known
 * what became of them. */
void smtp_recipients_leave_undecided(struct smtp_transaction *transaction);

/* A reply to the message speaks of one recipient: it had been accepted by the reply to RCPT. */
void smtp_recipients_decide(struct smtp_transaction *transaction, struct smtp_recipient *recipient,
                            const struct mail_reply *reply);

#endif
