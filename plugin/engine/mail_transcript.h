/* Adds to a session's transcript: units in the order of reading.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_TRANSCRIPT_H
#define MAIL_TRANSCRIPT_H

#include "mail_session.h"

/* A new last unit, standing on the frame being read. It lives as long as the capture. */
struct mail_unit *mail_transcript_add(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role);

/* The same, over a line. */
struct mail_unit *mail_transcript_add_line(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role,
                                           const struct mail_line *line);

/* The same, over the stream bytes from `begin` to `end`. */
struct mail_unit *mail_transcript_add_span(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role,
                                           uint64_t begin, uint64_t end);

/* The unit belongs to the transaction that the exchange belongs to, if any. */
void mail_transcript_join_transaction(const struct mail_session *session, struct mail_unit *unit,
                                      const struct mail_exchange *exchange);

/* What few units have: the unit's own, to be written. */
struct mail_unit_details *mail_transcript_details(struct mail_session *session, struct mail_unit *unit);

/* Holds the capture's rules against a unit, once, and adds what they find. */
void mail_transcript_judge(struct mail_session *session, struct mail_unit *unit);

/* The rules that look at a command after it has taken effect. */
void mail_transcript_judge_effect(struct mail_session *session, struct mail_unit *unit);

#endif
