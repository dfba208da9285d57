/* What is known of one mail: sender, recipients, what became of it (RFC 5321, 3.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_TRANSACTION_FACTS_H
#define SMTP_TRANSACTION_FACTS_H

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
    bool is_decided;           /* the message was answered for this recipient (LMTP, PRDR) */
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
    bool is_for_each : 1;       /* a reply to the message speaks of each recipient: PRDR */
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

#endif
