/* See login_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "login_rules.h"
#include "engine/mail_verb.h"
#include "pop3/pop3_reply.h"
#include "sasl/sasl_facts.h"

unsigned reply_refuses_login(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->details->sasl && unit->details->sasl->result == SASL_FAILURE;
}

/* Not of a challenge's answer, of which the password cannot be read. */
unsigned line_has_open_secret(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;

    return facts && (facts->password.length || facts->token.length) && !mail_session_is_under_tls(session);
}

/* The positive reply to STARTTLS or STLS: 220, or +OK. */
unsigned reply_begins_tls(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct mail_exchange *exchange = unit->exchange;
    bool is_positive = unit->reply->status == 220 || unit->reply->status == POP3_STATUS_OK;

    (void) session;
    return unit->reply_index == 0 && is_positive && exchange && exchange->kind == MAIL_EXCHANGE_COMMAND &&
           mail_verb_is_gate_to(exchange->verb, MAIL_GATE_TO_TLS);
}
