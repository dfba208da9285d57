/* See pop3_verbs.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_verbs.h"
#include "mail_session.h"
#include "sasl_dialogue.h"

/* USER name (RFC 1939, 7): begins a login that PASS ends; its own +OK decides nothing yet. */
void pop3_user_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    const struct sasl_facts said = { .mechanism = mail_slice_from_string("USER"), .user = exchange->argument };

    sasl_dialogue_begin_plainly(session, said.mechanism);
    sasl_dialogue_note_command(session, exchange, &said);
    exchange->is_half_login = true;
}

/* A second PASS is a new attempt for the same user. */
static void begin_again(struct mail_session *session)
{
    const struct sasl_attempt *last = session->attempt;

    sasl_dialogue_begin_plainly(session, mail_slice_from_string("USER"));
    if (last) {
        session->attempt->user = last->user;
        session->attempt->user_frame = last->user_frame;
    }
}

/* PASS string (RFC 1939, 7): blanks belong to the password, but for the one behind the verb. */
void pop3_pass_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    mail_slice rest = exchange->asked->line->text;

    mail_slice_take_word(&rest);

    const struct sasl_facts said = { .password = mail_slice_skip(rest, 1) };

    if (!session->attempt || session->attempt->has_password || session->attempt->result)
        begin_again(session);
    sasl_dialogue_note_command(session, exchange, &said);
}

/* APOP name digest (RFC 1939, 7). The digest answers the greeting's timestamp. */
void pop3_apop_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    mail_slice rest = exchange->argument;
    mail_slice user = mail_slice_take_word(&rest);
    const struct sasl_facts said = { .mechanism = mail_slice_from_string("APOP"),
                                     .user = user,
                                     .digest = mail_slice_trim(rest) };

    sasl_dialogue_begin_plainly(session, said.mechanism);
    session->attempt->last_challenge = session->apop_timestamp;
    sasl_dialogue_note_command(session, exchange, &said);
}

/* PASS, APOP: +OK enters the TRANSACTION state (RFC 1939, 4). */
void pop3_login_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && reply->status == MAIL_STATUS_OK)
        session->pop3_state = POP3_TRANSACTION;
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
