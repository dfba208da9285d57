/* The way into the engine: a session begins, and reads its bytes once, segment by segment.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_READING_H
#define MAIL_READING_H

#include "mail_segment.h"
#include "mail_session.h"

/* What a segment turned out to be: `count` units from `first` on. Never changes. */
struct mail_reading {
    const struct mail_unit *first;
    uint64_t begin; /* stream position of its first byte */
    uint64_t tls_begin;
    unsigned count;
    enum mail_phase phase : 4; /* as before its first byte */
    enum mail_tls tls : 3;     /* the same */
    bool belongs_to_tls : 1;   /* its bytes from `tls_begin` on, and TLS has not taken the connection yet */
    bool is_said_with_tls : 1; /* there is more to say than that */
    uint8_t state_before;      /* the protocol's own, in its numbers: before the first byte and after the last */
    uint8_t state_after;
};

/* A session without a byte read. `client_side` is what the ports say (MAIL_ROLE_BY_PORT), or a guess where they say
 * nothing, and `variant` what they say of the protocol's variants, in its numbers (0: nothing); the bytes may say
 * otherwise. The session lives as long as the capture's arena. */
struct mail_session *mail_session_new(struct mail_capture *capture, const struct mail_protocol *protocol,
                                      enum mail_side client_side, enum mail_role_evidence evidence, enum mail_tls tls,
                                      unsigned variant);

/* The sequence number of the first byte that `side` sends in the connection is known. Call it before anything of the
 * side is read. */
void mail_session_note_origin(struct mail_session *session, enum mail_side side, uint32_t sequence);

/* Whether a segment of the connection is to be read: it brings something unread, or ends a waiting. Remembers what one
 * without bytes acknowledges. */
bool mail_session_takes(struct mail_session *session, const struct mail_segment *segment);

/* Reads a segment: the only function through which a capture changes a session. Call it once per segment, in the
 * order of the capture. Nothing of the segment's bytes is kept but copies. A segment without bytes says what its sender
 * has of the other side's. */
struct mail_reading mail_session_read(struct mail_session *session, const struct mail_segment *segment);

/* What two segments turned out to be that were read one after the other in the call that brought the second, which says
 * where the bytes are. `earlier` may be zeroed: there is none. */
struct mail_reading mail_reading_join(struct mail_reading earlier, struct mail_reading later);

#endif
