/* How commands, replies and gaps move a POP3 session from state to state, and what its state forbids (RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_TRANSITION_H
#define POP3_TRANSITION_H

#include "pop3_session.h"

/* Whether the state lets the command be given: the server's replies made it what it is, and neither in it nor in the
 * one that what is asked leads to may the command be given. For a command that has not yet taken effect. */
bool pop3_state_forbids(const struct pop3_session *pop3, const struct mail_exchange *exchange);

/* A command is given. Where the server's side is missing, or was since the state changed, it tells the state. */
void pop3_state_take_command(struct pop3_session *pop3, const struct mail_exchange *exchange);

/* A positive reply to `exchange`: the server takes the session to be in a state in which it may be given. */
void pop3_state_take_consent(struct pop3_session *pop3, const struct mail_exchange *exchange);

/* A negative reply: a state that nothing but the command told is not known. */
void pop3_state_take_refusal(struct pop3_session *pop3, const struct mail_exchange *exchange);

/* Bytes of the dialogue were lost: the login may have succeeded there. */
void pop3_state_take_gap(struct pop3_session *pop3);

#endif
