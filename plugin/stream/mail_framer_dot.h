/* Dot-terminated content: where it ends and what dot-stuffing took out (RFC 5321, 4.1.1.4 and 4.5.2; RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FRAMER_DOT_H
#define MAIL_FRAMER_DOT_H

#include "mail_framer.h"

/* Reads content from the front of `piece` into the framer's message, at most to the dot line that ends it, and returns
 * how many bytes it read. The piece is not moved. */
size_t mail_framer_dot_take(struct mail_framer *framer, const struct mail_piece *piece, bool *has_ended);

#endif
