/* A login within a session: which exchange says what, and what its reply decides. The protocols keep a struct
 * sasl_login of each session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_DIALOGUE_H
#define SASL_DIALOGUE_H

#include "engine/mail_session.h"
#include "sasl_exchange.h"

/* The logins of a session: zeroed when it begins. */
struct sasl_login {
    struct mail_exchange *exchange; /* in phase AUTH: what the client's next line goes on with */
    struct mail_exchange *unseen;   /* the last whose command is not seen, or NULL */
    struct sasl_attempt *attempt;   /* the last made with USER, PASS or APOP, or NULL */
    unsigned attempt_count;
};

/* AUTH's argument: mechanism [initial-response] (RFC 4954, 4; RFC 5034, 4). Slices of it; empty where it lacks them. */
struct sasl_request {
    mail_slice mechanism, initial_response;
    bool is_malformed; /* the response has not the form of the mechanism */
};

struct sasl_request sasl_request_parse(const struct mail_arena *arena, mail_slice argument);

/* Whether the request gives a response that the server would have to ask for first (RFC 4954, 4). */
bool sasl_request_is_too_early(const struct sasl_request *request);

/* AUTH: `request` begins an attempt. */
void sasl_dialogue_begin(struct sasl_login *login, struct mail_session *session, struct mail_exchange *exchange,
                         struct mail_unit *unit, const struct sasl_request *request);

/* USER, PASS and APOP (RFC 1939, 7), which are no SASL exchange: `mechanism` begins an attempt, and what each command
 * says of it is noted with its unit. */
void sasl_dialogue_begin_plainly(struct sasl_login *login, struct mail_session *session, mail_slice mechanism);
void sasl_dialogue_note_command(struct sasl_login *login, struct mail_session *session, struct mail_exchange *exchange,
                                struct mail_unit *unit, const struct sasl_facts *said);

/* A client line inside the exchange. */
void sasl_dialogue_take_line(struct sasl_login *login, struct mail_session *session, const struct mail_line *line);

/* What a challenge, or the reply that decides, tells; for the reply's first unit. `text` is what the reply says after
 * its code or status; the reply goes on with the login if `result` is undecided. Nothing if `exchange` is no login. */
void sasl_dialogue_note_reply(struct mail_session *session, struct mail_unit *unit, struct mail_exchange *exchange,
                              enum sasl_result result, mail_slice text);

/* A challenge answers nothing of a login: the command that began it, or a response, is not seen. The client's next line
 * is a response to it. `verb` is that command's, `unit` the challenge's line, `text` what it says after its code or
 * status.
 */
void sasl_dialogue_begin_unseen(struct sasl_login *login, struct mail_session *session, const struct mail_verb *verb,
                                struct mail_unit *unit, mail_slice text);

/* The reply is complete: another line of the client's follows a challenge, commands follow else. Where it is assumed,
 * the exchange goes on while the mechanism asks for more. */
void sasl_dialogue_go_on(struct sasl_login *login, struct mail_session *session, struct mail_exchange *exchange,
                         enum mail_outcome outcome);

#endif
