/* See smtp_transaction_names.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_transaction_names.h"

const char *smtp_transaction_result_name(enum smtp_transaction_result result)
{
    static const char *const names[] = { [SMTP_TRANSACTION_UNKNOWN] = "unknown",
                                         [SMTP_TRANSACTION_ACCEPTED] = "accepted",
                                         [SMTP_TRANSACTION_PARTLY_ACCEPTED] = "partly accepted",
                                         [SMTP_TRANSACTION_REFUSED] = "refused",
                                         [SMTP_TRANSACTION_DEFERRED] = "deferred",
                                         [SMTP_TRANSACTION_ABORTED] = "aborted" };

    return names[result];
}

const char *smtp_verdict_name(enum smtp_verdict verdict)
{
    static const char *const names[] = { [SMTP_VERDICT_UNKNOWN] = "unknown",
                                         [SMTP_VERDICT_ACCEPTED] = "accepted",
                                         [SMTP_VERDICT_REFUSED] = "refused",
                                         [SMTP_VERDICT_DEFERRED] = "deferred" };

    return names[verdict];
}
