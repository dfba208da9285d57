/* See smtp_further_replies.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_further_replies.h"
#include "engine/mail_exchange.h"
#include "engine/mail_going_on.h"
#include "smtp_pairing.h"

/* Recipients may be lost in a gap: how many replies follow is not known. */
static bool is_number_unknown(const struct smtp_exchange *answered, bool is_for_each)
{
    return is_for_each && answered->transaction && answered->transaction->may_be_incomplete;
}

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

/* `count` more replies answer what `answered` asked, first in the queue; the last of them is remembered. */
static void await(struct smtp_session *smtp, struct smtp_exchange *answered, unsigned count)
{
    struct mail_exchange *last;

    mail_exchange_repeat(smtp->session, &answered->base, count);
    last = count ? mail_exchange_oldest(smtp->session) : NULL;
    for (unsigned i = 1; i < count; i++)
        last = last->next;
    smtp->last_further = smtp_exchange_of(last);
}

/* `count` more replies to the message, and one if it comes. */
static void expect_and_one_optional(struct smtp_session *smtp, struct smtp_exchange *answered, unsigned count)
{
    await(smtp, answered, count + 1);
    smtp->last_further->is_optional = true;
    smtp_transaction_expect_replies(answered, count + 2);
}

static void expect(struct smtp_session *smtp, struct smtp_exchange *answered, uint16_t code)
{
    const struct smtp_transaction *transaction = answered->transaction;
    unsigned further = further_replies(smtp, answered, code);
    bool is_for_all = code == 353;
    bool is_for_each = smtp->transactions.is_lmtp || is_for_all;

    if (is_for_all)
        smtp_transaction_expect_each(answered);
    if (is_number_unknown(answered, is_for_each)) {
        expect_and_one_optional(smtp, answered, further);
        return;
    }
    await(smtp, answered, further);
    smtp_transaction_expect_replies(answered, further + 1);
    if (is_for_each && transaction && !transaction->may_be_incomplete)
        name_recipients(smtp->session, answered, is_for_all);
}

void smtp_further_replies_expect(struct smtp_session *smtp, struct mail_exchange *answered, uint16_t code)
{
    struct smtp_exchange *exchange = smtp_exchange_of(answered);

    if (answered->ends_message) {
        expect(smtp, exchange, code);
    } else if (exchange->is_optional) {
        expect_and_one_optional(smtp, exchange, 0);
    }
}

/* The first reply to the message is read. */
static bool is_further(const struct mail_exchange *exchange)
{
    return exchange->kind == MAIL_EXCHANGE_CONTENT && exchange->message && !exchange->ends_message;
}

static bool names_recipient(const struct mail_exchange *exchange, mail_slice text)
{
    const struct smtp_recipient *recipient = smtp_exchange_of_const(exchange)->recipient;

    return recipient && recipient->path.length && mail_slice_contains_nocase(text, recipient->path);
}

/* The client has gone on after the last reply to its message, and this one may answer what it asked since; or it
 * answers that alone. */
static bool has_left(const struct smtp_session *smtp, const struct smtp_reply_line *line)
{
    const struct mail_session *session = smtp->session;
    const struct mail_exchange *next = smtp->last_further->base.next;
    const struct mail_exchange *own = smtp_pairing_find_own(session, line->code);

    if (own)
        return !is_further(own);
    return next && mail_going_on_is_by(session, next) && smtp_pairing_fits(next, line->code) &&
           !names_recipient(mail_exchange_oldest(session), line->text);
}

bool smtp_further_replies_may_be_over(const struct mail_session *session, const struct mail_exchange *exchange)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    return oldest && smtp_exchange_of_const(oldest)->is_optional && oldest->next == exchange;
}

unsigned smtp_further_replies_leave(struct smtp_session *smtp, const struct smtp_reply_line *line)
{
    struct mail_exchange *oldest = mail_exchange_oldest(smtp->session);
    struct smtp_exchange *left = smtp_exchange_of(oldest);
    unsigned count = 0;

    if (!oldest || !is_further(oldest) || !smtp->last_further || !has_left(smtp, line))
        return 0;
    for (; oldest && is_further(oldest); oldest = mail_exchange_oldest(smtp->session)) {
        count += !smtp_exchange_of(oldest)->is_optional;
        mail_exchange_forget_oldest(smtp->session);
    }
    smtp_transaction_miss_replies(&smtp->transactions, smtp->session, left, count);
    return count;
}
