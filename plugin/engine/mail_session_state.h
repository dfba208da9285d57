/* What a session holds, in groups by lifetime: of the connection, the dialogue, the content, the call. For the engine's
 * own files only. The file that a group's comment names begins and resets it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SESSION_STATE_H
#define MAIL_SESSION_STATE_H

#include "mail_input.h"
#include "mail_session.h"
#include "stream/mail_framer.h"

/* One direction of one layer, as long as the layer (mail_flow.c). */
struct mail_flow {
    struct mail_stream stream;
    struct mail_framer framer;
    struct mail_input input;
    struct mail_exchange *blob;  /* what announced the counted bytes being read that are no message */
    uint64_t probe_end;          /* stream position after the probed line that is being read as content; 0: none */
    unsigned replies_before;     /* when the last bytes of an unfinished line were read: replies of the session */
    uint8_t probe_count;         /* lines probed since the last gap in content */
    bool blob_was_answered : 1;  /* the server replied before they ended */
    bool is_after_gap : 1;       /* the next line may lack its beginning */
    bool awaits_probe : 1;       /* the line to be probed is not whole yet */
    bool is_after_short_gap : 1; /* too short to hide a line: what is next tells whether the dialogue is in step */
    bool is_in_cut_line : 1;     /* what is next may be the rest of a line that was read as far as it went */
};

/* Who is who, as long as the connection (mail_roles.c). */
struct mail_roles {
    enum mail_side client_side : 8; /* as the evidence says */
    enum mail_role_evidence evidence : 8;
    bool has_heard_server : 1;
};

/* What was asked and not yet answered, as long as the dialogue (mail_exchange.c). The counts are the session's. */
struct mail_questions {
    struct mail_exchange *oldest, *newest;
    struct mail_exchange *last_certain; /* out of step: up to this one each reply answers the oldest; or NULL */
    struct mail_exchange *in_doubt;     /* after a gap: a gate whose reply may be what was lost */
    struct mail_exchange *gate;         /* whose reply the client's next bytes wait for, or NULL */
    unsigned exchange_count, reply_count;
    bool is_out_of_step; /* after a gap: a reply answers only what its code fits */
};

/* Where the dialogue is since it began (mail_beginning.c). */
struct mail_progress {
    struct mail_reply *reply; /* being read, or NULL */
    enum mail_phase phase : 4;
    bool awaits_greeting : 1;         /* no reply yet, or none since the sides changed */
    bool tls_is_expected : 1;         /* accepted; the handshake has not begun */
    bool sasl_is_of_lost_command : 1; /* in phase AUTH: the command may be in a gap that is not known yet */
    bool is_in_place_of_tls : 1;      /* the next line stands where the handshake should */
};

/* The open message, as long as it is open (mail_content.c). The count is the session's. */
struct mail_content {
    struct mail_message *message;   /* NULL: none */
    struct mail_exchange *exchange; /* what it belongs to */
    unsigned message_count;
    bool was_answered : 1;  /* the server replied while the content was open */
    bool was_assumed : 1;   /* read as content without having seen the server's word */
    bool chunk_is_last : 1; /* the message ends with the chunk being read */
};

/* What is being read, as long as the call (mail_reading.c; the reader moves on in it). */
struct mail_call {
    bool is_late;      /* the bytes came in an earlier frame */
    bool is_cut_short; /* bytes that follow those of the call were sent and not captured */
    uint32_t frame;
    struct mail_time time; /* of the bytes */
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
    enum mail_tls tls : 3;
    enum mail_layer layer : 8; /* that is read */
    struct mail_roles roles;
    struct mail_questions questions;
    struct mail_progress progress;
    struct mail_content content;
    struct mail_transcript transcript;
    struct mail_call call;
};

#endif
