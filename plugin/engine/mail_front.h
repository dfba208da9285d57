/* What stands before the first line of a side: a proxy's header, and TLS that nobody was seen to ask for.
 *
 * Bytes are looked at where a side's stream begins, and where it goes on after a gap. Those that may yet turn out to be
 * one of these wait in the side's input.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FRONT_H
#define MAIL_FRONT_H

#include "mail_session_state.h"

/* Takes from the side what stands before its first line, if that comes next. `read` is what is to be read next, and
 * `piece` what the call has of the side (NULL: nothing). False if it is for others to read. */
bool mail_front_take(struct mail_session *session, enum mail_side side, struct mail_piece *read,
                     struct mail_piece *piece);

/* The same for a whole line: a header of version 1 of the PROXY protocol. */
bool mail_front_take_line(struct mail_session *session, enum mail_side side, const struct mail_line *line);

/* Whether more bytes must come before it is known what they are. */
bool mail_front_awaits_bytes(const struct mail_flow *flow);

/* A side speaks: whether it is the flow's own, whose bytes may be read now, or the other one, which waits no longer for
 * what the flow's side has begun to send. */
void mail_front_hear(struct mail_flow *flow, bool is_own);

/* No more bytes come before something else does: those that wait are read as lines. */
void mail_front_give_up(struct mail_flow *flow);

/* After a gap a header does not go on, and the side's bytes are looked at again. */
void mail_front_pass_gap(struct mail_flow *flow);

#endif
