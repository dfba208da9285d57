/* What results of mails and recipients are called.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_TRANSACTION_NAMES_H
#define SMTP_TRANSACTION_NAMES_H

#include "smtp_transaction.h"

/* "accepted", "partly accepted", ... */
const char *smtp_transaction_result_name(enum smtp_transaction_result result);
/* "unknown", "accepted", "refused", "deferred" */
const char *smtp_verdict_name(enum smtp_verdict verdict);

#endif
