/* A row of POP3's verb table: what the command is, where it may be given, what its answer looks like, what it does.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_VERB_H
#define POP3_VERB_H

#include "engine/mail_protocol.h"
#include "engine/mail_verb.h"
#include "pop3_state.h"

struct pop3_exchange;
struct pop3_session;

/* When a positive reply has more lines (RFC 1939, 3), and what they are. */
enum pop3_more_lines { POP3_ONE_LINE, POP3_ROWS, POP3_ROWS_WITHOUT_ARGUMENT, POP3_MESSAGE_RETR, POP3_MESSAGE_TOP };

/* Whether a line with the verb claims a connection for POP3 once it is answered. */
enum pop3_claim {
    POP3_CLAIMS_NOTHING,
    POP3_CLAIMS_BY_FORM,     /* if the argument has the verb's form */
    POP3_CLAIMS_BY_MECHANISM /* if it names a mechanism, or there is none */
};

/* What the argument is. */
enum pop3_argument_kind {
    POP3_TEXT_ARGUMENT, /* nothing more is known of it, or there is none */
    POP3_DELE_ARGUMENT,
    POP3_RETR_ARGUMENT,
    POP3_TOP_ARGUMENT,
    POP3_LOGIN_ARGUMENT /* AUTH's */
};

/* What an answer of one line, or each row of a longer one, says. */
enum pop3_listing_kind {
    POP3_TEXT, /* nothing more is known */
    POP3_BBOARD,
    POP3_CAPABILITY,
    POP3_DROP_LISTING,
    POP3_LANGUAGE,
    POP3_LAST_MESSAGE,
    POP3_MECHANISM,
    POP3_SCAN_LISTING,
    POP3_UNIQUE_ID_LISTING,
    POP3_LISTING_KINDS
};

/* What the free text of +OK may tell. */
enum pop3_text_kind {
    POP3_TELLS_NOTHING,
    POP3_TELLS_COUNTS /* how much there is: "2 messages (320 octets)" */
};

struct pop3_verb {
    struct mail_verb base;
    enum pop3_claim claim : 8;
    enum pop3_states states : 8; /* where it may be given */
    enum pop3_more_lines more_lines : 8;
    enum pop3_argument_kind argument : 8;
    enum pop3_listing_kind listing : 8;
    enum pop3_text_kind text : 8;
    /* All may be NULL: the command is asked; the line of its reply is read, or the reply is assumed; a row of the
     * answer, or the text of a one-line answer that stands for a row. */
    void (*on_command)(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit);
    void (*on_answer)(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer);
    void (*on_row)(struct pop3_session *pop3, mail_slice row);
};

/* The rows of pop3_verbs.c. */
extern const struct mail_verb_table pop3_verb_table;

/* NULL for NULL. */
static inline const struct pop3_verb *pop3_verb_of(const struct mail_verb *verb)
{
    return (const struct pop3_verb *) verb;
}

#endif
