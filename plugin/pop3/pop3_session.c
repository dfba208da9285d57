/* POP3 as a dialogue (RFC 1939, 3): what a line of either side does to a session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_content.h"
#include "engine/mail_dialogue.h"
#include "engine/mail_exchange.h"
#include "engine/mail_transcript.h"
#include "pop3_command.h"
#include "pop3_mail_facts.h"
#include "pop3_reply.h"
#include "pop3_reply_text.h"
#include "sasl/sasl_dialogue.h"

/* Out of step, a challenge answers only AUTH (RFC 5034, 4). */
static bool may_answer(const struct mail_session *session, const struct mail_exchange *exchange,
                       enum mail_status status)
{
    bool is_auth = mail_verb_is_gate_to(exchange->verb, MAIL_GATE_TO_SASL);

    return mail_exchange_is_in_step(session) || status != MAIL_STATUS_CHALLENGE || is_auth;
}

/* The first reply, if nothing was asked; a client may have sent before it: then a timestamp tells (RFC 1939, 4 and 7).
 */
static bool is_greeting(const struct mail_session *session, const struct pop3_status_line *parsed)
{
    if (!session->awaits_greeting || session->phase == MAIL_PHASE_UNKNOWN || parsed->status == MAIL_STATUS_CHALLENGE)
        return false;
    if (!session->open_exchanges)
        return session->phase == MAIL_PHASE_GREETING;

    bool has_timestamp = parsed->status == MAIL_STATUS_OK && pop3_timestamp_find(parsed->text).length > 0;
    bool names_itself = mail_slice_contains_nocase(parsed->text, mail_slice_from_string("POP")) &&
                        mail_slice_contains_nocase(parsed->text, mail_slice_from_string("ready"));

    return has_timestamp || names_itself;
}

static struct mail_reply *begin_reply(struct mail_session *session, const struct pop3_status_line *parsed,
                                      const struct mail_line *line)
{
    struct mail_exchange *oldest = session->open_exchanges;
    bool is_first = is_greeting(session, parsed);
    bool is_answer = oldest && !is_first && may_answer(session, oldest, parsed->status);
    struct mail_reply *reply = mail_exchange_answer(session, is_answer ? oldest : NULL, line);

    reply->status = parsed->status;
    reply->line_count = 1;
    if (is_first)
        reply->kind = MAIL_REPLY_GREETING;
    return reply;
}

static void expect_message(struct mail_session *session, struct mail_exchange *exchange, enum mail_message_via via)
{
    struct mail_message *message = mail_content_open(session, exchange, MAIL_SERVER, via);

    pop3_message_parse(mail_exchange_argument(exchange), &message->maildrop_number);
}

/* RETR: the text may tell the size (RFC 1939, 5). */
static void note_claimed_size(struct mail_message *message, mail_slice text)
{
    struct pop3_claimed_counts claimed;

    if (!message || message->via != MAIL_VIA_RETR || !pop3_claimed_counts_parse(text, &claimed))
        return;
    message->has_claimed_size = claimed.of[POP3_COUNT_OCTETS].text.length > 0;
    message->claimed_size = claimed.of[POP3_COUNT_OCTETS].value;
}

/* Whether a positive reply has more lines is known from the verb and its argument, never guessed (RFC 1939, 3). */
static void expect_more_lines(struct mail_session *session, struct mail_exchange *exchange)
{
    switch (exchange->verb ? exchange->verb->more_lines : MAIL_ONE_LINE) {
    case MAIL_ONE_LINE:
        break;
    case MAIL_ROWS_WITHOUT_ARGUMENT:
        if (mail_exchange_argument(exchange).length)
            break;
        /* fall through */
    case MAIL_ROWS:
        session->rows = exchange;
        break;
    case MAIL_MESSAGE_RETR:
        expect_message(session, exchange, MAIL_VIA_RETR);
        break;
    case MAIL_MESSAGE_TOP:
        expect_message(session, exchange, MAIL_VIA_TOP);
        break;
    }
}

/* A login's reply says how it went; USER's +OK does not. */
static void note_login(struct mail_session *session, struct mail_unit *unit, struct mail_exchange *exchange,
                       const struct pop3_status_line *parsed)
{
    static const enum sasl_word words[] = { [MAIL_STATUS_OK] = SASL_WORD_ACCEPTED,
                                            [MAIL_STATUS_ERR] = SASL_WORD_REFUSED,
                                            [MAIL_STATUS_CHALLENGE] = SASL_WORD_CHALLENGE };
    bool is_half = exchange && exchange->is_half_login;

    if (!is_half || parsed->status == MAIL_STATUS_ERR)
        sasl_dialogue_note_reply(session, unit, exchange, words[parsed->status], parsed->text);
}

static void take_greeting(struct mail_session *session, const struct pop3_status_line *parsed)
{
    session->apop_timestamp = pop3_timestamp_find(parsed->text);
    session->pop3_state = POP3_AUTHORIZATION;
    session->maildrop.counts.may_be_incomplete = false;
}

/* A row of an answer. LIST and UIDL with a message number: the reply's text is what a row would be (RFC 1939, 5 and 7).
 */
static void take_text(struct mail_session *session, const struct mail_exchange *exchange, mail_slice text)
{
    if (exchange->verb && exchange->verb->on_row)
        exchange->verb->on_row(session, text);
    pop3_mail_facts_tell_limit(session);
}

static void take_answer(struct mail_session *session, struct mail_exchange *exchange, mail_slice text)
{
    if (mail_exchange_argument(exchange).length)
        take_text(session, exchange, text);
    pop3_state_take_consent(session, exchange);
    expect_more_lines(session, exchange);
    note_claimed_size(exchange->message, text);
}

static void take_status_line(struct mail_session *session, const struct mail_line *line,
                             const struct pop3_status_line *parsed)
{
    bool was_lost = mail_dialogue_is_lost(session);
    bool was_out_of_step = session->is_out_of_step;
    struct mail_reply *reply = begin_reply(session, parsed, line);
    struct mail_exchange *exchange = reply->exchange;
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_REPLY_LINE, MAIL_SERVER, line);

    unit->reply = reply;
    unit->exchange = exchange;
    unit->is_last_reply_line = true;
    note_login(session, unit, exchange, parsed);
    if (reply->kind == MAIL_REPLY_GREETING)
        take_greeting(session, parsed);
    if (reply->kind == MAIL_REPLY_UNSOLICITED && !was_lost && !was_out_of_step)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_reply_unsolicited);
    mail_dialogue_complete_reply(session);
    if (exchange && exchange->kind == MAIL_EXCHANGE_COMMAND && reply->status == MAIL_STATUS_OK)
        take_answer(session, exchange, parsed->text);
}

/* A row of a multi-line answer, or the dot that ends it (RFC 1939, 3). */
static void take_row(struct mail_session *session, const struct mail_line *line)
{
    bool is_end = mail_slice_equals_nocase(line->text, mail_slice_from_string("."));
    struct mail_unit *unit =
        mail_transcript_add_line(session, is_end ? MAIL_UNIT_ROWS_END : MAIL_UNIT_ROW, MAIL_SERVER, line);

    unit->exchange = session->rows;
    unit->reply = session->rows->reply;
    if (!is_end) {
        take_text(session, session->rows, mail_unit_row(unit));
        return;
    }
    session->rows = NULL;
    session->rows_have_gap = false;
}

/* Behind a gap in rows a status line shows that their end was lost, if something else was asked. Where it is not the
 * first line there, the oldest reply was cut by the gap too. */
static void end_rows_lost_in_gap(struct mail_session *session, bool is_after_gap)
{
    session->rows = NULL;
    session->rows_have_gap = false;
    session->maildrop.counts.may_be_incomplete = true;
    if (!is_after_gap)
        mail_exchange_forget_oldest(session);
}

static void pop3_on_server_line(struct mail_session *session, struct mail_line *line)
{
    struct pop3_status_line parsed;
    bool is_status_line = pop3_status_line_parse(line->text, &parsed);
    bool is_after_gap = session->flows[session->layer][mail_session_side_of(session, MAIL_SERVER)].is_after_gap;

    if (session->rows && session->rows_have_gap && is_status_line && session->open_exchanges)
        end_rows_lost_in_gap(session, is_after_gap);
    if (session->rows && (!is_after_gap || mail_slice_equals_nocase(line->text, mail_slice_from_string("."))))
        take_row(session, line);
    else if (is_status_line && !session->rows)
        take_status_line(session, line, &parsed);
    else if (session->rows)
        mail_transcript_add_line(session, MAIL_UNIT_TEXT, MAIL_SERVER, line);
    else
        mail_dialogue_take_stray_line(session, line);
}

static void pop3_on_gap(struct mail_session *session)
{
    session->maildrop.counts.may_be_incomplete = true;
    pop3_state_take_gap(session);
}

static bool pop3_is_server_line(mail_slice line)
{
    struct pop3_status_line parsed;

    return pop3_status_line_parse(line, &parsed) && parsed.status != MAIL_STATUS_CHALLENGE;
}

const struct mail_protocol pop3_protocol = {
    .name = "POP3",
    .is_server_line = pop3_is_server_line,
    .is_client_line = pop3_command_is_decisive,
    .parse_command = pop3_command_parse,
    .on_command = pop3_state_take_command,
    .on_server_line = pop3_on_server_line,
    .on_gap = pop3_on_gap,
    .on_message_end = pop3_mail_facts_take_message,
};
