/* See smtp_further_replies.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_further_replies.h"
#include "engine/mail_exchange.h"

/* How many replies to a message follow its first. LMTP has one for each accepted recipient (RFC 2033, 4.2), SMTP one.
 * Exim's PRDR says 353 first, then one for each recipient and one for all (draft-hall-prdr-00, 3). */
static unsigned further_replies(const struct smtp_session *smtp, const struct smtp_exchange *answered, uint16_t code)
{
    unsigned recipients = answered->transaction ? answered->transaction->accepted_count : 0;

    if (code == 353)
        return recipients + 1;
    return smtp->transactions.is_lmtp && recipients ? recipients - 1 : 0;
}

static struct smtp_recipient *next_accepted(struct smtp_recipient *recipient)
{
    while (recipient && recipient->verdict != SMTP_VERDICT_ACCEPTED)
        recipient = recipient->next;
    return recipient;
}

/* The replies to a message speak of the accepted recipients in the order of their RCPT; PRDR's first and last speak of
 * all. The further ones stand first in the queue. */
static void name_recipients(struct mail_session *session, struct smtp_exchange *answered, bool is_for_all)
{
    struct smtp_recipient *recipient = next_accepted(answered->transaction->first_recipient);
    struct mail_exchange *further = mail_exchange_oldest(session);

    if (!is_for_all && recipient) {
        answered->recipient = recipient;
        recipient = next_accepted(recipient->next);
    }
    for (; recipient; recipient = next_accepted(recipient->next), further = further->next)
        smtp_exchange_of(further)->recipient = recipient;
}

void smtp_further_replies_expect(struct smtp_session *smtp, struct smtp_exchange *answered, uint16_t code)
{
    const struct smtp_transaction *transaction = answered->transaction;
    unsigned further = further_replies(smtp, answered, code);
    bool is_for_all = code == 353;

    mail_exchange_repeat(smtp->session, &answered->base, further);
    smtp_transaction_expect_replies(answered, further + 1);
    if ((smtp->transactions.is_lmtp || is_for_all) && transaction && !transaction->may_be_incomplete)
        name_recipients(smtp->session, answered, is_for_all);
}
