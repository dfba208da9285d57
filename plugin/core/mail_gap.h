/* Lost bytes: what a gap does to a session, and how it finds back into step (design property 7).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_GAP_H
#define MAIL_GAP_H

#include "mail_session.h"

/* `length` bytes from stream position `begin` on were not delivered. `piece` is what made it known. */
void mail_gap_take(struct mail_session *session, enum mail_side side, const struct mail_piece *piece, uint64_t begin,
                   uint64_t length);

/* Whether the first line after a gap in content shows that the content ended in the gap: it is of the dialogue, and the
 * other side has spoken since. */
bool mail_gap_ended_content(const struct mail_session *session, enum mail_role role, mail_slice line);

/* The line that was probed is content. */
void mail_gap_resume_content(struct mail_session *session, enum mail_side side);

#endif
