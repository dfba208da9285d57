/* See mail_transaction.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_transaction.h"

const char *mail_transaction_result_name(enum mail_transaction_result result)
{
    static const char *const names[] = { [MAIL_TRANSACTION_UNKNOWN] = "unknown",
                                         [MAIL_TRANSACTION_ACCEPTED] = "accepted",
                                         [MAIL_TRANSACTION_PARTLY_ACCEPTED] = "partly accepted",
                                         [MAIL_TRANSACTION_REFUSED] = "refused",
                                         [MAIL_TRANSACTION_ABORTED] = "aborted" };

    return names[result];
}

const char *mail_verdict_name(enum mail_verdict verdict)
{
    static const char *const names[] = {
        [MAIL_VERDICT_UNKNOWN] = "unknown", [MAIL_VERDICT_ACCEPTED] = "accepted", [MAIL_VERDICT_REFUSED] = "refused"
    };

    return names[verdict];
}
