/* Transactions within a session (RFC 5321, 3.3, 4.1.1 and 4.1.4; RFC 2033; RFC 3030): where one begins, what belongs to
 * it, which reply ends it. A client that pipelines is ahead: what it sends belongs to the transaction that it is in,
 * what the server replies decides on the one that the reply is for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_TRANSACTION_H
#define SMTP_TRANSACTION_H

#include "engine/mail_session.h"

/* A command, the session's last unit, belongs to the transaction that the client is in. */
void smtp_transaction_take_command(struct mail_session *session, struct mail_exchange *exchange);

/* MAIL: begins one, unless the client is in one that has not failed. */
void smtp_transaction_begin(struct mail_session *session, struct mail_exchange *exchange);

/* RCPT: one recipient more. Where MAIL may be lost, it begins a transaction too. */
void smtp_transaction_add_recipient(struct mail_session *session, struct mail_exchange *exchange);

/* RSET, EHLO, HELO, LHLO: the client is in none from here on. */
void smtp_transaction_leave(struct mail_session *session);

/* The message has ended, as `unit` says: what follows belongs to no transaction until MAIL. */
void smtp_transaction_take_message(struct mail_session *session, struct mail_unit *unit);

/* The reply to MAIL, to RCPT, and one that refuses DATA or a chunk. The last unit is the reply's last line. */
void smtp_transaction_answer_mail(struct mail_session *session, struct mail_exchange *exchange,
                                  const struct mail_reply *reply);
void smtp_transaction_answer_recipient(struct mail_session *session, struct mail_exchange *exchange,
                                       const struct mail_reply *reply);
void smtp_transaction_refuse_content(struct mail_exchange *exchange, const struct mail_reply *reply);

/* `count` replies answer the end of the message that `exchange` asks about. */
void smtp_transaction_expect_replies(struct mail_exchange *exchange, unsigned count);

/* One of these replies is complete: the last ends the transaction. */
void smtp_transaction_take_verdict(struct mail_session *session, struct mail_exchange *exchange,
                                   const struct mail_reply *reply);

/* A line of a reply belongs to the transaction that the reply is for. */
void smtp_transaction_mark_reply(struct mail_unit *unit);

/* A positive reply to RSET, EHLO, HELO, LHLO, QUIT, or to what begins a new session; and 421, which ends all: the
 * transaction that is open for the server ends with the session's last unit. */
void smtp_transaction_end_open(struct mail_session *session, const struct mail_reply *reply);

/* The reply to RSET or a greeting refuses: the client is where it was. */
void smtp_transaction_return(struct mail_session *session, const struct mail_exchange *exchange);

/* Bytes of the dialogue were lost. */
void smtp_transaction_doubt(struct mail_session *session);

#endif
