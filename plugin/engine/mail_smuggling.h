/* A lone dot beside other line ends than CRLF: content by the RFC (RFC 5321, 4.1.1.4), the end of it to some servers.
 * Where the replies show that the server took it so, what stands after it is read again, as the server read it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SMUGGLING_H
#define MAIL_SMUGGLING_H

#include "mail_session.h"
#include "stream/mail_dot_reader.h"

/* The first such dot of the open message, from which on it may be read again; NULL: none, or whoever sends what is
 * being read had not seen it, or that was done too often. */
const struct mail_content_event *mail_smuggling_first_dot(const struct mail_session *session,
                                                          const struct mail_message *message);

/* The first such dot of the open message that is of the kind of the one with which it ends, if that is not this one. */
const struct mail_content_event *mail_smuggling_dot_before_last(const struct mail_session *session,
                                                                const struct mail_message *message,
                                                                const struct mail_lone_dot *last);

/* The client's message has ended: notes in it the first such dot that a command follows, and remembers it. */
void mail_smuggling_note_message(struct mail_session *session, struct mail_message *message);

/* The client has gone on. */
void mail_smuggling_forget(struct mail_session *session);

/* Whether a line of the server's, a reply to nothing that was asked, shows that it has split the message. */
bool mail_smuggling_is_shown_by(const struct mail_session *session, mail_slice line);

/* Lets what follows the dot of that message be read again as the client's next bytes. */
void mail_smuggling_read_again(struct mail_session *session);

/* The message, still open, has ended at `dot`: what follows is put back, and will be read as the client's next bytes.
 */
void mail_smuggling_end_at(struct mail_session *session, struct mail_message *message,
                           const struct mail_content_event *dot);

#endif
