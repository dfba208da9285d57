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

/* The framer has probed a line behind a gap in content. It is of the dialogue, and the content's end is lost, where the
 * other side has spoken since; else it is content. */
void mail_gap_take_probe(struct mail_session *session, enum mail_side side);

#endif
