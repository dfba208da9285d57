/* Client bytes whose meaning a reply decides (design property 5): held, bounded, and read when the reply comes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_GATE_H
#define MAIL_GATE_H

#include "mail_session.h"

/* The client's next bytes wait for the reply to `exchange`. Where nothing was heard of the server they do not: the
 * reply is taken for positive at once. */
void mail_gate_close(struct mail_session *session, struct mail_exchange *exchange);

/* The reply came: what was held may be read. */
void mail_gate_open(struct mail_session *session);

/* The reply is lost: goes on as if it had been positive. */
void mail_gate_open_as_accepted(struct mail_session *session);

/* Keeps the piece's bytes and says so in the transcript. Past the limit the gate opens as accepted. */
void mail_gate_hold(struct mail_session *session, enum mail_side side, struct mail_piece *piece);

/* Takes the oldest held bytes; NULL if there are none. */
struct mail_held *mail_gate_take(struct mail_session *session);

/* Puts back what was taken, with a piece that is not read to its end. */
void mail_gate_put_back(struct mail_session *session, struct mail_held *held);

#endif
