/* Reports: delivery status (RFC 3464), disposition notifications (RFC 8098), abuse (RFC 5965).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_REPORT_H
#define MIME_REPORT_H

#include "mime_message.h"

enum { MIME_REPORT_ENTRIES_LIMIT = 10000 };

/* One recipient of a delivery status or of a complaint, or one notification. Empty: not said. In UTF-8, in `arena`. */
struct mime_report_entry {
    const struct mime_report_entry *next;
    const struct mime_part *part;
    mail_slice recipient;  /* Final-Recipient, else Original-Recipient, without its type; of abuse: Original-Rcpt-To */
    mail_slice action;     /* Action: "failed"; Disposition's last word: "displayed"; Feedback-Type: "abuse" */
    mail_slice status;     /* "5.1.1" */
    mail_slice diagnostic; /* Diagnostic-Code without its type; of a notification: Error or Failure */
    mail_slice remote_mta; /* Remote-MTA without its type; of abuse: Reporting-MTA */
};

/* "delivery-status", "disposition-notification", "feedback-report": the report-type or, without it, the part's type;
 * empty: the message is no report. */
mail_slice mime_report_type(const struct mime_message *message);

/* Those of the message itself, not of embedded ones. A part in which bytes are missing is not read: nobody knows which
 * words stand together. */
const struct mime_report_entry *mime_report_read(const struct mail_arena *arena, const struct mime_options *options,
                                                 const struct mime_message *message);

#endif
