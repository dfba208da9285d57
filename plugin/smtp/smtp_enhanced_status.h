/* Enhanced status codes (RFC 3463; RFC 2034; registry of RFC 5248): their parts and what they mean. Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_ENHANCED_STATUS_H
#define SMTP_ENHANCED_STATUS_H

#include "base/mail_slice.h"

/* status-code = class "." subject "." detail (RFC 3463, 2). The slices point into what was parsed. */
struct smtp_enhanced_status {
    mail_slice class_text, subject_text, detail_text;
    unsigned class_code; /* 2, 4 or 5 */
    unsigned subject, detail;
};

struct smtp_enhanced_status_row {
    const char *code; /* "X.7.8", or "5.6.11" where a vendor gave it a meaning in one class only */
    const char *reference;
    const char *meaning;
};

/* The rows of registry/enhanced_status_codes.def, sorted by code as text. */
extern const struct smtp_enhanced_status_row smtp_enhanced_status_rows[];
extern const size_t smtp_enhanced_status_row_count;

/* Length of the code at the front of `text`, which ends there, at a blank, or at a colon before one, as OpenSMTPD
 * writes "2.0.0: Ok"; 0 if there is none. */
size_t smtp_enhanced_status_length(mail_slice text);

/* Takes a code, and nothing else, apart. */
bool smtp_enhanced_status_parse(mail_slice code, struct smtp_enhanced_status *status);

/* The row of this very code, or else of its subject and detail in any class; NULL: not registered. */
const struct smtp_enhanced_status_row *smtp_enhanced_status_find(const struct smtp_enhanced_status *status);

#endif
