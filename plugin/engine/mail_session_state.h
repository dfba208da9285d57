/* What a session holds, in groups by lifetime: of the connection, the dialogue, the content, the call. For the engine's
 * own files only. The file that a group's comment names begins and resets it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SESSION_STATE_H
#define MAIL_SESSION_STATE_H

#include "mail_input.h"
#include "mail_order.h"
#include "mail_session.h"
#include "stream/mail_framer.h"

/* One direction of one layer, as long as the layer (mail_flow.c). */
struct mail_flow {
    struct mail_stream stream;
    struct mail_framer framer;
    struct mail_input input;
    struct mail_order order;    /* of the connection's own bytes */
    struct mail_exchange *blob; /* what announced the counted bytes being read that are no message */
    uint64_t delivered;         /* stream position up to which bytes were read, or wait */
    unsigned replies_before;    /* when the last bytes of an unfinished line were read: replies of the session */
    uint64_t probe_end;         /* stream position after the probed line that is being read as content; 0: none */
    uint8_t probe_count;        /* lines probed since the last gap in content */
    uint64_t line_acknowledged; /* with the last bytes of an unfinished line, as of the call */
    const struct mail_line *judged_line; /* unfinished; what came next was its rest; or NULL */
    bool awaits_head : 1;        /* more bytes must come to tell whether an unfinished line has ended before them */
    bool blob_was_answered : 1;  /* the server replied before they ended */
    bool is_after_gap : 1;       /* the next line may lack its beginning */
    bool awaits_probe : 1;       /* the line to be probed is not whole yet */
    bool is_after_short_gap : 1; /* too short to hide a line: what is next tells whether the dialogue is in step */
    bool is_in_cut_line : 1;     /* what is next may be the rest of a line that was read as far as it went */
    bool is_from_start : 1;      /* nothing of it was sent before, nor is lost so far */
    bool is_overdue : 1;         /* what waits is read, even if the bytes that it acknowledges do not come */
    bool is_given_up : 1;    /* bytes that the other side acknowledged did not come: nothing waits for more of them */
    bool has_read_line : 1;  /* of the dialogue */
    bool has_header : 1;     /* a proxy's was read */
    bool is_collecting : 1;  /* the line reader has first bytes of which more must come to tell what they are */
    bool awaits_front : 1;   /* none came in this call */
    bool front_is_lines : 1; /* what comes next was looked at: it is lines */
    size_t header_length;    /* of the proxy's header that is being read; 0: none */
};

/* Who is who, as long as the connection (mail_roles.c). */
struct mail_roles {
    enum mail_side client_side : 8; /* as the evidence says */
    enum mail_role_evidence evidence : 8;
    enum mail_side client_by_port : 8; /* if is_known_by_port */
    bool is_known_by_port : 1;
    bool has_heard_server : 1;
};

/* What was asked and not yet answered, as long as the dialogue (mail_exchange.c). The counts are the session's. */
struct mail_questions {
    struct mail_exchange *oldest, *newest;
    struct mail_exchange *last_certain; /* out of step: up to this one each reply answers the oldest; or NULL */
    struct mail_exchange *in_doubt;     /* after a gap: one whose reply may be what was lost, or be read already */
    struct mail_exchange *gate;         /* whose reply the client's next bytes wait for, or NULL */
    unsigned exchange_count, reply_count;
    uint64_t said_until;      /* stream position after the last line of the server's that was read */
    unsigned asked_when_said; /* the number of the last exchange then */
    size_t held_when_said;    /* bytes of the client's that waited then */
    unsigned doubted_until;   /* the number of the last exchange that was open at a gap which may hide its reply */
    unsigned owed_count;      /* after a gap of the server's: so many replies at most may come to what was open then */
    bool is_out_of_step;      /* after a gap: a reply answers only what its code fits */
    bool is_step_guessed;     /* an exchange was forgotten as the client went on after a reply that was perhaps to it */
    bool is_gap_unanswered; /* no reply came since the client's last gap, or replies are owed since the server's: others
                               may come before those to what follows */
};

/* Where the dialogue is since it began (mail_beginning.c). */
struct mail_progress {
    struct mail_reply *reply; /* being read, or NULL */
    enum mail_phase phase : 4;
    bool awaits_greeting : 1;         /* no reply yet, or none since the sides changed */
    bool tls_is_expected : 1;         /* accepted; the handshake has not begun */
    bool tls_is_assumed : 1;          /* that it is accepted */
    unsigned put_back_count : 5;      /* how often content of the session was read again */
    bool reply_was_unended : 1;       /* the one before the next reply has no last line */
    bool shows_split : 1;             /* the server has split a message, as the reply that is next shows */
    bool sasl_is_of_lost_command : 1; /* in phase AUTH: the command may be in a gap that is not known yet */
    bool is_in_place_of_tls : 1;      /* the next line stands where the handshake should */
};

/* The open message, as long as it is open (mail_content.c). The count is the session's. */
struct mail_content {
    struct mail_message *message;       /* NULL: none */
    struct mail_exchange *exchange;     /* what it belongs to */
    const struct mail_message *suspect; /* the last one, if commands may be smuggled in it; or NULL */
    unsigned message_count;
    bool was_answered : 1;  /* the server replied while the content was open */
    bool was_assumed : 1;   /* read as content without having seen the server's word */
    bool is_unasked : 1;    /* the server's word answers nothing that was seen */
    bool chunk_is_last : 1; /* the message ends with the chunk being read */
};

/* What is being read, as long as the call (mail_reading.c; the reader moves on in it). */
struct mail_call {
    bool is_late;             /* the bytes came in an earlier frame */
    bool is_of_earlier_frame; /* all that the call brings did */
    bool is_last;             /* the sender has no more to send */
    bool is_followed;         /* by bytes that came early, and are read next */
    bool is_cut_short;        /* bytes that follow those of the call were sent and not captured */
    uint32_t frame;
    struct mail_time time; /* of the bytes */
    uint64_t acknowledged; /* stream position up to which their sender had the other side's bytes, or
                              MAIL_ACKNOWLEDGED_UNKNOWN */
};

/* What was said, as long as the capture (mail_transcript.c). */
struct mail_transcript {
    struct mail_unit *first, *last;
    unsigned unit_count;
};

struct mail_session {
    struct mail_capture *capture;
    const struct mail_protocol *protocol;
    void *state;                          /* the protocol's */
    struct mail_flow *flows[MAIL_LAYERS]; /* both sides'; NULL before the layer has bytes */
    unsigned number;                      /* from 1 within the capture */
    unsigned line_count;                  /* of the dialogue */
    int64_t line_shortage;                /* as of the capture */
    bool is_left_unread;                  /* a limit was reached: no more lines of the dialogue are read */
    enum mail_tls tls : 3;
    bool tls_was_asked_unseen : 1;
    enum mail_layer layer : 8; /* that is read */
    struct mail_roles roles;
    struct mail_questions questions;
    struct mail_progress progress;
    struct mail_content content;
    struct mail_transcript transcript;
    struct mail_call call;
};

#endif
