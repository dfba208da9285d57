/* Lost bytes: what a gap does to a session (design property 7).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_GAP_H
#define MAIL_GAP_H

#include "mail_cut.h"

/* `length` bytes from stream position `begin` on were not delivered; that became known at `time`. `cut` is the line
 * that they cut short. Returns whether the thread of the dialogue is lost: then a gate has opened, and the protocol is
 * to be told once what waited is read. */
bool mail_gap_take(struct mail_session *session, enum mail_side side, uint64_t begin, uint64_t length,
                   const struct mail_cut_line *cut, struct mail_time time);

/* `line` is the next after a gap. If that was too short to hide a line, the thread is lost only if the line may lack
 * its beginning. */
void mail_gap_settle(struct mail_session *session, enum mail_side side, const struct mail_line *line);

#endif
