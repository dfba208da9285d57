/* The client goes on: it sends more after it had what the server said last. A client that waits for replies then took
 * the reply for complete.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_GOING_ON_H
#define MAIL_GOING_ON_H

#include "mail_session.h"

/* A line of the server's was read that ends at this stream position. */
void mail_going_on_note_line(struct mail_session *session, uint64_t end);

/* Whether the exchange was asked after the client had the server's last line, and whoever sends what is being read had
 * seen it. */
bool mail_going_on_is_by(const struct mail_session *session, const struct mail_exchange *exchange);

/* The first position of the server's, from `position` on, at which the client had what was before and went on: it asked
 * something, or sent bytes that wait for a gate, from before its position `seen_until` on. UINT64_MAX: there is none.
 * Only acknowledgments tell. */
uint64_t mail_going_on_find(const struct mail_session *session, uint64_t position, uint64_t seen_until);

/* Whether the oldest open exchange was asked so; or, if none is open, bytes wait for a gate that were sent so. */
bool mail_going_on_is_shown(const struct mail_session *session);

#endif
