/* What a segment acknowledges (RFC 9293, 3.4): its sender had the other side's bytes up to there, and had not seen
 * more. So those bytes are read first, whatever order the capture has them in.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_ACKNOWLEDGMENT_H
#define MAIL_ACKNOWLEDGMENT_H

#include "mail_input.h"
#include "mail_session.h"

/* The position in the stream of `sender` that the other side acknowledges by a sequence number;
 * MAIL_ACKNOWLEDGED_UNKNOWN where nothing of it was seen. A position beyond what was delivered means that bytes are
 * late or lost. */
uint64_t mail_acknowledgment_position(struct mail_session *session, enum mail_side sender, uint32_t sequence);

/* Whether bytes of `side` that acknowledge the other side's up to a position wait for some that are not delivered. */
bool mail_acknowledgment_awaits_bytes(struct mail_session *session, enum mail_side side, uint64_t acknowledged);

/* How many of `length` bytes of `side` from a position on come before something of the other side that waits for them.
 */
uint64_t mail_acknowledgment_room(struct mail_session *session, enum mail_side side, uint64_t begin, uint64_t length);

/* Lets the piece's bytes wait for the other side's, and says so in the transcript. */
void mail_acknowledgment_hold(struct mail_session *session, enum mail_side side, struct mail_piece *piece);

/* Whether the bytes for which those of `side` wait are lost, as far as it can be known: more waits than may, the side
 * has acknowledged still more that was not seen, or it ends the session. */
bool mail_acknowledgment_shows_loss(struct mail_session *session, enum mail_side side);

/* The same, where segments of the other side that came early are to be read before anything is lost. */
bool mail_acknowledgment_ends_waiting(struct mail_session *session, enum mail_side side);

#endif
