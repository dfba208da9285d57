/* What is known across the sessions of one capture file: limits, rules, counters, memory.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_CAPTURE_H
#define MAIL_CAPTURE_H

#include "base/mail_reading_limits.h"
#include "mail_rule.h"

struct mime_message;
struct sasl_known;

/* Reads what a message says, once, when it has ended. The result lives in the arena. */
typedef const struct mime_message *(*mail_message_reader)(const struct mail_arena *arena, mail_slice content,
                                                          const struct mail_hole *holes,
                                                          const struct mail_reading_limits *limits);

/* Lines of so many bytes, ending included, pay for the memory that they take: less is a shortage, more makes up for it.
 */
enum { MAIL_FAIR_LINE = 8 };

struct mail_capture {
    struct mail_arena arena;
    const struct mail_rules *rules;
    struct mail_rule_list rules_of_kind[MAIL_RULE_LISTS];
    mail_message_reader read_message; /* NULL: messages are not read */
    struct mail_reading_limits reading_limits;
    const struct mail_unit_details **details_of_rule; /* of units that have nothing but this rule's finding, once; the
                                                         entries are NULL where there is none yet */
    unsigned session_count;
    size_t line_limit;              /* bytes kept of one line */
    size_t held_limit;              /* bytes of a client that wait for the reply to one gate */
    uint64_t message_limit;         /* bytes kept of one message */
    unsigned session_limit;         /* lines read of the dialogue of one session */
    int64_t shortage_limit;         /* of all sessions; beyond it those of short lines are not read further */
    int64_t line_shortage;          /* bytes that the lines read so far lack to MAIL_FAIR_LINE bytes each */
    unsigned listed_limit;          /* messages of a mailbox that are remembered */
    const struct sasl_known *known; /* passwords seen in clear, the last one first */
    unsigned known_count;
    mail_slice password_to_check; /* one that the user suspects; empty: none */
};

/* An empty capture with the default limits. It lives as long as its arena, and the rules as long as it. */
struct mail_capture *mail_capture_new(struct mail_arena arena, const struct mail_rules *rules);

#endif
