/* Gates: verbs whose reply decides how the client's next bytes are read (design property 5). While one is closed the
 * client's bytes wait.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_GATE_H
#define MAIL_GATE_H

#include "mail_session.h"

/* The client's next bytes wait for the reply to `exchange`. Where the capture lacks the server's side they do not: the
 * reply is assumed at once. */
void mail_gate_close(struct mail_session *session, struct mail_exchange *exchange);

/* The reply to `exchange` came: if it is the gate, what waits may be read. */
void mail_gate_open(struct mail_session *session, const struct mail_exchange *exchange);

/* The reply is lost: goes on as if the server had let the client go on. */
void mail_gate_open_as_accepted(struct mail_session *session);

/* Lets the piece's bytes wait and says so in the transcript. Past the limit the gate opens as accepted: then a rest of
 * the piece may be left. */
void mail_gate_hold(struct mail_session *session, enum mail_side side, struct mail_piece *piece);

#endif
