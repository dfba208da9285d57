/* What one run of bytes turned out to be: the transcript's building block, written once, read by every view.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_UNIT_H
#define MAIL_UNIT_H

#include "mail_findings.h"
#include "stream/mail_line.h"
#include "stream/mail_message.h"

struct mail_recipient;
struct mail_transaction;
struct mail_verb;
struct pop3_mail;
struct pop3_mail_counts;
struct sasl_attempt;
struct sasl_facts;

enum mail_role { MAIL_CLIENT, MAIL_SERVER };

/* Bytes of the connection itself, or those that TLS decrypted. */
enum mail_layer { MAIL_LAYER_PLAIN, MAIL_LAYER_TLS, MAIL_LAYERS };

/* Behind each which of a unit's members, or of its details, it has. */
enum mail_unit_kind {
    MAIL_UNIT_COMMAND,       /* line, command, exchange; sasl where it carries credentials */
    MAIL_UNIT_SASL_RESPONSE, /* line, exchange, sasl: a client line inside a SASL exchange */
    MAIL_UNIT_REPLY_LINE,    /* line, reply, reply_index; sasl on a challenge or a deciding reply */
    MAIL_UNIT_ROW,           /* line, reply: a row of a multi-line POP3 answer */
    MAIL_UNIT_ROWS_END,      /* line, reply: the lone dot that ends such an answer */
    MAIL_UNIT_CONTENT,       /* message: content bytes of one frame, the final dot line included */
    MAIL_UNIT_BLOB,          /* exchange: bytes of one frame that a command announced and that are no message */
    MAIL_UNIT_MESSAGE,       /* message, exchange: the message has ended here */
    MAIL_UNIT_PARTIAL,       /* line (unfinished): bytes that only add to it */
    MAIL_UNIT_HELD,          /* gate, completed_frame: bytes whose meaning the reply to the gate decides */
    MAIL_UNIT_GAP,           /* lost bytes */
    MAIL_UNIT_REPEATED,      /* bytes that were read before (a retransmission) */
    MAIL_UNIT_TEXT,          /* line: one that is not of the dialogue, as in a capture cut in the middle, or a malformed
                                reply */
    MAIL_UNIT_UNREAD,        /* bytes beyond the limit of the session */
    MAIL_UNIT_TLS            /* the handshake begins here: the bytes belong to TLS */
};

/* A command line taken apart. Slices point into the line. */
struct mail_command {
    const struct mail_verb *verb; /* NULL: unknown */
    mail_slice name;              /* the verb in capitals: the table's spelling, or the unknown word's */
    mail_slice argument;          /* the rest, without blanks around it */
};

enum mail_exchange_kind {
    MAIL_EXCHANGE_COMMAND,
    MAIL_EXCHANGE_SASL,   /* a line of a SASL exchange */
    MAIL_EXCHANGE_CONTENT /* the end of DATA's content, or of the bytes that a command announced */
};

/* Something asked and, once known, its answer. */
struct mail_exchange {
    struct mail_exchange *next; /* in the queue of open exchanges */
    unsigned number;            /* from 1 within the session */
    enum mail_exchange_kind kind : 8;
    bool is_pipelined;             /* sent before the reply to the exchange before it */
    bool came_too_early;           /* SMTP: pipelined, which the server had not offered; or a reply was lost */
    bool ends_message;             /* the end of a message: in LMTP several replies answer it */
    const struct mail_unit *asked; /* the command, SASL line or message */
    const struct mail_verb *verb;  /* of the command; AUTH for SASL, DATA or XEXCH50 for CONTENT; NULL: unknown verb */
    struct mail_time asked_time;   /* of the last byte asked, a BDAT chunk included */
    uint32_t asked_frame;          /* where the line was complete or the content ended */
    bool is_half_login;            /* USER: a positive reply does not decide the attempt */
    struct mail_message *message;  /* DATA, BDAT, RETR, TOP; else NULL */
    struct mail_transaction *transaction; /* that it belongs to, or NULL */
    struct mail_recipient *recipient; /* of RCPT; of a message's end: whom the reply speaks of (LMTP, PRDR); or NULL */
    struct sasl_attempt *attempt;     /* AUTH and its lines, USER, PASS, APOP; else NULL */
    const struct mail_reply *reply;   /* late fact: NULL until answered */
};

enum mail_reply_kind { MAIL_REPLY_GREETING, MAIL_REPLY_ANSWER, MAIL_REPLY_UNSOLICITED };

enum mail_status { MAIL_STATUS_NONE, MAIL_STATUS_OK, MAIL_STATUS_ERR, MAIL_STATUS_CHALLENGE };

/* One reply, of one line or of many. */
struct mail_reply {
    unsigned number; /* from 1 within the session */
    enum mail_reply_kind kind : 8;
    enum mail_status status : 7;    /* POP3: RFC 1939, 3; MAIL_STATUS_NONE in SMTP */
    bool shows_lost_data : 1;       /* a 354 to a DATA that is lost: content follows nevertheless */
    uint16_t code;                  /* SMTP: of its first line (RFC 5321, 4.2); 0 in POP3 */
    struct mail_exchange *exchange; /* what it answers, or NULL */
    mail_slice enhanced;            /* SMTP: of its first line; empty if there is none (RFC 2034, 4) */
    mail_slice queue_id;            /* SMTP: where it accepts a message and names one */
    struct mail_time first_time;    /* of its first byte */
    uint32_t first_frame;           /* where its first line is complete */
    unsigned line_count;
};

struct mail_finding {
    const struct mail_finding *next;
    enum mail_finding_id id;
};

/* What few units have. */
struct mail_unit_details {
    const struct sasl_facts *sasl;
    const struct mail_transaction *ended_transaction; /* the one that the reply ends, or NULL */
    const struct pop3_mail *mail; /* RETR, TOP, DELE, XSENDER, and the message: what was known of it then */
    const struct pop3_mail_counts *mail_counts; /* where RETR, DELE, RSET or QUIT changed them: what they are now */
    const struct mail_finding *findings;
    mail_slice bytes;             /* CONTENT, BLOB and UNREAD that were held: what is in no segment of this frame */
    const struct mail_verb *gate; /* HELD: the verb whose reply decides */
    uint32_t completed_frame;     /* HELD, late fact: frame of that reply; 0 while unknown */
};

struct mail_unit {
    const struct mail_unit *next;
    uint32_t frame;    /* on which it stands */
    uint8_t kind;      /* enum mail_unit_kind */
    uint8_t role;      /* enum mail_role */
    uint8_t layer;     /* enum mail_layer */
    bool was_held : 1; /* read late, in the call that brought the reply: its bytes came in earlier frames */
    bool is_last_reply_line : 1;
    /* Stream positions; of this call's share for CONTENT, PARTIAL, HELD; of the lost bytes for GAP. */
    uint64_t begin, end;

    const struct mail_line *line;
    const struct mail_command *command;
    const struct mail_exchange *exchange; /* of a command, SASL line or message: its own; of a reply line: the answered
                                             one; of a blob: the command's, or of its last byte its own */
    const struct mail_reply *reply;
    unsigned reply_index;        /* of a reply line: 0 is the first */
    unsigned transaction_number; /* that it belongs to; 0: none */
    const struct mail_message *message;
    const struct mail_unit_details *details; /* never NULL */
};

/* PARTIAL: bytes of the line known so far; more than are kept, if it is longer than the limit. */
static inline uint64_t mail_unit_partial_length(const struct mail_unit *unit)
{
    return unit->end - unit->line->begin;
}

/* ROW: the line after dot-unstuffing (RFC 1939, 3). */
static inline mail_slice mail_unit_row(const struct mail_unit *unit)
{
    mail_slice text = unit->line->text;

    return mail_slice_skip(text, text.length && text.bytes[0] == '.' ? 1 : 0);
}

#endif
