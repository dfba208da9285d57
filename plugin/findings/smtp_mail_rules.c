/* See smtp_mail_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_mail_rules.h"
#include "engine/mail_verb.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_session.h"

static bool hands_mail_over(const struct smtp_verb *verb)
{
    return verb && (verb->argument == SMTP_REVERSE_PATH_ARGUMENT || verb->argument == SMTP_FORWARD_PATH_ARGUMENT ||
                    verb->argument == SMTP_CHUNK_ARGUMENT || verb->argument == SMTP_REFERENCE_ARGUMENT ||
                    mail_verb_is_gate_to(&verb->base, MAIL_GATE_TO_CONTENT));
}

/* Whether the reply speaks of a mail or a recipient: MAIL, RCPT, what announces content, and content. */
static bool is_of_mail(const struct mail_unit *unit)
{
    const struct mail_exchange *exchange = unit->exchange;

    if (unit->reply_index > 0 || !exchange)
        return false;
    if (exchange->kind == MAIL_EXCHANGE_CONTENT)
        return smtp_reply_answers_message(unit->reply);
    return exchange->kind == MAIL_EXCHANGE_COMMAND && smtp_exchange_of_const(exchange)->transaction &&
           hands_mail_over(smtp_verb_of(exchange->verb));
}

static bool is_of_class(const struct mail_unit *unit, unsigned class)
{
    return unit->reply->status / 100 == class;
}

static bool is_of_recipient(const struct mail_unit *unit)
{
    return smtp_exchange_of_const(unit->exchange)->recipient != NULL;
}

unsigned smtp_refuses_mail(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return is_of_class(unit, 5) && is_of_mail(unit) && !is_of_recipient(unit);
}

unsigned smtp_refuses_recipient(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return is_of_class(unit, 5) && is_of_mail(unit) && is_of_recipient(unit);
}

unsigned smtp_defers_mail(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return is_of_class(unit, 4) && is_of_mail(unit);
}

/* Said once: with the first login or the first mail, whichever comes first. */
unsigned smtp_goes_on_without_tls(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct smtp_session *smtp = smtp_session_of_const(session);
    const struct smtp_verb *verb = smtp_verb_of(unit->command->verb);
    bool is_step = verb && (verb->argument == SMTP_REVERSE_PATH_ARGUMENT || verb->argument == SMTP_LOGIN_ARGUMENT);
    bool is_first = smtp->transactions.count == 0 && smtp->login.attempt_count == 0;

    return is_step && is_first && !mail_session_is_under_tls(session) &&
           smtp_offering_of_extension(&smtp->offering, mail_slice_from_string("STARTTLS")) == SMTP_OFFERED;
}
