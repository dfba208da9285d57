/* See smtp_recipients.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_recipients.h"

void smtp_recipients_append(struct smtp_transaction *transaction, struct smtp_recipient *recipient)
{
    if (transaction->last_recipient)
        transaction->last_recipient->next = recipient;
    else
        transaction->first_recipient = recipient;
    transaction->last_recipient = recipient;
    transaction->recipient_count++;
}

void smtp_recipients_refuse(struct smtp_transaction *transaction)
{
    for (struct smtp_recipient *recipient = transaction->first_recipient; recipient; recipient = recipient->next) {
        if (recipient->verdict != SMTP_VERDICT_ACCEPTED)
            continue;
        recipient->verdict = SMTP_VERDICT_REFUSED;
        recipient->code = transaction->decision.code;
        transaction->accepted_count--;
        transaction->refused_count++;
    }
}

void smtp_recipients_leave_undecided(struct smtp_transaction *transaction)
{
    for (struct smtp_recipient *recipient = transaction->first_recipient; recipient; recipient = recipient->next) {
        if (recipient->verdict != SMTP_VERDICT_ACCEPTED || recipient->is_decided)
            continue;
        recipient->verdict = SMTP_VERDICT_UNKNOWN;
        recipient->code = 0;
        transaction->accepted_count--;
    }
}

void smtp_recipients_decide(struct smtp_transaction *transaction, struct smtp_recipient *recipient,
                            const struct mail_reply *reply)
{
    recipient->code = reply->status;
    recipient->is_decided = true;
    if (!smtp_reply_code_is_refusal(reply->status) || recipient->verdict != SMTP_VERDICT_ACCEPTED)
        return;
    recipient->verdict = SMTP_VERDICT_REFUSED;
    transaction->accepted_count--;
    transaction->refused_count++;
}
