/* What the free text of +OK claims: so many messages, so many octets (RFC 1939, 3 and the examples of 5 and 7). Nothing
 * rests on it. Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_REPLY_TEXT_H
#define POP3_REPLY_TEXT_H

#include "base/mail_slice.h"

enum pop3_count { POP3_COUNT_MESSAGES, POP3_COUNT_OCTETS, POP3_COUNTS };

/* A way to tell a count; see mail_wording.h. What the wording wants is the number. */
struct pop3_count_wording {
    const char *wording;
    const char *reference;
    enum pop3_count count;
};

/* The rows of registry/pop3_count_wordings.def, sorted by wording. */
extern const struct pop3_count_wording pop3_count_wordings[];
extern const size_t pop3_count_wording_count;

struct pop3_claimed_count {
    mail_slice text; /* the digits; empty if the count is not claimed */
    uint64_t value;
};

struct pop3_claimed_counts {
    struct pop3_claimed_count of[POP3_COUNTS]; /* messages are fewer than 2^32 */
};

/* Counts with a noun: "2 messages (320 octets)". False if there is none, or only such as are out of range. */
bool pop3_claimed_counts_parse(mail_slice text, struct pop3_claimed_counts *counts);

/* Two numbers and nothing else: messages and octets, as CMailServer and Coremail answer LIST. */
bool pop3_bare_counts_parse(mail_slice text, struct pop3_claimed_counts *counts);

#endif
