/* See smtp_verbs.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_verbs.h"
#include "mail_address.h"
#include "mail_blob.h"
#include "mail_content.h"
#include "mail_exchange.h"
#include "mail_session.h"
#include "mail_transcript.h"
#include "sasl_dialogue.h"
#include "smtp_command.h"
#include "smtp_offers.h"
#include "smtp_parameters.h"

static bool is_positive(const struct mail_reply *reply)
{
    return reply->code >= 200 && reply->code < 300;
}

/* X-EXPS mechanism [initial-response] (Exchange): an AUTH by another name; what it may name stands behind its own
 * keyword of EHLO. Without a mechanism it begins nothing. */
void smtp_exps_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    if (exchange->argument.length)
        sasl_dialogue_begin(session, exchange, session->last_unit);
}

/* AUTH mechanism [initial-response] (RFC 4954, 4). */
void smtp_auth_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    mail_slice rest = exchange->argument;
    mail_slice mechanism = mail_slice_take_word(&rest);

    smtp_exps_on_command(session, exchange);
    if (mechanism.length && smtp_session_is_mechanism_offered(session, mechanism) == SMTP_NOT_OFFERED)
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

    if (smtp_chunk_parse(exchange->argument, &size, &is_last))
        mail_content_open_chunk(session, exchange, size, is_last);
    else
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_bdat_bad_argument);
}

/* BURL (RFC 4468, 3.1): "BURL" SP absolute-URI [SP end-marker]. */
void smtp_burl_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    struct smtp_reference reference;

    if (smtp_reference_parse(exchange->argument, &reference))
        mail_content_refer_to_part(session, exchange, reference.is_last);
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
}

/* RSET, EHLO, HELO (RFC 5321, 4.1.1.5 and 4.1.4) and an accepted MAIL: chunks sent before belong to no message. */
void smtp_reset_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    (void) exchange;
    session->next_chunk_begins_message = true;
    session->has_referred_part = false;
    session->chunks_may_be_lost = false;
}

void smtp_reset_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    bool is_older = session->message && session->content_exchange->number < exchange->number;

    if (!reply || !is_positive(reply))
        return;
    session->recipients = (struct mail_recipients){ 0 };
    if (is_older)
        mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
}

/* An accepted EHLO, HELO or LHLO begins anew, as SMTP or as LMTP. */
static void begin_as(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply,
                     bool is_lmtp)
{
    if (!reply || is_positive(reply))
        session->is_lmtp = is_lmtp;
    smtp_reset_on_reply(session, exchange, reply);
}

/* EHLO (RFC 5321, 4.1.1.1): the reply says what the server offers. */
void smtp_ehlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    begin_as(session, exchange, reply, false);
    if (reply && is_positive(reply))
        smtp_offers_replace(session);
}

/* HELO (RFC 5321, 4.1.1.1): no extensions. */
void smtp_helo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    begin_as(session, exchange, reply, false);
    if (reply && is_positive(reply))
        smtp_offers_clear(session);
}

/* LHLO (RFC 2033, 4.1): as EHLO, but the session is LMTP from here on. */
void smtp_lhlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    begin_as(session, exchange, reply, true);
    if (reply && is_positive(reply))
        smtp_offers_replace(session);
}

static void note_parameters(struct mail_session *session, mail_slice parameters)
{
    static const enum mail_finding_id findings[] = {
        [SMTP_PARAMETER_BAD_VALUE] = MAIL_FINDING_param_bad_value, [SMTP_PARAMETER_BAD_XTEXT] = MAIL_FINDING_xtext_bad
    };

    for (mail_slice word = mail_slice_take_word(&parameters); word.length; word = mail_slice_take_word(&parameters)) {
        struct smtp_parameter parameter = smtp_parameter_parse(session->arena, word);
        if (parameter.fault)
            mail_transcript_add_finding(session, session->last_unit, findings[parameter.fault]);
    }
}

/* What is wrong with the argument of MAIL or RCPT. Without "FROM:" or "TO:" it is none. */
static void note_path(struct mail_session *session, mail_slice argument, mail_slice keyword, enum mail_path_kind kind)
{
    struct smtp_path path;
    struct mail_address address;

    if (!smtp_path_parse(argument, keyword, &path))
        return;
    if (!mail_address_parse(path.path, kind, &address) || path.is_bracketed != path.is_closed ||
        (path.path.length == 0 && !path.is_bracketed))
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_addr_syntax);
    note_parameters(session, path.parameters);
}

/* MAIL (RFC 5321, 4.1.1.2): what was named before belongs to no message. */
void smtp_mail_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    note_path(session, exchange->argument, mail_slice_from_string("FROM:"), MAIL_REVERSE_PATH);
    session->has_referred_part = false;
}

/* A load balancer's first words (https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt, 2): nobody answers. */
void smtp_proxy_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    if (session->awaits_greeting && session->open_exchanges == exchange)
        mail_exchange_forget_oldest(session);
}

void smtp_rcpt_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    note_path(session, exchange->argument, mail_slice_from_string("TO:"), MAIL_FORWARD_PATH);
}

/* RCPT (RFC 5321, 4.1.1.3): an accepted recipient has a reply of its own in LMTP. */
void smtp_rcpt_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    struct mail_recipients *recipients = &session->recipients;

    if (!reply || !is_positive(reply))
        return;
    if (recipients->last)
        recipients->last->next_recipient = exchange;
    else
        recipients->first = exchange;
    recipients->last = exchange;
    recipients->count++;
}

/* STARTTLS (RFC 3207, 4): after 220 the TLS handshake begins, and what was offered no longer counts (4.2). */
void smtp_starttls_on_reply(struct mail_session *session, struct mail_exchange *exchange,
                            const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && reply->code != 220)
        return;
    if (reply)
        smtp_offers_clear(session);
    else
        smtp_offers_doubt(session);
    mail_session_expect_tls(session);
}

/* TURN (RFC 821, 4.1.1), ATRN (RFC 2645, 5.2.1 and 5.3): after a positive reply the sides change. */
void smtp_turn_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && !is_positive(reply))
        return;
    smtp_offers_forget(session);
    if (reply)
        mail_session_turn(session);
    else
        mail_session_doubt_roles(session);
}

/* XCLIENT (https://www.postfix.org/XCLIENT_README.html): after 220 the session is where it was after the greeting. */
void smtp_xclient_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && reply->code != 220)
        return;
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    session->recipients = (struct mail_recipients){ 0 };
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
    else if (is_accepted && !was_assumed && smtp_blob_size_parse(exchange->argument, &size))
        mail_blob_open(session, exchange, size);
}
