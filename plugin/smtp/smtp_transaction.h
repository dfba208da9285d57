/* One mail (RFC 5321, 3.3): who sent it, to whom, and what became of it; and the transactions of a session
 * (4.1.1, 4.1.4; RFC 2033; RFC 3030): where one begins, what belongs to it, which reply ends it. A client that
 * pipelines is ahead: what it sends belongs to the transaction that it is in, what the server replies decides on the
 * one that the reply is for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_TRANSACTION_H
#define SMTP_TRANSACTION_H

#include "engine/mail_session.h"
#include "smtp_transaction_facts.h"

/* The transactions of a session. */
struct smtp_transactions {
    struct smtp_transaction *of_client;          /* that the client is in, or NULL */
    struct smtp_transaction *of_server;          /* that the server is in, or NULL */
    const struct smtp_transaction *ended_unsaid; /* by a reply without a last line: the next line says it; or NULL */
    const struct smtp_exchange *left_by;         /* the last command that left one for the client, or NULL */
    unsigned count;
    bool mail_may_be_lost; /* the capture, or what follows a gap, may begin within a transaction */
    bool is_lmtp;          /* one reply per recipient follows the content (RFC 2033, 4.2) */
};

/* A session begins. */
void smtp_transactions_begin(struct smtp_transactions *transactions);

/* The dialogue begins anew: no transaction is open. */
void smtp_transactions_begin_anew(struct smtp_transactions *transactions);

/* A command belongs to the transaction that the client is in. */
void smtp_transaction_take_command(const struct smtp_transactions *transactions, struct smtp_exchange *exchange,
                                   struct mail_unit *unit);

/* MAIL: begins one, unless the client is in one that has not failed. */
void smtp_transaction_begin(struct smtp_transactions *transactions, struct mail_session *session,
                            struct smtp_exchange *exchange, struct mail_unit *unit);

/* RCPT: one recipient more. Where MAIL may be lost, it begins a transaction too. */
void smtp_transaction_add_recipient(struct smtp_transactions *transactions, struct mail_session *session,
                                    struct smtp_exchange *exchange, struct mail_unit *unit);

/* RSET, EHLO, HELO, LHLO, or NULL: the client is in none from here on. */
void smtp_transaction_leave(struct smtp_transactions *transactions, const struct smtp_exchange *exchange);

/* The message has ended, as `unit` says: what follows belongs to no transaction until MAIL. */
void smtp_transaction_take_message(struct smtp_transactions *transactions, struct mail_unit *unit);

/* The reply to MAIL, to RCPT, and one that refuses DATA or a chunk. */
void smtp_transaction_answer_mail(struct smtp_transactions *transactions, struct mail_session *session,
                                  struct smtp_exchange *exchange, const struct mail_answer *answer);
void smtp_transaction_answer_recipient(struct smtp_transactions *transactions, struct mail_session *session,
                                       struct smtp_exchange *exchange, const struct mail_answer *answer);
void smtp_transaction_refuse_content(struct smtp_exchange *exchange, const struct mail_answer *answer);

/* `count` replies answer the end of the message that `exchange` asks about. */
void smtp_transaction_expect_replies(struct smtp_exchange *exchange, unsigned count);

/* Of these, one speaks of each recipient, and the last of all (PRDR). */
void smtp_transaction_expect_each(struct smtp_exchange *exchange);

/* One of these replies is complete, with `unit`: the last ends the transaction. */
void smtp_transaction_take_verdict(struct smtp_transactions *transactions, struct mail_session *session,
                                   const struct mail_reply *reply, struct mail_unit *unit);

/* No more replies answer the message that `exchange` asks about, though `count` are missing: the transaction is over.
 */
void smtp_transaction_miss_replies(struct smtp_transactions *transactions, struct mail_session *session,
                                   const struct smtp_exchange *exchange, unsigned count);

/* A line of a reply belongs to the transaction that the reply is for. */
void smtp_transaction_mark_reply(struct mail_unit *unit);

/* A positive reply to RSET, EHLO, HELO, LHLO, QUIT, or to what begins a new session; and 421, which ends all: the
 * transaction that is open for the server ends with the reply's last line, `unit`. */
void smtp_transaction_end_open(struct smtp_transactions *transactions, struct mail_session *session,
                               const struct mail_reply *reply, struct mail_unit *unit);

/* `unit`, the first line after a reply without a last line, says which transaction that reply ended. */
void smtp_transaction_say_ended(struct smtp_transactions *transactions, struct mail_session *session,
                                struct mail_unit *unit);

/* The reply to RSET or a greeting refuses: the client is where it was, unless it left once more since. */
void smtp_transaction_return(struct smtp_transactions *transactions, const struct smtp_exchange *exchange);

/* Bytes of the dialogue were lost. */
void smtp_transaction_doubt(struct smtp_transactions *transactions);

/* The number of the transaction that an exchange belongs to; 0: none. */
unsigned smtp_transaction_number_of(const struct smtp_exchange *exchange);

#endif
