/* Lines as a person types them at a terminal, whose program may put bytes between that no mail program sends. Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_TYPED_LINE_H
#define MAIL_TYPED_LINE_H

#include "mail_arena.h"

/* The line without the commands of TELNET in it (RFC 854), in `arena`; the line itself if it has none. */
mail_slice mail_typed_line_without_telnet(const struct mail_arena *arena, mail_slice line);

/* Whether there is a backspace or a DEL in the line: the server is sent what the typist thinks was taken away. */
bool mail_typed_line_has_backspace(mail_slice line);

/* Writes `word` as its typist sees it, where each backspace or DEL takes the byte before it away. Returns its length,
 * or one more than `limit` if it is longer. */
size_t mail_typed_line_as_seen(mail_slice word, uint8_t *seen, size_t limit);

#endif
