/* The parameters after the path of MAIL and RCPT, and of VRFY and EXPN: KEYWORD or KEYWORD=value (RFC 5321, 4.1.2),
 * their values read as each one's RFC says. Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_PARAMETERS_H
#define SMTP_PARAMETERS_H

#include "base/mail_arena.h"
#include "base/mail_time.h"

/* Which commands take a parameter: bits. */
enum smtp_parameter_commands {
    SMTP_PARAMETER_OF_MAIL = 1,
    SMTP_PARAMETER_OF_RCPT = 2,
    SMTP_PARAMETER_OF_VRFY = 4 /* and EXPN */
};

enum smtp_parameter_fault {
    SMTP_PARAMETER_FINE,
    SMTP_PARAMETER_BAD_VALUE,
    SMTP_PARAMETER_BAD_XTEXT /* RFC 3461, 4 */
};

/* NOTIFY's list (RFC 3461, 4.1): bits. */
enum smtp_notify { SMTP_NOTIFY_NEVER = 1, SMTP_NOTIFY_SUCCESS = 2, SMTP_NOTIFY_FAILURE = 4, SMTP_NOTIFY_DELAY = 8 };

struct smtp_parameter_row;

/* A parameter taken apart. What its row's reader has not set is 0. */
struct smtp_parameter {
    mail_slice text, keyword, value;
    bool has_value;
    const struct smtp_parameter_row *row; /* NULL: unknown */
    const char *extension;                /* the keyword that offers it with this value, or NULL: not known */
    enum smtp_parameter_fault fault;      /* if not FINE, nothing of what follows counts */
    uint64_t number;                      /* SIZE; HOLDFOR and the timeout of MTRK: seconds */
    int32_t signed_number;                /* MT-PRIORITY; BY: seconds */
    struct mail_time time;                /* HOLDUNTIL, RRVS */
    mail_slice decoded;                   /* xtext, ORCPT's address; MTRK: the hash as sent */
    mail_slice detail;                    /* ORCPT: address type; BY: mode; RRVS: action */
    bool has_trace;                       /* BY: ... T */
    bool has_timeout;                     /* MTRK */
    unsigned notify;                      /* enum smtp_notify */
};

/* A row of smtp_parameters.def. */
struct smtp_parameter_row {
    const char *keyword;
    unsigned commands; /* enum smtp_parameter_commands */
    enum smtp_parameter_fault (*read)(const struct mail_arena *arena, struct smtp_parameter *parameter);
    const char *extension; /* the keyword that offers it (RFC 5321, 2.2.2), or NULL: not known */
    const char *reference;
    const char *description;
};

/* The rows, sorted by keyword; at most 64, so that a set of them is a word of bits. */
extern const struct smtp_parameter_row smtp_parameter_rows[];
extern const size_t smtp_parameter_row_count;

/* The row of a keyword, in any case, or NULL. */
const struct smtp_parameter_row *smtp_parameter_find(mail_slice keyword);

/* Reads one parameter. What is decoded lives in `arena`. */
struct smtp_parameter smtp_parameter_parse(const struct mail_arena *arena, mail_slice text);

#endif
