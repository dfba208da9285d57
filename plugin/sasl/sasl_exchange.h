/* Reads one SASL exchange (RFC 4954, RFC 5034) or POP3 login, line by line. Shared by SMTP and POP3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_EXCHANGE_H
#define SASL_EXCHANGE_H

#include "base/mail_arena.h"
#include "sasl_facts.h"

/* Begins an attempt with a mechanism, in any case of letters. */
struct sasl_attempt *sasl_attempt_new(const struct mail_arena *arena, unsigned number, mail_slice mechanism);

/* Reads a line that the client sent in this exchange, or AUTH's initial response: "=" is an empty one, "*" cancels the
 * exchange (RFC 4954, 4). */
struct sasl_facts *sasl_attempt_read_response(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                              mail_slice line);

/* Takes such a line of which a gap hides the end: credentials that are cut are none. */
struct sasl_facts *sasl_attempt_take_cut_response(const struct mail_arena *arena, struct sasl_attempt *attempt);

/* Takes a command that the client sends in place of a response. */
struct sasl_facts *sasl_attempt_take_command(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                             mail_slice line);

/* The mechanism whose prompt the challenge is that `text` has encoded: LOGIN, or empty. */
mail_slice sasl_mechanism_of_prompt(const struct mail_arena *arena, mail_slice text);

/* Reads a challenge: the text of 334, or what follows "+ ". */
struct sasl_facts *sasl_attempt_read_challenge(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                               mail_slice text);

/* Keeps what a client's line says of the login. For lines that no mechanism reads (USER, PASS, APOP), too. */
void sasl_attempt_note(struct sasl_attempt *attempt, struct sasl_facts *facts);

/* The reply that decides the attempt: success, failure, or left open. A positive reply to a cancelled exchange is still
 * a success, as the server says so. One that is left open was given up, if a command stands in place of the response.
 */
struct sasl_facts *sasl_attempt_decide(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                       enum sasl_result result);

/* Whether the client has said all that this mechanism asks of it; false for mechanisms that are not known. */
bool sasl_attempt_is_exhausted(const struct sasl_attempt *attempt);

/* "success", "failure", "cancelled", "undecided" where it was left open; NULL while undecided. */
const char *sasl_result_name(enum sasl_result result);

#endif
