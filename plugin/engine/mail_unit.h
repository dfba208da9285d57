/* What one run of bytes turned out to be: the transcript's building block, written once, read by every view.
 *
 * What a unit says, and what the objects it points to say of it, does not change after it is read. Members that are
 * named late_... are the exceptions: what only later frames tell.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_UNIT_H
#define MAIL_UNIT_H

#include "base/mail_time.h"
#include "stream/mail_line.h"
#include "stream/mail_message.h"

struct mail_proxy_header;
struct mail_verb;
struct sasl_attempt;
struct sasl_facts;

enum mail_role { MAIL_CLIENT, MAIL_SERVER };

/* Bytes of the connection itself, or those that TLS decrypted. */
enum mail_layer { MAIL_LAYER_PLAIN, MAIL_LAYER_TLS, MAIL_LAYERS };

/* Each kind, and which of a unit's members, or of its details, it has. */
enum mail_unit_kind {
    MAIL_UNIT_COMMAND,       /* line, command, exchange; sasl where it carries credentials */
    MAIL_UNIT_SASL_RESPONSE, /* line, exchange, sasl: a client line inside a SASL exchange */
    MAIL_UNIT_REPLY_LINE,    /* line, reply, exchange, reply_index; sasl on a challenge or a deciding reply */
    MAIL_UNIT_ROW,           /* line, reply, exchange: a row of a multi-line answer */
    MAIL_UNIT_ROWS_END,      /* line, reply, exchange: the lone dot that ends such an answer */
    MAIL_UNIT_CONTENT,       /* message: content bytes of one frame, the final dot line included */
    MAIL_UNIT_BLOB,          /* exchange: bytes of one frame that a command announced and that are no message */
    MAIL_UNIT_MESSAGE,       /* message, exchange: the message has ended here */
    MAIL_UNIT_PARTIAL,       /* line (unfinished): bytes that only add to it */
    MAIL_UNIT_HELD,          /* gate, late_completed_frame: bytes that wait, for the reply to the gate or for earlier
                                bytes of the other side */
    MAIL_UNIT_GAP,           /* lost bytes */
    MAIL_UNIT_REPEATED,      /* bytes that were read before (a retransmission) */
    MAIL_UNIT_TEXT,          /* line: one that is not of the dialogue, as in a capture cut in the middle, or a malformed
                                reply */
    MAIL_UNIT_UNREAD,        /* bytes beyond the limit of the session */
    MAIL_UNIT_PROXY,         /* line, proxy: the header by which a proxy names the client */
    MAIL_UNIT_TLS,           /* the handshake begins here: the bytes belong to TLS */
    MAIL_UNIT_KINDS
};

/* A command line taken apart. Slices point into the line. A protocol may keep more with it: its own structure then
 * begins with this one. */
struct mail_command {
    const struct mail_verb *verb; /* NULL: unknown */
    mail_slice name;              /* the verb in capitals: the table's spelling, or the unknown word's */
    mail_slice argument;          /* the rest, without blanks around it; of a line that is cut, its whole words */
    bool is_cut;                  /* the end of the line is lost in a gap: the argument may have been longer */
};

enum mail_exchange_kind {
    MAIL_EXCHANGE_COMMAND,
    MAIL_EXCHANGE_SASL,   /* a line of a SASL exchange */
    MAIL_EXCHANGE_CONTENT /* the end of content, or of the bytes that a command announced */
};

/* Something asked and, once known, its answer. A protocol's own structure begins with this one. */
struct mail_exchange {
    struct mail_exchange *next;    /* in the queue of open exchanges */
    const struct mail_unit *asked; /* the command, SASL line or message */
    const struct mail_verb *verb;  /* of the command, or of that which began the login or content; NULL: unknown */
    struct mail_message *message;  /* that it hands over, or NULL */
    struct sasl_attempt *attempt;  /* the login that it is a line of, or NULL */
    const struct mail_reply *late_reply; /* NULL until answered */
    struct mail_moment asked_at; /* of the last byte asked, counted content included; in the frame where the line was
                                    complete or the content ended */
    uint64_t had_until;          /* stream position up to which the client had the server's bytes when it asked, or
                                    MAIL_ACKNOWLEDGED_UNKNOWN; 0 of the end of a message */
    unsigned number;             /* from 1 within the session */
    enum mail_exchange_kind kind : 8;
    bool is_no_gate : 1;   /* whatever its verb is: the client's next bytes are lines */
    bool is_pipelined : 1; /* sent before the reply to the exchange before it */
    bool ends_message : 1; /* the end of a message: several replies may answer it */
    bool follows_gap : 1;  /* asked after a gap, before a reply came: replies to what is lost may come first */
};

enum mail_reply_kind {
    MAIL_REPLY_GREETING,
    MAIL_REPLY_ANSWER,
    MAIL_REPLY_PRELIMINARY, /* the answer to what was asked is yet to come */
    MAIL_REPLY_UNSOLICITED
};

/* One reply, of one line or of many. A protocol's own structure begins with this one. */
struct mail_reply {
    struct mail_exchange *exchange; /* what it answers, or NULL */
    struct mail_moment first_at;    /* of its first byte; in the frame where its first line is complete */
    unsigned number;                /* from 1 within the session */
    unsigned line_count;            /* read so far */
    unsigned unanswered;            /* exchanges before the one it answers that were never answered */
    enum mail_reply_kind kind : 8;
    bool came_unasked : 1;    /* nothing was asked, and nothing that was asked may be lost */
    bool follows_unended : 1; /* the reply before it has no last line */
    bool shows_split : 1;     /* the server has taken a part of a message for commands */
    bool is_odd : 1;          /* something was asked to which no such reply belongs */
    uint16_t status;          /* in the protocol's own numbers */
};

/* What is wrong, as a row of the table of rules has it. */
struct mail_finding {
    const struct mail_finding *next;
    unsigned rule; /* index of the row */
};

/* What few units have. */
struct mail_unit_details {
    const struct sasl_facts *sasl;
    const void *of_protocol; /* what only one protocol knows, in its own structure */
    const struct mail_finding *findings;
    mail_slice bytes; /* CONTENT, BLOB and UNREAD that were held: what is in no segment of this frame */
    const struct mail_verb
        *gate;     /* HELD: the verb whose reply decides; NULL: earlier bytes of the other side are late */
    bool is_early; /* HELD: it is earlier bytes of its own side that are late */
    uint32_t late_completed_frame; /* HELD: frame of what was waited for; 0 while unknown */
};

struct mail_unit {
    const struct mail_unit *next;
    uint32_t frame;      /* on which it stands */
    uint8_t kind;        /* enum mail_unit_kind */
    uint8_t role;        /* enum mail_role */
    uint8_t head_length; /* of a reply line: bytes before its text, in the protocol's terms */
    bool was_held : 1;   /* read late, in the call that brought the reply: its bytes came in earlier frames */
    bool is_last_reply_line : 1;
    bool is_malformed_reply : 1; /* a reply line that is not as the protocol has them */
    bool is_in_place_of_tls : 1; /* a line where a TLS handshake had been agreed on */
    bool may_lack_beginning : 1; /* a line after a gap */
    bool has_telnet : 1;         /* a command with commands of TELNET in it: it was read without them */
    bool has_backspace : 1;      /* a command with a backspace or DEL in it */
    bool is_unasked_tls : 1;     /* TLS that nobody was seen to ask for begins */
    /* Stream positions; of this call's share for CONTENT, PARTIAL, HELD; of the lost bytes for GAP. */
    uint64_t begin, end;

    const struct mail_line *line;
    const struct mail_exchange *exchange; /* of a command, SASL line or message: its own; of a reply line: the answered
                                             one; of a blob: the command's, or of its last byte its own */
    union {
        const struct mail_command *command;    /* COMMAND */
        const struct mail_reply *reply;        /* REPLY_LINE, ROW, ROWS_END */
        const struct mail_message *message;    /* CONTENT, MESSAGE */
        const struct mail_proxy_header *proxy; /* PROXY */
    };
    const struct mail_unit_details *details; /* never NULL */
    unsigned reply_index;                    /* of a reply line: 0 is the first */
    unsigned transaction_number;             /* of the protocol's transaction that it belongs to; 0: none */
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
