/* What every line protocol shares: commands, lines of a SASL exchange, replies that are complete, stray lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_DIALOGUE_H
#define MAIL_DIALOGUE_H

#include "mail_session.h"

/* A complete line of one side's: goes to the protocol. */
void mail_dialogue_take_line(struct mail_session *session, enum mail_side side, const struct mail_line *line);

/* What the beginning of a line of `role` tells, which a gap cuts short. */
enum mail_cut mail_dialogue_judge_cut(const struct mail_session *session, enum mail_role role, mail_slice beginning);

/* For protocols: a line of the server's that is none of a reply. */
void mail_dialogue_take_stray_line(struct mail_session *session, const struct mail_line *line);

/* For protocols: the reply whose last line is not read yet; NULL: none. */
struct mail_reply *mail_dialogue_reply(const struct mail_session *session);

/* For protocols: `unit` is the last line of that reply, which means `outcome`: now it takes effect. */
void mail_dialogue_complete_reply(struct mail_session *session, struct mail_unit *unit, enum mail_outcome outcome);

/* For protocols: whether the client's next line goes on with a SASL exchange. */
void mail_dialogue_expect_sasl(struct mail_session *session, bool is_expected);

/* The same, where the command that began the exchange is lost: if that was in a gap of the client's which its next line
 * shows, that line is of the exchange nevertheless. */
void mail_dialogue_expect_sasl_of_lost_command(struct mail_session *session);

#endif
