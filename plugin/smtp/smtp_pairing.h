/* Which exchange a reply answers. The evidence, in this order: what its segment acknowledges, what its code can answer
 * (RFC 5321, 4.2.1 and 4.3.2), and only then the order of what was asked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_PAIRING_H
#define SMTP_PAIRING_H

#include "smtp_session.h"

struct smtp_pairing {
    struct mail_exchange *exchange; /* NULL: none of those that are open */
    unsigned unanswered;            /* how many before it were never answered */
    bool is_odd;                    /* the code is none that answers what was asked */
};

/* A reply that is no greeting begins: if it is the first, it may be to a command before those that were captured. */
void smtp_pairing_note_beginning(struct mail_session *session);

/* What the reply that begins with `line` answers. Those before it that were never answered are forgotten. */
struct smtp_pairing smtp_pairing_take(struct mail_session *session, const struct smtp_reply_line *line);

/* Whether a reply with the code may answer the exchange. */
bool smtp_pairing_fits(const struct mail_exchange *exchange, uint16_t code);

/* The open exchange that alone may be answered with the code, of those that the sender of what is being read had seen;
 * or NULL. */
const struct mail_exchange *smtp_pairing_find_own(const struct mail_session *session, uint16_t code);

/* Whether something is asked that the sender of what is being read had seen. */
bool smtp_pairing_is_awaited(const struct mail_session *session);

/* Notes in a reply how it fits to what was asked. Before it was read, pairing was certain or not, and a reply awaited
 * or not. */
void smtp_pairing_note(const struct mail_session *session, struct mail_reply *reply, const struct smtp_pairing *pairing,
                       bool was_certain, bool is_awaited);

#endif
