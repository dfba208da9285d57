/* A line that its sender does not end with CRLF, and that is one all the same: the other side goes on as if it were,
 * and what comes next is a line of its own. No rule allows it (RFC 5321, 2.3.8; RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_UNENDED_LINE_H
#define MAIL_UNENDED_LINE_H

#include "mail_session_state.h"

enum mail_unended {
    MAIL_UNENDED_NOT,    /* what comes next is the rest of the line, or there is none */
    MAIL_UNENDED_AWAITS, /* more bytes must come to tell */
    MAIL_UNENDED_SHOWN   /* the line has ended before what comes next */
};

/* What the server's next bytes, which are those of `first` and then of what waits after it and of `piece` (NULL: none
 * more), show of a line that it has not ended: the client, which had it, has gone on. */
enum mail_unended mail_unended_line_judge(struct mail_session *session, const struct mail_piece *first,
                                          const struct mail_piece *piece);

/* Whether the client, whose line is being read, had a line of the server's that was not ended. */
bool mail_unended_line_was_had(const struct mail_session *session);

/* Whether more bytes must come of the side to tell; and: none do. */
bool mail_unended_line_awaits_bytes(const struct mail_flow *flow);
void mail_unended_line_give_up(struct mail_flow *flow);

/* Whether `line`, the server's, answers what the client has not ended. */
bool mail_unended_line_is_answered(const struct mail_session *session, const struct mail_line *line);

/* Whether what the side has not ended is a line, as it sends no more. */
bool mail_unended_line_is_last(const struct mail_session *session, enum mail_side side);

#endif
