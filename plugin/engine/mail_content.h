/* Messages within a session: where one begins, what belongs to it, how it ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_CONTENT_H
#define MAIL_CONTENT_H

#include "mail_session.h"

/* From the next byte of `role` on, dot-terminated content that belongs to `exchange`. A message still open is aborted.
 */
struct mail_message *mail_content_open(struct mail_session *session, struct mail_exchange *exchange,
                                       enum mail_role role, enum mail_message_via via);

/* From the client's next byte on, a BDAT chunk of `size` bytes (RFC 3030, 2). The first of a message opens it. */
void mail_content_open_chunk(struct mail_session *session, struct mail_exchange *exchange, uint64_t size, bool is_last);

/* The framer has seen the content's last byte, or the chunk's; `time` is that byte's. */
void mail_content_reach_end(struct mail_session *session, struct mail_time time);

/* The server replies while the client's content is open. Returns the exchange that this reply answers, if it shows that
 * the content has ended: behind a lone dot (design property 6), or in a gap. Else NULL: the content goes on. */
struct mail_exchange *mail_content_end_by_reply(struct mail_session *session);

/* Dot-terminated content of the client's ended behind a gap, at a lone dot: its reply is still to come. */
void mail_content_end_behind_gap(struct mail_session *session);

/* The open message ends unfinished: nothing if there is none. */
void mail_content_abandon(struct mail_session *session, enum mail_message_end end);

/* Whether dot-terminated content of the client is being read. */
bool mail_content_is_open(const struct mail_session *session);

/* BURL (RFC 4468, 3.2): the server fetches a part of the message itself; `is_last` ends the message. */
void mail_content_refer_to_part(struct mail_session *session, struct mail_exchange *exchange, bool is_last);

#endif
