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

bool smtp_recipients_code_is_for_now(uint16_t code)
{
    return code >= 400 && code < 500;
}

void smtp_recipient_refuse(struct smtp_transaction *transaction, struct smtp_recipient *recipient, uint16_t code)
{
    recipient->verdict = smtp_recipients_code_is_for_now(code) ? SMTP_VERDICT_DEFERRED : SMTP_VERDICT_REFUSED;
    transaction->refused_count++;
    transaction->deferred_count += recipient->verdict == SMTP_VERDICT_DEFERRED;
}

void smtp_recipient_note_words(struct smtp_recipient *recipient, const struct mail_unit *unit)
{
    if (unit && unit->kind == MAIL_UNIT_REPLY_LINE)
        recipient->text = smtp_unit_reply_line(unit).text;
}

void smtp_recipients_refuse(struct smtp_transaction *transaction, const struct mail_unit *unit)
{
    for (struct smtp_recipient *recipient = transaction->first_recipient; recipient; recipient = recipient->next) {
        if (recipient->verdict != SMTP_VERDICT_ACCEPTED)
            continue;
        recipient->code = transaction->decision.code;
        smtp_recipient_note_words(recipient, unit);
        transaction->accepted_count--;
        smtp_recipient_refuse(transaction, recipient, recipient->code);
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
                            const struct mail_reply *reply, const struct mail_unit *unit)
{
    recipient->code = reply->status;
    recipient->is_decided = true;
    smtp_recipient_note_words(recipient, unit);
    if (!smtp_reply_code_is_refusal(reply->status) || recipient->verdict != SMTP_VERDICT_ACCEPTED)
        return;
    transaction->accepted_count--;
    smtp_recipient_refuse(transaction, recipient, reply->status);
}
