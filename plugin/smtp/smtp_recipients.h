/* The recipients of a transaction: what becomes of each (RFC 5321, 3.3; RFC 2033, 4.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_RECIPIENTS_H
#define SMTP_RECIPIENTS_H

#include "smtp_transaction_facts.h"

void smtp_recipients_append(struct smtp_transaction *transaction, struct smtp_recipient *recipient);

/* Whether a code refuses for now only (RFC 5321, 4.2.1). */
bool smtp_recipients_code_is_for_now(uint16_t code);

/* A reply of that code refuses the recipient, who is not counted as accepted. */
void smtp_recipient_refuse(struct smtp_transaction *transaction, struct smtp_recipient *recipient, uint16_t code);

/* What the server says in the reply that has come to its end with `unit`; nothing if it is no line of a reply. */
void smtp_recipient_note_words(struct smtp_recipient *recipient, const struct mail_unit *unit);

/* The message is refused, and with it those that had been accepted. */
void smtp_recipients_refuse(struct smtp_transaction *transaction, const struct mail_unit *unit);

/* The message was answered for some recipients: of those that had been accepted and have no answer it is not known
 * what became of them. */
void smtp_recipients_leave_undecided(struct smtp_transaction *transaction);

/* A reply to the message speaks of one recipient: it had been accepted by the reply to RCPT. */
void smtp_recipients_decide(struct smtp_transaction *transaction, struct smtp_recipient *recipient,
                            const struct mail_reply *reply, const struct mail_unit *unit);

#endif
