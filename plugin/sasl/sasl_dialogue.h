/* A login within a session: which exchange says what, and what its reply decides. Shared by SMTP and POP3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_DIALOGUE_H
#define SASL_DIALOGUE_H

#include "engine/mail_session.h"

/* AUTH mechanism [initial-response] (RFC 4954, 4; RFC 5034, 4): begins an attempt. */
void sasl_dialogue_begin(struct mail_session *session, struct mail_exchange *exchange, struct mail_unit *unit);

/* USER, PASS and APOP (RFC 1939, 7), which are no SASL exchange: `mechanism` begins an attempt, and what each command
 * says of it is noted with the session's last unit. */
void sasl_dialogue_begin_plainly(struct mail_session *session, mail_slice mechanism);
void sasl_dialogue_note_command(struct mail_session *session, struct mail_exchange *exchange,
                                const struct sasl_facts *said);

/* A client line inside the exchange. */
void sasl_dialogue_take_line(struct mail_session *session, struct mail_line *line);

/* What a challenge, or the reply that decides, tells; for the reply's first unit. Nothing if `exchange` is no login. */
enum sasl_word { SASL_WORD_CHALLENGE, SASL_WORD_ACCEPTED, SASL_WORD_REFUSED };
void sasl_dialogue_note_reply(struct mail_session *session, struct mail_unit *unit, struct mail_exchange *exchange,
                              enum sasl_word word, mail_slice text);

/* The reply is complete: another line of the client's follows a challenge, commands follow else. */
void sasl_dialogue_go_on(struct mail_session *session, struct mail_exchange *exchange, bool is_challenge);

/* The reply is not known: goes on while the mechanism asks for more. */
void sasl_dialogue_go_on_blind(struct mail_session *session, struct mail_exchange *exchange);

#endif
