/* The end of rows that a server sends as a lone dot without CRLF: the next status line stands on the same line. Pure:
 * no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_ROWS_END_H
#define POP3_ROWS_END_H

#include "stream/mail_line.h"

/* A line taken apart into two. */
struct pop3_rows_end {
    struct mail_line dot; /* its ending is MAIL_LINE_UNFINISHED */
    struct mail_line status_line;
};

/* NULL if the line is not a dot and a status line right after it. All lives in `arena`. */
const struct pop3_rows_end *pop3_rows_end_find(const struct mail_arena *arena, const struct mail_line *line);

#endif
