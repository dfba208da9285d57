/* Where a reply has ended though it has no last line, one without a hyphen (RFC 5321, 4.2.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_REPLY_END_H
#define SMTP_REPLY_END_H

#include "engine/mail_session.h"

/* Whether the line, which comes while a reply is being read, is the first of another one. The lines of a reply have the
 * same code. So a line with another code is, if the client has gone on, or if a later command alone is answered so; and
 * one with the same code, if the client has gone on with something that it may answer. */
bool smtp_reply_end_is_shown(const struct mail_session *session, const struct mail_line *line);

#endif
