/* One connection's dialogue: reads its bytes once, in mail_session_read(), and keeps what they said.
 *
 * What a session holds is known to the engine alone (mail_session_state.h). Protocols keep a state of their own, and
 * change the session through the functions of the headers beside this one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SESSION_H
#define MAIL_SESSION_H

#include "mail_capture.h"
#include "mail_protocol.h"

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
    uint32_t missing; /* bytes after them that were sent but not captured (snapped) */
    uint32_t frame;
    struct mail_time time;
};

/* What a segment turned out to be: `count` units from `first` on. Never changes. */
struct mail_reading {
    const struct mail_unit *first;
    uint64_t begin; /* stream position of its first byte */
    unsigned count;
    enum mail_phase phase : 8; /* as before its first byte */
    enum mail_tls tls : 8;     /* the same */
    uint8_t state_before;      /* the protocol's own, in its numbers: before the first byte and after the last */
    uint8_t state_after;
    bool belongs_to_tls; /* from the first byte on, and TLS has not taken the connection yet */
};

/* A session without a byte read. `client_side` is what the ports say (MAIL_ROLE_BY_PORT), or a guess where they say
 * nothing, and `variant` what they say of the protocol's variants, in its numbers (0: nothing); the bytes may say
 * otherwise. The session lives as long as the capture's arena. */
struct mail_session *mail_session_new(struct mail_capture *capture, const struct mail_protocol *protocol,
                                      enum mail_side client_side, enum mail_role_evidence evidence, enum mail_tls tls,
                                      unsigned variant);

/* Reads a segment: the only function through which a capture changes a session. Call it once per segment, in the
 * order of the capture. Nothing of the segment's bytes is kept but copies. */
struct mail_reading mail_session_read(struct mail_session *session, const struct mail_segment *segment);

enum mail_role mail_session_role_of(const struct mail_session *session, enum mail_side side);
enum mail_side mail_session_side_of(const struct mail_session *session, enum mail_role role);

/* From 1 within the capture. */
unsigned mail_session_number(const struct mail_session *session);

const struct mail_protocol *mail_session_protocol(const struct mail_session *session);

/* The transcript: the units in the order of reading; NULL where there is none yet. */
const struct mail_unit *mail_session_first_unit(const struct mail_session *session);
const struct mail_unit *mail_session_last_unit(const struct mail_session *session);
unsigned mail_session_unit_count(const struct mail_session *session);

/* What the protocol keeps of this session: zeroed memory of its `state_size` bytes, for its functions only. */
void *mail_session_state(struct mail_session *session);
const void *mail_session_const_state(const struct mail_session *session);

struct mail_capture *mail_session_capture(const struct mail_session *session);
const struct mail_arena *mail_session_arena(const struct mail_session *session);

enum mail_phase mail_session_phase(const struct mail_session *session);

/* Whether a line of the server's was read. */
bool mail_session_has_heard_server(const struct mail_session *session);

/* No reply yet, or none since the sides changed. */
bool mail_session_awaits_greeting(const struct mail_session *session);

/* Nothing of the dialogue was recognized yet, or not since a gap. */
bool mail_session_is_lost(const struct mail_session *session);

/* Whether what is being read of the role follows a gap, and may lack its beginning. */
bool mail_session_is_after_gap(const struct mail_session *session, enum mail_role role);

/* Bytes of the client that wait for the reply to a gate. */
size_t mail_session_held_length(const struct mail_session *session);

/* When the bytes came that are being read: those that were held came earlier than the call's. */
struct mail_time mail_session_time(const struct mail_session *session);

#endif
