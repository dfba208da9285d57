/* Which exchange a reply answers. Every positive reply is +OK, so the evidence is what its segment acknowledges, what
 * its text can be said to, and only then the order of what was asked (RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_PAIRING_H
#define POP3_PAIRING_H

#include "engine/mail_exchange.h"
#include "pop3_reply.h"

struct pop3_pairing {
    struct mail_exchange *exchange; /* NULL: none of those that are open */
    unsigned unanswered;            /* how many before it were never answered */
};

/* Whether the first bytes of a reply are words of servers that answer QUIT. */
bool pop3_pairing_is_farewell(mail_slice reply);

/* A reply that is no greeting begins: if it is the first, it may be to a command before those that were captured. */
void pop3_pairing_note_beginning(struct mail_session *session);

/* What the reply answers. Those before it that were never answered are forgotten. */
struct pop3_pairing pop3_pairing_take(struct mail_session *session, const struct pop3_status_line *reply);

#endif
