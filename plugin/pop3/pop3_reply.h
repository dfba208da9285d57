/* POP3 replies and the rows of its tables (RFC 1939, 3 and 5; RFC 2449, 8). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_REPLY_H
#define POP3_REPLY_H

#include "engine/mail_protocol.h"
#include "sasl/sasl_facts.h"

/* RFC 1939, 3; RFC 5034, 4. */
enum pop3_status { POP3_STATUS_NONE, POP3_STATUS_OK, POP3_STATUS_ERR, POP3_STATUS_CHALLENGE };

struct pop3_status_line {
    enum pop3_status status;
    mail_slice status_text;   /* as sent: "+OK", "-err" */
    mail_slice response_code; /* without brackets (RFC 2449, 8); empty if there is none */
    mail_slice text;          /* the rest, the response code included */
};

/* False if the line is no status line. "+" alone or "+ " and more is a challenge (RFC 5034, 4). */
bool pop3_status_line_parse(mail_slice line, struct pop3_status_line *status);

/* What the status means for what was asked. */
enum mail_outcome pop3_status_outcome(enum pop3_status status);

/* What it decides of a login; undecided if the login goes on. */
enum sasl_result pop3_login_result(const struct pop3_status_line *line);

/* Keeps with a reply's unit how its line, which is `line`, is taken apart; gives it back. */
void pop3_unit_keep_status_line(struct mail_unit *unit, const struct pop3_status_line *line);
struct pop3_status_line pop3_unit_status_line(const struct mail_unit *unit);

/* The APOP challenge in a greeting, brackets included (RFC 1939, 7); empty if there is none. */
mail_slice pop3_timestamp_find(mail_slice text);

/* Two numbers at the start: STAT's answer, or a row of LIST. False if they are not there or out of range. */
bool pop3_numbers_parse(mail_slice text, uint32_t *first, uint64_t *second);

/* A row of UIDL: a message number and a unique-id (RFC 1939, 7: 1 to 70 characters; longer ones are read too). */
bool pop3_unique_id_parse(mail_slice text, uint32_t *message, mail_slice *unique_id);

#endif
