/* The content that DATA announces, and the ways in which SMTP hands messages over.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_CONTENT_H
#define SMTP_CONTENT_H

#include "smtp_session.h"

extern const struct mail_via smtp_via_data;

/* Content begins at 354, also where the DATA that it answers is lost. */
void smtp_content_open_of_lost_data(struct smtp_session *smtp);

/* A reply that answers nothing, while content is open: it may show that the content has ended. Returns what it answers
 * then; else NULL. */
struct mail_exchange *smtp_content_take_reply(struct smtp_session *smtp, uint16_t code);

/* A reply with `code` is to come, and a gap is in the content that is open: what the code shows of it. */
void smtp_content_note_code(struct smtp_session *smtp, uint16_t code);

/* A reply cannot be DATA's, whose content was assumed because the reply may be lost: once content was read, DATA was
 * refused. */
void smtp_content_disprove_assumed(struct smtp_session *smtp);

/* Whether a 354 may be the reply to a DATA whose content was read without it: the client has sent it too early. */
bool smtp_content_is_consented_late(const struct smtp_session *smtp);

/* The session ends while content may be open: the message ends unfinished. */
void smtp_content_break_off(struct smtp_session *smtp);

#endif
