/* See pop3_verbs.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_verbs.h"
#include "engine/mail_content.h"
#include "engine/mail_exchange.h"
#include "engine/mail_session.h"
#include "pop3_command.h"
#include "pop3_mail_facts.h"
#include "pop3_reply.h"
#include "sasl/sasl_dialogue.h"

static bool is_positive(const struct mail_reply *reply)
{
    return reply && reply->status == MAIL_STATUS_OK;
}

/* USER name (RFC 1939, 7): begins a login that PASS ends; its own +OK decides nothing yet. */
void pop3_user_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    const struct sasl_facts said = { .mechanism = mail_slice_from_string("USER"),
                                     .user = mail_exchange_argument(exchange) };

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
    session->pop3_state_ahead = POP3_TRANSACTION;
}

/* RPOP user (RFC 1081): in place of PASS. */
void pop3_rpop_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    const struct sasl_facts nothing = { .mechanism = mail_slice_from_string("RPOP") };

    if (!session->attempt || session->attempt->result)
        begin_again(session);
    sasl_dialogue_note_command(session, exchange, &nothing);
    session->pop3_state_ahead = POP3_TRANSACTION;
}

/* APOP name digest (RFC 1939, 7). The digest answers the greeting's timestamp. */
void pop3_apop_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    mail_slice rest = mail_exchange_argument(exchange);
    mail_slice user = mail_slice_take_word(&rest);
    const struct sasl_facts said = { .mechanism = mail_slice_from_string("APOP"),
                                     .user = user,
                                     .digest = mail_slice_trim(rest) };

    sasl_dialogue_begin_plainly(session, said.mechanism);
    session->attempt->last_challenge = session->apop_timestamp;
    sasl_dialogue_note_command(session, exchange, &said);
    session->pop3_state_ahead = POP3_TRANSACTION;
}

/* PASS, APOP: +OK enters the TRANSACTION state (RFC 1939, 4). */
void pop3_login_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (is_positive(reply))
        session->pop3_state = POP3_TRANSACTION;
}

/* AUTH mechanism [initial-response] (RFC 5034, 4); AUTH alone lists mechanisms and begins nothing. */
void pop3_auth_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    if (mail_exchange_argument(exchange).length)
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

/* STLS (RFC 2595, 4): after +OK the TLS handshake begins, and what the client said before no longer counts. */
void pop3_stls_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && !is_positive(reply))
        return;
    session->attempt = NULL;
    mail_session_expect_tls(session);
}

/* RETR msg, TOP msg n, DELE msg (RFC 1939, 5 and 7): what is known of the message by now goes with the command. */
void pop3_mail_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    uint32_t number;

    if (pop3_message_parse(mail_exchange_argument(exchange), &number))
        pop3_mail_facts_add(session, session->last_unit, number);
}

/* A row of LIST: msg SP octets (RFC 1939, 5). */
void pop3_list_on_row(struct mail_session *session, mail_slice row)
{
    uint32_t number;
    uint64_t octets;

    if (pop3_numbers_parse(row, &number, &octets))
        pop3_maildrop_note_octets(&session->maildrop, number, octets);
}

/* A row of UIDL: msg SP unique-id (RFC 1939, 7). */
void pop3_uidl_on_row(struct mail_session *session, mail_slice row)
{
    uint32_t number;
    mail_slice unique_id;

    if (pop3_unique_id_parse(row, &number, &unique_id))
        pop3_maildrop_note_unique_id(&session->maildrop, number, unique_id);
}

void pop3_dele_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    uint32_t number;

    if (!is_positive(reply) || !pop3_message_parse(mail_exchange_argument(exchange), &number))
        return;
    pop3_maildrop_note_deleted(&session->maildrop, number);
    pop3_mail_facts_tell_limit(session);
    pop3_mail_facts_add(session, session->last_unit, number);
    pop3_mail_counts_add(session, session->last_unit);
}

void pop3_rset_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (!is_positive(reply))
        return;
    pop3_maildrop_unmark_all(&session->maildrop);
    pop3_mail_counts_add(session, session->last_unit);
}

/* XTND BBOARDS name, XTND ARCHIVE name: another maildrop is opened (RFC 1082). */
void pop3_maildrop_on_reply(struct mail_session *session, struct mail_exchange *exchange,
                            const struct mail_reply *reply)
{
    mail_slice rest = mail_exchange_argument(exchange);

    mail_slice_take_word(&rest);
    if (is_positive(reply) && mail_slice_trim(rest).length)
        session->maildrop = pop3_maildrop_new(session->arena, session->capture->maildrop_limit);
}

/* XTND XMIT: after +OK the client sends a message. */
void pop3_xmit_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    if (!reply || is_positive(reply))
        mail_content_open(session, exchange, MAIL_CLIENT, MAIL_VIA_XMIT);
}

/* QUIT: issued in the TRANSACTION state it enters the UPDATE state, before any reply (RFC 1939, 3 and 6). */
void pop3_quit_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    if (session->pop3_state == POP3_TRANSACTION && !exchange->is_pipelined)
        session->pop3_state = session->pop3_state_ahead = POP3_UPDATE;
}

/* The UPDATE state removes what is marked; a negative reply says that it did not remove all (RFC 1939, 6). */
void pop3_quit_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (session->pop3_state == POP3_TRANSACTION)
        session->pop3_state = POP3_UPDATE;
    if (!reply || session->pop3_state != POP3_UPDATE)
        return;
    session->maildrop.counts.is_final = true;
    session->maildrop.counts.was_updated = is_positive(reply);
    pop3_mail_counts_add(session, session->last_unit);
}
