/* Messages within a session: where one begins, what belongs to it, how it ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_CONTENT_H
#define MAIL_CONTENT_H

#include "mail_session.h"

/* Opens a message that belongs to `exchange`, without content yet. A message still open is aborted. The message lives
 * as long as the capture; it may be written until it ends. */
struct mail_message *mail_content_begin(struct mail_session *session, struct mail_exchange *exchange,
                                        const struct mail_via *via);

/* The same, and from the next byte of the sender on its dot-terminated content follows. */
struct mail_message *mail_content_open(struct mail_session *session, struct mail_exchange *exchange,
                                       const struct mail_via *via);

/* The same for content that nobody was seen to ask for: if its first line is one of the dialogue, there was none. */
void mail_content_open_unasked(struct mail_session *session, struct mail_exchange *exchange,
                               const struct mail_via *via);

/* Whether that is open and nothing of it is read. */
bool mail_content_is_unproven(const struct mail_session *session);

/* It was none. */
void mail_content_forget(struct mail_session *session);

/* The answer to an exchange that asks to send dot-terminated content: opens it if the server agrees. Where the content
 * was opened before, as the answer was assumed, it goes on, or is aborted if the server refuses. */
void mail_content_take_answer(struct mail_session *session, struct mail_exchange *exchange, const struct mail_via *via,
                              bool is_agreed, bool is_assumed);

/* From the client's next byte on, `size` bytes (0 or more) of the open message, which `exchange` announced. A message
 * must be open. */
void mail_content_take_chunk(struct mail_session *session, struct mail_exchange *exchange, uint64_t size, bool is_last);

/* The message that is open, or NULL; and what the last bytes of the message belong to that is or was open last. */
struct mail_message *mail_content_message(const struct mail_session *session);
struct mail_exchange *mail_content_exchange(const struct mail_session *session);

/* Whether dot-terminated content of the client is being read. */
bool mail_content_is_open(const struct mail_session *session);

/* Whether the open content is read without the server's word. */
bool mail_content_is_assumed(const struct mail_session *session);

/* The framer has seen the content's last byte, or the chunk's; `time` is that byte's. */
void mail_content_reach_end(struct mail_session *session, struct mail_time time);

/* The server replies while the client's content is open, and perhaps accepts it; a verdict is what comes at the end of
 * content only. Returns the exchange that this reply
 * answers, if it shows that the content has ended: after a lone dot (design property 6), or in a gap. Else NULL: the
 * content goes on. */
struct mail_exchange *mail_content_end_by_reply(struct mail_session *session, bool is_acceptance, bool is_verdict);

/* Dot-terminated content of the client's ended after a gap, at a lone dot: its reply is still to come. */
void mail_content_end_after_gap(struct mail_session *session);

/* The open message ends unfinished: nothing if there is none. */
void mail_content_abandon(struct mail_session *session, enum mail_message_end end);

#endif
