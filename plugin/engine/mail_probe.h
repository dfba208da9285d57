/* Lines after a gap in content: content, or already the dialogue? Looks at a whole line before any of it is read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_PROBE_H
#define MAIL_PROBE_H

#include "mail_session_state.h"

/* Decides what the next line of `side` is, of which all bytes that are there wait in its input or stand in `piece`
 * (NULL: there is none). It is of the dialogue, and the content's end is lost, where the other side has spoken since;
 * else it is content. False if the line is not whole yet: its bytes must wait. */
bool mail_probe_decide(struct mail_session *session, enum mail_side side, const struct mail_piece *piece);

/* Whether a line of the flow is to be probed of which more bytes must come. */
bool mail_probe_awaits_bytes(const struct mail_flow *flow);

/* The client asks for more: if the last that it had of a message from the server is a lone dot beside a bare LF, the
 * next line there is probed. */
void mail_probe_after_dot(struct mail_session *session, const struct mail_exchange *exchange);

/* No more bytes of the line will come: what there is of it is content, unless that tells that it is of the dialogue. */
void mail_probe_give_up(struct mail_session *session, enum mail_side side);

/* How many of the piece's bytes may be read before the next line is to be probed. */
size_t mail_probe_room(const struct mail_flow *flow, const struct mail_piece *piece);

/* Content was read up to `position`: if that ends a probed line, the next may be probed. */
void mail_probe_note_read(struct mail_flow *flow, uint64_t position);

/* What is known of the line that is to be probed: an unfinished line. */
const struct mail_line *mail_probe_line(const struct mail_flow *flow);

#endif
