/* One row of the answer to CAPA: a capability and its parameters (RFC 2449, 5 and 6). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_CAPABILITY_H
#define POP3_CAPABILITY_H

#include "base/mail_slice.h"

/* What the parameters of a capability are. */
enum pop3_capability_parameters {
    POP3_CAPABILITY_WORDS,
    POP3_CAPABILITY_MECHANISMS, /* of SASL (RFC 5034, 3) */
    POP3_CAPABILITY_SECONDS,    /* minimum seconds between logins; optionally followed by USER (RFC 2449, 6.5) */
    POP3_CAPABILITY_DAYS,       /* minimum retention days, or NEVER; optionally followed by USER (RFC 2449, 6.7) */
    POP3_CAPABILITY_TEXT        /* one or more tokens which identify the server (RFC 2449, 6.9) */
};

struct pop3_capability {
    const char *tag; /* in capitals; "X-*" is a family */
    const char *reference;
    enum pop3_capability_parameters parameters;
    const char *meaning;
};

/* The rows of registry/pop3_capabilities.def, sorted by tag. */
extern const struct pop3_capability pop3_capabilities[];
extern const size_t pop3_capability_count;

/* The row of the tag, in any case, or of its family, or NULL. */
const struct pop3_capability *pop3_capability_find(mail_slice tag);

struct pop3_capability_row {
    mail_slice tag;                           /* as sent; empty in an empty row */
    const struct pop3_capability *capability; /* NULL: unknown */
    mail_slice parameters;                    /* words; to be taken one by one with mail_slice_take_word() */
};

/* Takes a row apart: capa-tag *(SP param). */
struct pop3_capability_row pop3_capability_row_parse(mail_slice row);

/* What one parameter says. */
enum pop3_parameter_meaning {
    POP3_PARAMETER_WORD,
    POP3_PARAMETER_MECHANISM,
    POP3_PARAMETER_SECONDS,
    POP3_PARAMETER_DAYS,
    POP3_PARAMETER_NEVER,
    POP3_PARAMETER_PER_USER
};

struct pop3_parameter {
    enum pop3_parameter_meaning meaning;
    uint32_t number; /* of SECONDS and DAYS */
};

/* Reads the parameter that stands at `index`, from 0. What is not as it should be, a number of 2^32 or more too, is a
 * word. */
struct pop3_parameter pop3_parameter_read(enum pop3_capability_parameters parameters, unsigned index, mail_slice word);

#endif
