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
#include "smtp_exchange.h"

enum smtp_verdict {
    SMTP_VERDICT_UNKNOWN,
    SMTP_VERDICT_ACCEPTED,
    SMTP_VERDICT_REFUSED,
    SMTP_VERDICT_DEFERRED /* refused for now: 4yz (RFC 5321, 4.2.1) */
};

/* What RCPT named. */
struct smtp_recipient {
    struct smtp_recipient *next;
    mail_slice path;           /* without brackets; without bytes (NULL) if it cannot be told */
    uint32_t frame;            /* where RCPT was complete */
    enum smtp_verdict verdict; /* of the reply that decided: to RCPT, or to the message, or what refused it before */
    bool is_of_message;        /* it was not refused when the message ended */
    uint16_t code;             /* of that reply; 0: none yet */
    mail_slice text;           /* of its last line; without bytes (NULL): none */
};

enum smtp_transaction_result {
    SMTP_TRANSACTION_UNKNOWN,
    SMTP_TRANSACTION_ACCEPTED,
    SMTP_TRANSACTION_PARTLY_ACCEPTED, /* some recipients were refused */
    SMTP_TRANSACTION_REFUSED,
    SMTP_TRANSACTION_DEFERRED, /* refused for now, or every recipient that is not refused for good is */
    SMTP_TRANSACTION_ABORTED   /* by the client: no reply refused it */
};

/* A reply that decides: its code and, where it has one, the enhanced status code. */
struct smtp_decision {
    uint16_t code; /* 0: none */
    mail_slice enhanced;
};

struct smtp_transaction {
    unsigned number;            /* from 1 within the session */
    bool has_declared_size : 1; /* SIZE (RFC 1870, 6) */
    bool may_be_incomplete : 1; /* bytes were lost while it was open */
    bool is_over : 1;           /* the reply that ends it is read */
    bool is_refused : 1;        /* while it is open: MAIL or its content was refused */
    bool has_acceptance : 1;    /* while it is open: of the message, or of it for some recipient */
    bool has_refusal : 1;       /* the same */
    struct smtp_transaction
        *failed_before;                  /* that the client left for this one without RSET: MAIL may be refused in it */
    struct smtp_transaction *continued;  /* the one that it turned out to be part of, or NULL */
    const struct smtp_exchange *command; /* MAIL; NULL: not seen */
    mail_slice mail_from;                /* without brackets; without bytes (NULL) if it cannot be told */
    uint64_t declared_size;
    struct smtp_recipient *first_recipient, *last_recipient;
    unsigned recipient_count, accepted_count, refused_count;
    unsigned deferred_count;             /* of those refused */
    unsigned replies_expected;           /* while it is open: to the message */
    const struct mail_message *message;  /* NULL: none */
    uint32_t message_frame;              /* where it ended */
    enum smtp_transaction_result result; /* once it is over */
    struct smtp_decision decision;       /* once it is over; empty where no reply decided */
    struct smtp_queue_id_list
        queue_ids;               /* of all replies to the message that accept it: in LMTP, one for a recipient */
    struct mail_time begin_time; /* of MAIL's first byte */
    struct mail_time end_time;   /* of the last byte of the reply that ends it */
};

/* The transactions of a session. */
struct smtp_transactions {
    struct smtp_transaction *of_client;  /* that the client is in, or NULL */
    struct smtp_transaction *of_server;  /* that the server is in, or NULL */
    const struct smtp_exchange *left_by; /* the last command that left one for the client, or NULL */
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

/* One of these replies is complete, with `unit`: the last ends the transaction. */
void smtp_transaction_take_verdict(struct smtp_transactions *transactions, struct mail_session *session,
                                   const struct mail_reply *reply, struct mail_unit *unit);

/* A line of a reply belongs to the transaction that the reply is for. */
void smtp_transaction_mark_reply(struct mail_unit *unit);

/* A positive reply to RSET, EHLO, HELO, LHLO, QUIT, or to what begins a new session; and 421, which ends all: the
 * transaction that is open for the server ends with the reply's last line, `unit`. */
void smtp_transaction_end_open(struct smtp_transactions *transactions, struct mail_session *session,
                               const struct mail_reply *reply, struct mail_unit *unit);

/* The reply to RSET or a greeting refuses: the client is where it was, unless it left once more since. */
void smtp_transaction_return(struct smtp_transactions *transactions, const struct smtp_exchange *exchange);

/* Bytes of the dialogue were lost. */
void smtp_transaction_doubt(struct smtp_transactions *transactions);

/* The number of the transaction that an exchange belongs to; 0: none. */
unsigned smtp_transaction_number_of(const struct smtp_exchange *exchange);

#endif
