/* The states of a POP3 session (RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_STATE_H
#define POP3_STATE_H

#include <stdbool.h>

enum pop3_state {
    POP3_UNKNOWN, /* the greeting, or bytes since then, are not in the capture */
    POP3_AUTHORIZATION,
    POP3_TRANSACTION,
    POP3_UPDATE
};

/* Sets of states: bits by enum pop3_state. */
enum pop3_states {
    POP3_IN_ANY = 0, /* nobody says */
    POP3_IN_AUTHORIZATION = 1 << POP3_AUTHORIZATION,
    POP3_IN_TRANSACTION = 1 << POP3_TRANSACTION,
    POP3_IN_BOTH = POP3_IN_AUTHORIZATION | POP3_IN_TRANSACTION
};

struct mail_exchange;
struct pop3_session;

/* Whether the state lets the command be given: the server's replies made it what it is, and neither in it nor in the
 * one that what is asked leads to may the command be given. For a command that has not yet taken effect. */
bool pop3_state_forbids(const struct pop3_session *pop3, const struct mail_exchange *exchange);

/* A command is given. Where the server's side is missing, or was since the state changed, it tells the state. */
void pop3_state_take_command(struct pop3_session *pop3, const struct mail_exchange *exchange);

/* A positive reply to `exchange`: the server takes the session to be in a state in which it may be given. */
void pop3_state_take_consent(struct pop3_session *pop3, const struct mail_exchange *exchange);

/* Bytes of the dialogue were lost: the login may have succeeded there. */
void pop3_state_take_gap(struct pop3_session *pop3);

#endif
