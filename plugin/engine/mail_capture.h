/* What is known across the sessions of one capture file: limits, counters, memory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_CAPTURE_H
#define MAIL_CAPTURE_H

#include "base/mail_arena.h"

struct sasl_known;

struct mail_capture {
    struct mail_arena arena;
    unsigned session_count;
    size_t line_limit;              /* bytes kept of one line */
    size_t held_limit;              /* bytes kept behind one gate */
    uint64_t message_limit;         /* bytes kept of one message */
    unsigned session_limit;         /* lines read of the dialogue of one session */
    unsigned maildrop_limit;        /* messages of a POP3 maildrop that are remembered */
    const struct sasl_known *known; /* passwords seen in clear, the last one first */
    unsigned known_count;
    mail_slice password_to_check; /* one that the user suspects; empty: none */
};

/* An empty capture with the default limits. It lives as long as its arena. */
struct mail_capture *mail_capture_new(struct mail_arena arena);

#endif
