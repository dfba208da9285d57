/* The fields of a report's machine-readable part, group by group (RFC 3464, 2.1; RFC 8098, 3.1; RFC 5965, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_REPORT_FIELDS_H
#define MIME_REPORT_FIELDS_H

#include "base/mail_slice.h"

enum mime_report_field {
    MIME_REPORT_ACTION,
    MIME_REPORT_DIAGNOSTIC_CODE,
    MIME_REPORT_DISPOSITION,
    MIME_REPORT_ERROR,
    MIME_REPORT_FAILURE,
    MIME_REPORT_FEEDBACK_TYPE,
    MIME_REPORT_FINAL_RECIPIENT,
    MIME_REPORT_ORIGINAL_RCPT_TO,
    MIME_REPORT_ORIGINAL_RECIPIENT,
    MIME_REPORT_REMOTE_MTA,
    MIME_REPORT_REPORTING_MTA,
    MIME_REPORT_STATUS,
    MIME_REPORT_FIELDS
};

enum { MIME_REPORT_MORE_LIMIT = 100 };

/* Bodies as they stand, folded; bytes NULL: no such field. Of a field that stands there twice, the first one. */
struct mime_report_fields {
    mail_slice bodies[MIME_REPORT_FIELDS];
    mail_slice more[MIME_REPORT_MORE_LIMIT]; /* Original-Rcpt-To may stand there more than once (RFC 5965, 3.2) */
    size_t more_count;
};

/* Takes the next group from the front of `rest`, with the empty line that ends it; false at the end. */
bool mime_report_fields_take(mail_slice *rest, struct mime_report_fields *fields);

#endif
