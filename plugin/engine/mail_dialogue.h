/* The client's half of a dialogue, which SMTP and POP3 share: commands, and lines of a SASL exchange.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_DIALOGUE_H
#define MAIL_DIALOGUE_H

#include "mail_session.h"

/* Reads a line that the client sent. */
void mail_dialogue_take_client_line(struct mail_session *session, struct mail_line *line);

/* Nothing of the dialogue was recognized yet, or not since a gap. */
bool mail_dialogue_is_lost(const struct mail_session *session);

/* A line of the server's that is none of a reply. */
void mail_dialogue_take_stray_line(struct mail_session *session, const struct mail_line *line);

/* The last line of session->reply is read: now it takes effect. */
void mail_dialogue_complete_reply(struct mail_session *session);

#endif
