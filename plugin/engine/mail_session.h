/* One connection's dialogue: reads its bytes once, in mail_session_read(), and keeps what they said.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SESSION_H
#define MAIL_SESSION_H

#include "mail_capture.h"
#include "mail_protocol.h"
#include "mail_unit.h"
#include "pop3/pop3_maildrop.h"
#include "pop3/pop3_state.h"
#include "sasl/sasl_exchange.h"
#include "smtp/mail_transaction.h"
#include "smtp/smtp_offers.h"
#include "stream/mail_framer.h"

/* The two ends of a connection, in no particular order, until the bytes tell which is the client. */
enum mail_side { MAIL_SIDE_A, MAIL_SIDE_B, MAIL_SIDES };

enum mail_phase {
    MAIL_PHASE_GREETING, /* nothing decisive seen yet */
    MAIL_PHASE_COMMANDS,
    MAIL_PHASE_AUTH,
    MAIL_PHASE_CONTENT,
    MAIL_PHASE_TLS,    /* TLS accepted; the next bytes are its handshake */
    MAIL_PHASE_UNKNOWN /* after a gap */
};

/* What tells which side is the client. */
enum mail_role_evidence { MAIL_ROLE_GUESSED, MAIL_ROLE_BY_COMMAND, MAIL_ROLE_BY_PORT, MAIL_ROLE_BY_REPLY };

enum mail_tls { MAIL_TLS_NONE, MAIL_TLS_STARTTLS, MAIL_TLS_IMPLICIT };

/* What one call of a dissector brings: the bytes of one TCP segment or TLS record. */
struct mail_segment {
    enum mail_side side;
    enum mail_layer layer;
    bool has_sequence; /* false: the bytes follow those before them (TLS in Wireshark 4.0) */
    uint32_t sequence;
    mail_slice bytes;
    uint32_t missing; /* bytes behind them that were sent but not captured (snapped) */
    uint32_t frame;
    struct mail_time time;
};

/* What a segment turned out to be: `count` units from `first` on. Never changes. */
struct mail_digest {
    const struct mail_unit *first;
    uint64_t begin; /* stream position of its first byte */
    unsigned count;
    enum mail_phase phase : 8;      /* as before its first byte */
    enum pop3_state pop3_state : 8; /* the same */
    enum mail_tls tls : 8;          /* the same */
    bool is_lmtp : 1;               /* as after its last byte */
    bool belongs_to_tls : 1;        /* from the first byte on, and TLS has not taken the connection yet */
};

/* One direction of one layer. */
struct mail_flow {
    struct mail_stream stream;
    struct mail_framer framer;
    bool is_after_gap;          /* the next line may lack its beginning */
    unsigned probe_count;       /* lines probed since the last gap in content */
    struct mail_exchange *blob; /* what announced the counted bytes being read that are no message */
    bool blob_was_answered;     /* the server replied before they ended */
};

/* Client bytes that wait for the reply to a gate, oldest first. */
struct mail_held {
    struct mail_held *next;
    enum mail_side side;
    struct mail_piece piece;
    struct mail_unit *unit; /* said where they came in that they are held */
};

struct mail_session {
    struct mail_capture *capture;
    const struct mail_arena *arena;
    const struct mail_protocol *protocol;
    unsigned number;            /* from 1 within the capture */
    enum mail_side client_side; /* as the evidence says */
    enum mail_role_evidence role_evidence;
    bool has_heard_server;
    bool awaits_greeting; /* no reply yet, or none since the sides changed */
    enum mail_phase phase;
    enum pop3_state pop3_state;
    enum pop3_state pop3_state_ahead; /* once all that is asked is answered positively */
    struct pop3_maildrop maildrop;
    enum mail_tls tls;
    struct mail_flow flows[MAIL_LAYERS][MAIL_SIDES];

    const struct mail_unit *first_unit; /* the transcript, in the order of reading */
    struct mail_unit *last_unit;
    unsigned line_count; /* of the dialogue */
    unsigned unit_count, exchange_count, reply_count, message_count, attempt_count, transaction_count;

    struct mail_exchange *open_exchanges, *last_open_exchange; /* asked and not yet answered, oldest first */
    bool is_out_of_step;                /* after a gap: a reply answers only what its code fits */
    struct mail_exchange *last_certain; /* out of step: up to this one each reply answers the oldest; or NULL */
    struct mail_exchange *gate;         /* the exchange whose reply the client's next bytes wait for, or NULL */
    struct mail_exchange *in_doubt;     /* behind a gap: a gate whose reply may be what was lost */
    struct mail_held *held, *last_held; /* what waits */
    size_t held_length;
    struct mail_reply *reply;   /* being read, or NULL */
    struct mail_exchange *rows; /* whose rows are being read, or NULL */
    bool rows_have_gap;
    struct mail_message *message;              /* open content, or NULL */
    struct mail_exchange *content_exchange;    /* what the open content belongs to */
    struct mail_transaction *transaction;      /* that the client is in, or NULL */
    struct mail_transaction *open_transaction; /* that the server is in, or NULL */
    bool mail_may_be_lost;                     /* the capture, or what follows a gap, may begin within a transaction */
    bool is_lmtp;                              /* one reply per recipient follows the content (RFC 2033, 4.2) */
    bool was_lmtp;                             /* the same, before an LHLO that is not answered yet */
    const struct smtp_offers *offers;          /* what the server offers, or NULL: not known */
    struct smtp_offers *offers_being_read;     /* by the reply being read, or NULL */
    bool chunks_may_be_lost;                   /* a gap in the client's commands since the transaction began */
    bool chunk_is_last;                        /* BDAT ... LAST */
    bool next_chunk_begins_message;            /* RSET, EHLO or HELO was sent since the last chunk */
    bool has_referred_part;                    /* BURL named a part of the message to come */
    bool content_was_answered;                 /* the server replied while the content was open */
    bool content_was_assumed;                  /* read as content without having seen the server's word */
    struct mail_exchange *sasl_exchange;       /* in phase AUTH: what the next line goes on with */
    struct sasl_attempt *attempt;              /* the last made with USER, PASS or APOP, or NULL */
    mail_slice apop_timestamp;                 /* of the greeting; empty where it has none */
    bool is_plaintext_after_starttls;          /* to be said of the next line */
    bool tls_is_expected;                      /* accepted; the handshake has not begun */

    /* the call being read */
    enum mail_layer layer;
    uint32_t frame;
    struct mail_time time; /* when the bytes came that are being read: those that were held came earlier */
    bool is_reading_held;
};

/* A session without a byte read. `client_side` is what the ports say (MAIL_ROLE_BY_PORT), or a guess where they say
 * nothing, and `is_lmtp` that the port is one of LMTP (RFC 2033, 5); the bytes may say otherwise. */
struct mail_session *mail_session_new(struct mail_capture *capture, const struct mail_protocol *protocol,
                                      enum mail_side client_side, enum mail_role_evidence evidence, enum mail_tls tls,
                                      bool is_lmtp);

/* Reads a segment: the only function through which a capture changes a session. Call it once per segment, in the
 * order of the capture. */
struct mail_digest mail_session_read(struct mail_session *session, const struct mail_segment *segment);

enum mail_role mail_session_role_of(const struct mail_session *session, enum mail_side side);
enum mail_side mail_session_side_of(const struct mail_session *session, enum mail_role role);

/* For SMTP: the server becomes the client, and the client the server, which will greet. */
void mail_session_turn(struct mail_session *session);

/* For SMTP: whether that happened is not known; the next decisive line tells. */
void mail_session_doubt_roles(struct mail_session *session);

/* For the protocols: what was accepted is TLS; its handshake comes next (RFC 3207, 4; RFC 2595, 4). */
void mail_session_expect_tls(struct mail_session *session);

#endif
