/* Reads what the two sides send: bytes become lines and content, in the order in which they may be read.
 *
 * The bytes of a side are read as they come, unless a gate is closed before them or a line has to be whole before it is
 * read: then they wait in the side's input, and are read, once and in order, when that is over.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_READER_H
#define MAIL_READER_H

#include "mail_session.h"

/* Reads the piece, which came in this call, and what it lets be read; copies of what cannot be read yet wait. */
void mail_reader_read(struct mail_session *session, enum mail_side side, struct mail_piece *piece);

/* `length` bytes of the side from stream position `begin` on are lost. `piece` is what made it known. */
void mail_reader_lose(struct mail_session *session, enum mail_side side, const struct mail_piece *piece, uint64_t begin,
                      uint64_t length);

/* The bytes for which those of `side` wait are lost. */
void mail_reader_stop_waiting(struct mail_session *session, enum mail_side side);

#endif
