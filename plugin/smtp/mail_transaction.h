/* One mail (RFC 5321, 3.3): who sent it, to whom, and what became of it. A transaction that is over never changes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_TRANSACTION_H
#define MAIL_TRANSACTION_H

#include "stream/mail_stream.h"

struct mail_message;

enum mail_verdict { MAIL_VERDICT_UNKNOWN, MAIL_VERDICT_ACCEPTED, MAIL_VERDICT_REFUSED };

/* What RCPT named. */
struct mail_recipient {
    struct mail_recipient *next;
    mail_slice path;           /* without brackets */
    uint32_t frame;            /* where RCPT was complete */
    enum mail_verdict verdict; /* of the reply that decided: to RCPT, or to the message, or what refused it before */
    uint16_t code;             /* of that reply; 0: none yet */
};

enum mail_transaction_result {
    MAIL_TRANSACTION_UNKNOWN,
    MAIL_TRANSACTION_ACCEPTED,
    MAIL_TRANSACTION_PARTLY_ACCEPTED, /* some recipients were refused */
    MAIL_TRANSACTION_REFUSED,
    MAIL_TRANSACTION_ABORTED /* by the client: no reply refused it */
};

/* A reply that decides: its code and, where it has them, the enhanced status code and the queue id. */
struct mail_decision {
    uint16_t code; /* 0: none */
    mail_slice enhanced, queue_id;
};

struct mail_transaction {
    unsigned number;                     /* from 1 within the session */
    bool has_declared_size : 1;          /* SIZE (RFC 1870, 6) */
    bool may_be_incomplete : 1;          /* bytes were lost while it was open */
    bool is_over : 1;                    /* the reply that ends it is read */
    bool is_refused : 1;                 /* while it is open: MAIL or its content was refused */
    bool has_acceptance : 1;             /* while it is open: of the message, or of it for some recipient */
    bool has_refusal : 1;                /* the same */
    const struct mail_exchange *command; /* MAIL; NULL: not seen */
    mail_slice mail_from;                /* without brackets */
    uint64_t declared_size;
    struct mail_recipient *first_recipient, *last_recipient;
    unsigned recipient_count, accepted_count, refused_count;
    unsigned replies_expected;           /* while it is open: to the message */
    const struct mail_message *message;  /* NULL: none */
    uint32_t message_frame;              /* where it ended */
    enum mail_transaction_result result; /* once it is over */
    struct mail_decision decision;       /* once it is over; empty where no reply decided */
    struct mail_time begin_time;         /* of MAIL's first byte */
    struct mail_time end_time;           /* of the last byte of the reply that ends it */
};

/* "accepted", "partly accepted", ... */
const char *mail_transaction_result_name(enum mail_transaction_result result);

/* "unknown", "accepted", "refused" */
const char *mail_verdict_name(enum mail_verdict verdict);

#endif
