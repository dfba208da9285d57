/* See smtp_verbs.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_verbs.h"
#include "engine/mail_blob.h"
#include "engine/mail_content.h"
#include "engine/mail_exchange.h"
#include "engine/mail_session.h"
#include "engine/mail_transcript.h"
#include "sasl/sasl_dialogue.h"
#include "smtp_command.h"
#include "smtp_command_findings.h"
#include "smtp_offers.h"
#include "smtp_reply.h"
#include "smtp_transaction.h"

/* X-EXPS mechanism [initial-response] (Exchange): an AUTH by another name; what it may name stands behind its own
 * keyword of EHLO. Without a mechanism it begins nothing. */
void smtp_exps_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    if (mail_exchange_argument(exchange).length)
        sasl_dialogue_begin(session, exchange, session->last_unit);
}

/* AUTH mechanism [initial-response] (RFC 4954, 4). */
void smtp_auth_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    mail_slice rest = mail_exchange_argument(exchange);
    mail_slice mechanism = mail_slice_take_word(&rest);

    smtp_exps_on_command(session, exchange);
    if (mechanism.length && smtp_session_is_offered(session, mail_slice_from_string("AUTH")) != SMTP_NOT_OFFERED &&
        smtp_session_is_mechanism_offered(session, mechanism) == SMTP_NOT_OFFERED)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_auth_mech_not_offered);
}

/* AUTH: a 334 turns the client's next line into a response (RFC 4954, 4). */
void smtp_auth_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    if (reply)
        sasl_dialogue_go_on(session, exchange, reply->code == 334);
    else
        sasl_dialogue_go_on_blind(session, exchange);
}

/* BDAT (RFC 3030, 2): the chunk's bytes follow at once, whatever the reply will be. */
void smtp_bdat_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    uint64_t size;
    bool is_last;

    if (smtp_session_is_offered(session, mail_slice_from_string("CHUNKING")) == SMTP_NOT_OFFERED)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_bdat_not_offered);
    if (smtp_chunk_parse(mail_exchange_argument(exchange), &size, &is_last))
        mail_content_open_chunk(session, exchange, size, is_last);
    else
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_bdat_bad_argument);
}

/* BDAT, BURL: the reply to the last one is that to the message. */
void smtp_bdat_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) session;
    if (reply && !exchange->ends_message)
        smtp_transaction_refuse_content(exchange, reply);
}

/* BURL (RFC 4468, 3.5): "BURL" SP absolute-URI [SP end-marker]. */
void smtp_burl_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    struct smtp_reference reference;

    if (!smtp_reference_parse(mail_exchange_argument(exchange), &reference))
        return;
    mail_content_refer_to_part(session, exchange, reference.is_last);
    if (reference.is_last)
        smtp_transaction_leave(session);
}

/* DATA (RFC 5321, 4.1.1.4): a 354 turns the client's bytes into message content. */
void smtp_data_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    bool is_accepted = !reply || reply->code == 354;
    bool was_assumed = exchange->message != NULL;

    if (is_accepted && !was_assumed)
        mail_content_open(session, exchange, MAIL_CLIENT, MAIL_VIA_DATA);
    else if (!is_accepted && was_assumed && session->message == exchange->message)
        mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    session->content_was_assumed = !reply;
    if (reply)
        smtp_transaction_refuse_content(exchange, reply);
}

/* RSET, EHLO, HELO (RFC 5321, 4.1.1.5 and 4.1.4) and an accepted MAIL: chunks sent before belong to no message. */
void smtp_reset_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    (void) exchange;
    session->next_chunk_begins_message = true;
    session->has_referred_part = false;
    session->chunks_may_be_lost = false;
    smtp_transaction_leave(session);
}

static void drop_older_content(struct mail_session *session, const struct mail_exchange *exchange)
{
    if (session->message && session->content_exchange->number < exchange->number)
        mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
}

void smtp_reset_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    if (!reply)
        return;
    if (!smtp_reply_code_is_positive(reply->code)) {
        smtp_transaction_return(session, exchange);
        return;
    }
    smtp_transaction_end_open(session, reply);
    drop_older_content(session, exchange);
}

void smtp_quit_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && smtp_reply_code_is_positive(reply->code))
        smtp_transaction_end_open(session, reply);
}

/* An accepted EHLO, HELO or LHLO begins anew, as SMTP or as LMTP. */
static void begin_as(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply,
                     bool is_lmtp)
{
    if (!reply || smtp_reply_code_is_positive(reply->code))
        session->was_lmtp = is_lmtp;
    session->is_lmtp = session->was_lmtp;
    smtp_reset_on_reply(session, exchange, reply);
}

/* EHLO (RFC 5321, 4.1.1.1): the reply says what the server offers. */
void smtp_ehlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    begin_as(session, exchange, reply, false);
    if (reply && smtp_reply_code_is_positive(reply->code))
        smtp_offers_replace(session, reply);
}

/* HELO (RFC 5321, 4.1.1.1): no extensions. */
void smtp_helo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    begin_as(session, exchange, reply, false);
    if (reply && smtp_reply_code_is_positive(reply->code))
        smtp_offers_clear(session);
}

/* LHLO (RFC 2033, 4.1): as EHLO, but the session is LMTP from here on, unless the server refuses. */
void smtp_lhlo_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    session->is_lmtp = true;
    smtp_reset_on_command(session, exchange);
}

void smtp_lhlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    begin_as(session, exchange, reply, true);
    if (reply && smtp_reply_code_is_positive(reply->code))
        smtp_offers_replace(session, reply);
}

/* MAIL (RFC 5321, 4.1.1.2): a reference named before belongs to no message. */
void smtp_mail_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    smtp_path_add_findings(session, mail_exchange_argument(exchange), mail_slice_from_string("FROM:"),
                           MAIL_REVERSE_PATH);
    session->has_referred_part = false;
    smtp_transaction_begin(session, exchange);
}

/* An accepted MAIL: chunks sent before belong to no message. */
void smtp_mail_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    if (!reply)
        return;
    smtp_transaction_answer_mail(session, exchange, reply);
    if (smtp_reply_code_is_positive(reply->code))
        drop_older_content(session, exchange);
}

/* A load balancer's first words (https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt, 2): nobody answers. */
void smtp_proxy_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    if (session->awaits_greeting && session->open_exchanges == exchange)
        mail_exchange_forget_oldest(session);
}

void smtp_rcpt_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    smtp_path_add_findings(session, mail_exchange_argument(exchange), mail_slice_from_string("TO:"), MAIL_FORWARD_PATH);
    smtp_transaction_add_recipient(session, exchange);
}

void smtp_rcpt_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    if (reply)
        smtp_transaction_answer_recipient(session, exchange, reply);
}

/* STARTTLS (RFC 3207, 4): after 220 the TLS handshake begins, and what was offered no longer counts (4.2). An EHLO that
 * was not decrypted may tell anew. */
void smtp_starttls_on_reply(struct mail_session *session, struct mail_exchange *exchange,
                            const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && reply->code != 220)
        return;
    if (reply)
        smtp_transaction_end_open(session, reply);
    smtp_offers_forget(session);
    mail_session_expect_tls(session);
}

/* TURN (RFC 821, 4.1.1), ATRN (RFC 2645, 5.2.1 and 5.3): after a positive reply the sides change. */
void smtp_turn_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && !smtp_reply_code_is_positive(reply->code))
        return;
    smtp_offers_forget(session);
    if (!reply) {
        mail_session_doubt_roles(session);
        return;
    }
    smtp_transaction_end_open(session, reply);
    mail_session_turn(session);
}

/* XCLIENT (https://www.postfix.org/XCLIENT_README.html): after 220 the session is where it was after the greeting. */
void smtp_xclient_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && reply->code != 220)
        return;
    if (reply)
        smtp_transaction_end_open(session, reply);
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    smtp_transaction_leave(session);
    session->next_chunk_begins_message = true;
    smtp_offers_forget(session);
    session->phase = MAIL_PHASE_GREETING;
}

/* XEXCH50 (Exchange): after 354 as many bytes follow as the first number says; then the server replies again. */
void smtp_xexch50_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    bool is_accepted = !reply || reply->code == 354;
    bool was_assumed = mail_blob_is_open(session, exchange);
    uint64_t size;

    if (!is_accepted && was_assumed)
        mail_blob_break_off(session);
    else if (is_accepted && !was_assumed && smtp_blob_size_parse(mail_exchange_argument(exchange), &size))
        mail_blob_open(session, exchange, size);
}
