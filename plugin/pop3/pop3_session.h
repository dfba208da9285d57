/* What POP3 keeps of a session, and with what is asked and said.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_SESSION_H
#define POP3_SESSION_H

#include "pop3_maildrop.h"
#include "pop3_state.h"
#include "sasl/sasl_dialogue.h"

struct pop3_session {
    struct mail_session *session;
    struct sasl_login login;
    enum pop3_state state : 8;
    enum pop3_state state_ahead : 8;  /* once all that is asked is answered positively */
    bool state_is_assumed : 1;        /* a command that is not answered yet tells it, and nothing else */
    bool rows_have_gap : 1;           /* in what is read of the rows */
    bool maildrop_was_full : 1;       /* before the unit being read */
    const struct mail_exchange *rows; /* whose rows are being read, or NULL */
    mail_slice apop_timestamp;        /* of the greeting; empty where it has none */
    struct pop3_maildrop maildrop;
};

struct pop3_exchange {
    struct mail_exchange base;
    bool is_half_login; /* USER: a positive reply does not decide the attempt */
};

/* What few of POP3's units have. */
struct pop3_unit_facts {
    const struct pop3_mail *mail; /* RETR, TOP, DELE, XSENDER, and the message: what was known of it then */
    const struct pop3_mail_counts *mail_counts; /* where RETR, DELE, RSET or QUIT changed them: what they are now */
};

extern const struct mail_via pop3_via_retr, pop3_via_top, pop3_via_xmit;

struct pop3_session *pop3_session_of(struct mail_session *session);
const struct pop3_session *pop3_session_of_const(const struct mail_session *session);

/* Another maildrop is opened, of which nothing is known. */
void pop3_session_open_maildrop(struct pop3_session *pop3);

/* NULL for NULL. */
static inline struct pop3_exchange *pop3_exchange_of(struct mail_exchange *exchange)
{
    return (struct pop3_exchange *) exchange;
}

/* What the unit, one of POP3's, has; all is NULL where it has nothing. */
struct pop3_unit_facts pop3_unit_facts_of(const struct mail_unit *unit);

#endif
