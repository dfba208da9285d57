/* Extended response codes, in brackets at the beginning of a reply's text (RFC 2449, 8). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_RESPONSE_CODE_H
#define POP3_RESPONSE_CODE_H

#include "base/mail_slice.h"

struct pop3_response_code {
    const char *code; /* in capitals; "X-*" is a family */
    const char *reference;
    const char *meaning;
};

/* The rows of registry/pop3_response_codes.def, sorted by code. */
extern const struct pop3_response_code pop3_response_codes[];
extern const size_t pop3_response_code_count;

/* The code at the beginning of a text, without its brackets; empty if there is none. */
mail_slice pop3_response_code_parse(mail_slice text);

/* The row of the code, in any case, or of the levels of it that are known, which are `known`: "SYS/NEW" is found as
 * SYS. NULL if not even its first level is. */
const struct pop3_response_code *pop3_response_code_find(mail_slice code, mail_slice *known);

#endif
