/* One connection's dialogue and what its bytes said, for all who ask. The bytes are read in mail_reading.h.
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

/* The position that a segment acknowledges where it says nothing of it. */
#define MAIL_ACKNOWLEDGED_UNKNOWN UINT64_MAX

/* What tells which side is the client. */
enum mail_role_evidence { MAIL_ROLE_GUESSED, MAIL_ROLE_BY_COMMAND, MAIL_ROLE_BY_PORT, MAIL_ROLE_BY_REPLY };

/* UNKNOWN: TLS was there before anything was seen of how it began. */
enum mail_tls { MAIL_TLS_NONE, MAIL_TLS_STARTTLS, MAIL_TLS_IMPLICIT, MAIL_TLS_UNKNOWN };

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

/* Whether TLS has delivered bytes. */
bool mail_session_is_under_tls(const struct mail_session *session);

/* Whether a line of the server's was read. */
bool mail_session_has_heard_server(const struct mail_session *session);

/* No reply yet, or none since the sides changed. */
bool mail_session_awaits_greeting(const struct mail_session *session);

/* Whether what the role sends was read from the connection's first byte on, without a gap. */
bool mail_session_is_from_start(const struct mail_session *session, enum mail_role role);

/* Nothing of the dialogue was recognized yet, or not since a gap. */
bool mail_session_is_lost(const struct mail_session *session);

/* Whether what is being read of the role follows a gap, and may lack its beginning. */
bool mail_session_is_after_gap(const struct mail_session *session, enum mail_role role);

/* Bytes of the client that wait for the reply to a gate. */
size_t mail_session_held_length(const struct mail_session *session);

/* Whether no more lines of the dialogue are read since they were too many. */
bool mail_session_is_at_line_limit(const struct mail_session *session);

/* When the bytes came that are being read: those that were held came earlier than the call's. */
struct mail_time mail_session_time(const struct mail_session *session);

#endif
