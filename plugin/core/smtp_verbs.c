/* See smtp_verbs.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_verbs.h"
#include "mail_content.h"
#include "mail_session.h"
#include "mail_transcript.h"
#include "sasl_dialogue.h"
#include "smtp_command.h"
#include "smtp_offers.h"

static bool is_positive(const struct mail_reply *reply)
{
    return reply->code >= 200 && reply->code < 300;
}

/* AUTH (RFC 4954, 4). */
void smtp_auth_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    mail_slice mechanism = exchange->argument;

    mechanism = mail_slice_take_word(&mechanism);
    sasl_dialogue_begin(session, exchange, session->last_unit);
    if (smtp_session_is_mechanism_offered(session, mechanism) == SMTP_NOT_OFFERED)
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
}

void smtp_reset_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    bool is_older = session->message && session->content_exchange->number < exchange->number;

    if (!reply || !is_positive(reply))
        return;
    session->recipient_count = 0;
    if (is_older)
        mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
}

/* EHLO (RFC 5321, 4.1.1.1): the reply says what the server offers. */
void smtp_ehlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    smtp_reset_on_reply(session, exchange, reply);
    if (reply && is_positive(reply))
        smtp_offers_replace(session);
}

/* HELO (RFC 5321, 4.1.1.1): no extensions. */
void smtp_helo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    smtp_reset_on_reply(session, exchange, reply);
    if (reply && is_positive(reply))
        smtp_offers_clear(session);
}

/* LHLO (RFC 2033, 4.1): the session is LMTP from here on. */
void smtp_lhlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    session->is_lmtp = true;
    smtp_ehlo_on_reply(session, exchange, reply);
}

/* RCPT (RFC 5321, 4.1.1.3): an accepted recipient has a reply of its own in LMTP. */
void smtp_rcpt_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply)
{
    (void) exchange;
    if (reply && is_positive(reply))
        session->recipient_count++;
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
