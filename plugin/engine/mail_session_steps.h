/* Steps of reading that mail_session.c shares with the files beside it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SESSION_STEPS_H
#define MAIL_SESSION_STEPS_H

#include "mail_session.h"

/* A complete line of the dialogue: goes to the protocol. */
void mail_session_take_line(struct mail_session *session, enum mail_side side, struct mail_line *line);

/* Reads a piece until it is empty or a gate closes before the rest. */
void mail_session_read_piece(struct mail_session *session, enum mail_side side, struct mail_piece *piece);

/* Reads what was held, as far as gates are open. */
void mail_session_read_held(struct mail_session *session);

#endif
