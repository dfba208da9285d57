/* One line of the answer to EHLO: a keyword and its parameters (RFC 5321, 4.1.1.1). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_EXTENSION_H
#define SMTP_EXTENSION_H

#include "base/mail_slice.h"

/* What the parameters of a keyword are. */
enum smtp_extension_parameters {
    SMTP_EXTENSION_WORDS,
    SMTP_EXTENSION_OCTETS,     /* size-value ::= 1*20DIGIT; 0: no fixed limit (RFC 1870, 3) */
    SMTP_EXTENSION_MECHANISMS, /* of SASL, in any order (RFC 4954, 3) */
    SMTP_EXTENSION_LIMITS      /* limit-name [ "=" limit-value ] (RFC 9422, 3) */
};

struct smtp_extension {
    const char *keyword; /* in capitals */
    const char *reference;
    enum smtp_extension_parameters parameters;
    const char *meaning;
};

/* The rows of registry/smtp_extensions.def, sorted by keyword. */
extern const struct smtp_extension smtp_extensions[];
extern const size_t smtp_extension_count;

/* The row of the keyword, in any case, or NULL. */
const struct smtp_extension *smtp_extension_find(mail_slice keyword);

struct smtp_extension_line {
    mail_slice keyword;
    const struct smtp_extension *extension; /* NULL: unknown or masked */
    bool is_masked;                         /* overwritten on the way: "XXXXXXXA" (Cisco's ESMTP inspection) */
    mail_slice parameters;                  /* words; to be taken one by one with mail_slice_take_word() */
};

/* Takes the text of a reply line apart: ehlo-keyword *( SP ehlo-param ). "AUTH=LOGIN PLAIN", as it was written before
 * RFC 2554, is AUTH with two parameters. */
struct smtp_extension_line smtp_extension_line_parse(mail_slice text);

/* limit-name [ "=" limit-value ]; `value` is 0 and false returned where it is no number. */
bool smtp_limit_parse(mail_slice parameter, mail_slice *name, mail_slice *value_text, uint64_t *value);

#endif
