/* The states of a POP3 session (RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_STATE_H
#define POP3_STATE_H

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

#endif
