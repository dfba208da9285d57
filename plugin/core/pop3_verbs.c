/* See pop3_verbs.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_verbs.h"
#include "mail_session.h"
#include "sasl_dialogue.h"

/* A login that is no SASL exchange: its user, password or digest stand in the command. */
static struct sasl_facts *login_facts(struct mail_session *session, struct mail_exchange *exchange)
{
    struct sasl_facts *facts = MAIL_ARENA_NEW(session->arena, struct sasl_facts);

    facts->attempt = exchange->attempt = session->attempt;
    session->last_unit->sasl = facts;
    return facts;
}

static void begin_attempt(struct mail_session *session, const char *mechanism)
{
    session->attempt = sasl_attempt_new(session->arena, ++session->attempt_count, mail_slice_from_string(mechanism));
}

/* USER name (RFC 1939, 7): begins a login that PASS ends. */
void pop3_user_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    begin_attempt(session, "USER");

    struct sasl_facts *facts = login_facts(session, exchange);

    facts->mechanism = session->attempt->mechanism;
    facts->user = session->attempt->user = exchange->argument;
}

/* PASS string (RFC 1939, 7): blanks belong to the password, but for the one behind the verb. A second PASS is a new
 * attempt for the same user. */
void pop3_pass_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    const struct sasl_attempt *last = session->attempt;
    bool is_new = !last || last->has_password;

    if (is_new) {
        begin_attempt(session, "USER");
        if (last)
            session->attempt->user = last->user;
    }

    struct sasl_facts *facts = login_facts(session, exchange);
    mail_slice rest = exchange->asked->line->text;

    mail_slice_take_word(&rest);
    facts->password = session->attempt->password = mail_slice_skip(rest, 1);
    session->attempt->has_password = true;
}

/* APOP name digest (RFC 1939, 7). */
void pop3_apop_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    mail_slice rest = exchange->argument;

    begin_attempt(session, "APOP");

    struct sasl_facts *facts = login_facts(session, exchange);

    facts->mechanism = session->attempt->mechanism;
    facts->user = session->attempt->user = mail_slice_take_word(&rest);
    facts->digest = session->attempt->digest = mail_slice_trim(rest);
}

/* PASS, APOP: +OK enters the TRANSACTION state (RFC 1939, 4). */
void pop3_login_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && reply->status == MAIL_STATUS_OK)
        session->pop3_state = POP3_TRANSACTION;
}

/* USER: +OK decides nothing yet. */
void pop3_user_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) session;
    (void) exchange;
    (void) reply;
}

/* AUTH mechanism [initial-response] (RFC 5034, 4); AUTH alone lists mechanisms and begins nothing. */
void pop3_auth_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    if (exchange->argument.length)
        sasl_dialogue_begin(session, exchange, session->last_unit);
}

void pop3_auth_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    if (!exchange->attempt)
        return;
    if (!reply) {
        sasl_dialogue_go_on_blind(session, exchange);
        return;
    }
    sasl_dialogue_go_on(session, exchange, reply->status == MAIL_STATUS_CHALLENGE);
    pop3_login_on_reply(session, exchange, reply);
}

/* STLS (RFC 2595, 4): after +OK the TLS handshake begins. */
void pop3_stls_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (!reply || reply->status == MAIL_STATUS_OK)
        mail_session_expect_tls(session);
}

/* QUIT: issued in the TRANSACTION state it enters the UPDATE state, before any reply (RFC 1939, 3 and 6). */
void pop3_quit_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    (void) exchange;
    if (session->pop3_state == POP3_TRANSACTION)
        session->pop3_state = POP3_UPDATE;
}
