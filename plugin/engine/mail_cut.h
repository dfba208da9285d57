/* A line that a gap cuts short: it is read as far as it goes, and what follows the gap is not joined to it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_CUT_H
#define MAIL_CUT_H

#include "mail_session.h"

struct mail_flow;

/* What a gap does to the line before it; zeroed where no line was cut that tells what it is. */
struct mail_cut_line {
    struct mail_unit *unit; /* of the line; NULL: none was read */
    enum mail_cut told;
    unsigned lost_ending; /* bytes of the gap that are the rest of a line's ending: 0 or 1 */
};

/* Bytes of the flow were read that ended no line: a gap may follow. */
void mail_cut_note_unfinished(const struct mail_session *session, struct mail_flow *flow);

/* The unfinished line of the side, if any, is followed by a gap. Where it tells what it is, it is read. */
struct mail_cut_line mail_cut_take(struct mail_session *session, enum mail_side side);

/* Whether a gap of `length` bytes of the role is too short to hide a line. */
bool mail_cut_is_short(enum mail_role role, uint64_t length);

/* Whether the dialogue is in step after the gap of `length` bytes that cut the line: it is too short to hide another.
 */
bool mail_cut_keeps_step(struct mail_session *session, enum mail_side side, const struct mail_cut_line *cut,
                         uint64_t length);

/* The step is lost: a reply of many lines, of which one was cut, has ended. */
void mail_cut_end_reply(struct mail_session *session, enum mail_role role, const struct mail_cut_line *cut);

#endif
