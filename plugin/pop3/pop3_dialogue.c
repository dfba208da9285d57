/* POP3 as a dialogue (RFC 1939, 3): which command a reply answers, and what a line of the server's does to a session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_content.h"
#include "engine/mail_dialogue.h"
#include "engine/mail_exchange.h"
#include "engine/mail_transcript.h"
#include "pop3_command.h"
#include "pop3_mail_facts.h"
#include "pop3_pairing.h"
#include "pop3_protocol.h"
#include "pop3_reply.h"
#include "pop3_reply_text.h"
#include "pop3_rows_end.h"
#include "pop3_transition.h"
#include "pop3_verb.h"

/* ---- which exchange a reply answers ---- */

/* The first reply (RFC 1939, 4), if nothing was asked; else a timestamp tells (7), or that the client did not wait in a
 * connection whose first byte was captured. */
static bool is_greeting(const struct mail_session *session, const struct pop3_status_line *parsed)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);
    enum mail_phase phase = mail_session_phase(session);

    if (!mail_session_awaits_greeting(session) || parsed->status == POP3_STATUS_CHALLENGE)
        return false;
    if (mail_exchange_has_not_waited(session))
        return true;
    if (phase == MAIL_PHASE_UNKNOWN)
        return false;
    if (!oldest)
        return phase == MAIL_PHASE_GREETING;
    if (!mail_exchange_was_seen(session, oldest))
        return true;

    bool has_timestamp = parsed->status == POP3_STATUS_OK && pop3_timestamp_find(parsed->text).length > 0;
    bool names_itself = mail_slice_contains_nocase(parsed->text, mail_slice_from_string("POP")) &&
                        mail_slice_contains_nocase(parsed->text, mail_slice_from_string("ready"));

    return has_timestamp || names_itself;
}

static struct mail_reply *begin_reply(struct mail_session *session, const struct pop3_status_line *parsed,
                                      const struct mail_line *line)
{
    bool is_first = is_greeting(session, parsed);
    struct pop3_pairing pairing = { .exchange = NULL };

    if (!is_first)
        pop3_pairing_note_beginning(session);

    bool was_certain = mail_exchange_is_certain(session);

    if (!is_first)
        pairing = pop3_pairing_take(session, parsed);

    struct mail_reply *reply = mail_exchange_answer(session, pairing.exchange, line);

    reply->status = (uint16_t) parsed->status;
    reply->line_count = 1;
    reply->unanswered = pairing.unanswered;
    if (is_first)
        reply->kind = MAIL_REPLY_GREETING;
    reply->came_unasked = was_certain && reply->kind == MAIL_REPLY_UNSOLICITED;
    return reply;
}

/* ---- what follows a status line ---- */

static void expect_message(struct pop3_session *pop3, struct mail_exchange *exchange, const struct mail_via *via)
{
    struct mail_message *message = mail_content_open(pop3->session, exchange, via);

    pop3_message_parse(mail_exchange_argument(exchange), &message->listed_number);
}

/* RETR: the text may tell the size (RFC 1939, 5). */
static void note_claimed_size(struct mail_message *message, mail_slice text)
{
    struct pop3_claimed_counts claimed;

    if (!message || message->via != &pop3_via_retr || !pop3_claimed_counts_parse(text, &claimed))
        return;
    message->has_claimed_size = claimed.of[POP3_COUNT_OCTETS].text.length > 0;
    message->claimed_size = claimed.of[POP3_COUNT_OCTETS].value;
}

/* Whether a positive reply has more lines is known from the verb and its argument, never guessed (RFC 1939, 3). */
static void expect_more_lines(struct pop3_session *pop3, struct mail_exchange *exchange)
{
    switch (exchange->verb ? pop3_verb_of(exchange->verb)->more_lines : POP3_ONE_LINE) {
    case POP3_ONE_LINE:
        break;
    case POP3_ROWS_WITHOUT_ARGUMENT:
        if (mail_exchange_has_argument(exchange))
            break;
        /* fall through */
    case POP3_ROWS:
        pop3->rows = exchange;
        break;
    case POP3_MESSAGE_RETR:
        expect_message(pop3, exchange, &pop3_via_retr);
        break;
    case POP3_MESSAGE_TOP:
        expect_message(pop3, exchange, &pop3_via_top);
        break;
    }
}

/* The +OK to a command in place of a response may answer that. */
static enum sasl_result login_result(const struct mail_exchange *exchange, const struct pop3_status_line *parsed)
{
    bool is_given_up = exchange && exchange->attempt && exchange->attempt->is_given_up;

    return is_given_up && parsed->status == POP3_STATUS_OK ? SASL_LEFT_OPEN : pop3_login_result(parsed);
}

/* A login's reply says how it went; USER's +OK does not, and neither does its -ERR if PASS was sent already: the reply
 * to that decides. */
static void note_login(struct pop3_session *pop3, struct mail_unit *unit, struct mail_exchange *exchange,
                       const struct pop3_status_line *parsed)
{
    const struct mail_exchange *next = mail_exchange_oldest(pop3->session);
    bool is_half = exchange && pop3_exchange_of(exchange)->is_half_login;
    bool is_decided_later = is_half && next && next->attempt == exchange->attempt;

    if (!is_half || (parsed->status == POP3_STATUS_ERR && !is_decided_later))
        sasl_dialogue_note_reply(pop3->session, unit, exchange, login_result(exchange, parsed), parsed->text);
}

/* Whether a reply to nothing may have been the one that lets the client in. */
static bool is_login_open(const struct pop3_session *pop3)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(pop3->session);

    return oldest && oldest->attempt;
}

static void take_greeting(struct pop3_session *pop3, const struct pop3_status_line *parsed)
{
    pop3->apop_timestamp = pop3_timestamp_find(parsed->text);
    pop3->state = POP3_AUTHORIZATION;
    pop3->state_is_assumed = false;
    pop3->maildrop.counts.may_be_incomplete = false;
}

/* A row of an answer. LIST and UIDL with a message number: the reply's text is what a row would be (RFC 1939, 5 and 7).
 */
static void take_text(struct pop3_session *pop3, const struct mail_exchange *exchange, mail_slice text)
{
    const struct pop3_verb *verb = pop3_verb_of(exchange->verb);

    if (verb && verb->on_row)
        verb->on_row(pop3, text);
}

static void take_answer(struct pop3_session *pop3, struct mail_exchange *exchange, mail_slice text, bool is_cut)
{
    if (mail_exchange_has_argument(exchange) && !is_cut)
        take_text(pop3, exchange, text);
    pop3_state_take_consent(pop3, exchange);
    expect_more_lines(pop3, exchange);
    if (!is_cut)
        note_claimed_size(exchange->message, text);
}

static void take_status_line(struct pop3_session *pop3, const struct mail_line *line,
                             const struct pop3_status_line *parsed)
{
    struct mail_reply *reply = begin_reply(pop3->session, parsed, line);
    struct mail_exchange *exchange = reply->exchange;
    struct mail_unit *unit = mail_transcript_add_line(pop3->session, MAIL_UNIT_REPLY_LINE, MAIL_SERVER, line);

    unit->reply = reply;
    unit->exchange = exchange;
    unit->is_last_reply_line = true;
    pop3_unit_keep_status_line(unit, parsed);
    note_login(pop3, unit, exchange, parsed);
    if (reply->kind == MAIL_REPLY_UNSOLICITED && is_login_open(pop3))
        pop3_state_take_gap(pop3);
    if (reply->kind == MAIL_REPLY_GREETING)
        take_greeting(pop3, parsed);
    mail_dialogue_complete_reply(pop3->session, unit, pop3_status_outcome(parsed->status));
    if (parsed->status == POP3_STATUS_CHALLENGE && !(exchange && exchange->attempt))
        sasl_dialogue_begin_unseen(&pop3->login, pop3->session,
                                   mail_verb_find_gate(&pop3_verb_table, MAIL_GATE_TO_SASL), unit, parsed->text);
    if (exchange && exchange->kind == MAIL_EXCHANGE_COMMAND && parsed->status == POP3_STATUS_OK)
        take_answer(pop3, exchange, parsed->text, mail_line_is_cut(line));
    if (exchange && parsed->status == POP3_STATUS_ERR)
        pop3_state_take_refusal(pop3, exchange);
    mail_transcript_judge(pop3->session, unit);
}

/* ---- rows ---- */

static bool is_end_of_rows(const struct mail_line *line)
{
    return mail_slice_equals_nocase(mail_line_words(line), mail_slice_from_string("."));
}

static void rows_end(struct pop3_session *pop3)
{
    pop3->rows = NULL;
    pop3->rows_have_gap = false;
}

/* A row of a multi-line answer, or the dot that ends it (RFC 1939, 3). */
static void take_row(struct pop3_session *pop3, const struct mail_line *line)
{
    bool is_end = is_end_of_rows(line);
    struct mail_unit *unit =
        mail_transcript_add_line(pop3->session, is_end ? MAIL_UNIT_ROWS_END : MAIL_UNIT_ROW, MAIL_SERVER, line);

    unit->exchange = pop3->rows;
    unit->reply = pop3->rows->late_reply;
    if (is_end)
        rows_end(pop3);
    else
        take_text(pop3, unit->exchange, mail_unit_row(unit));
    mail_transcript_judge(pop3->session, unit);
}

/* After a gap in rows a status line shows that their end was lost, if something else was asked. Where it is not the
 * first line there, the oldest reply was cut by the gap too. */
static void end_rows_lost_in_gap(struct pop3_session *pop3, bool is_after_gap)
{
    rows_end(pop3);
    pop3->maildrop.counts.may_be_incomplete = true;
    if (!is_after_gap)
        mail_exchange_forget_oldest(pop3->session);
}

static bool may_end_rows(const struct pop3_session *pop3)
{
    return pop3->rows && pop3->rows_have_gap && mail_exchange_oldest(pop3->session);
}

static void take_line(struct pop3_session *pop3, const struct mail_line *line)
{
    struct pop3_status_line parsed;
    bool is_status_line = pop3_status_line_parse(mail_line_words(line), &parsed);
    bool is_after_gap = mail_session_is_after_gap(pop3->session, MAIL_SERVER);

    pop3->maildrop_was_full = pop3->maildrop.is_full;
    if (is_status_line && may_end_rows(pop3))
        end_rows_lost_in_gap(pop3, is_after_gap);
    if (pop3->rows && (!is_after_gap || is_end_of_rows(line)))
        take_row(pop3, line);
    else if (is_status_line && !pop3->rows)
        take_status_line(pop3, line, &parsed);
    else
        mail_dialogue_take_stray_line(pop3->session, line);
}

/* Rows that ended with a lone dot without CRLF: the client, which has asked for more since, took it for the end. */
static const struct pop3_rows_end *find_rows_end(const struct pop3_session *pop3, const struct mail_line *line)
{
    if (!pop3->rows || !mail_exchange_oldest(pop3->session) || mail_session_is_after_gap(pop3->session, MAIL_SERVER))
        return NULL;
    return pop3_rows_end_find(mail_session_arena(pop3->session), line);
}

static void pop3_on_server_line(struct mail_session *session, const struct mail_line *line)
{
    struct pop3_session *pop3 = pop3_session_of(session);
    const struct pop3_rows_end *end = find_rows_end(pop3, line);

    if (end)
        take_line(pop3, &end->dot);
    take_line(pop3, end ? &end->status_line : line);
}

/* ---- what the engine asks ---- */

/* Of a row, no more than its beginning is known; a plus sign may be that of +OK. */
static enum mail_cut pop3_judge_cut(const struct mail_session *session, enum mail_role role, mail_slice beginning)
{
    const struct pop3_session *pop3 = pop3_session_of_const(session);
    struct pop3_status_line parsed;

    if (role == MAIL_CLIENT)
        return pop3_command_judge_cut(beginning);
    if (!pop3_status_line_parse(beginning, &parsed) || (pop3->rows && !may_end_rows(pop3)))
        return MAIL_CUT_TELLS_NOTHING;
    return parsed.status != POP3_STATUS_CHALLENGE || beginning.length > 1 ? MAIL_CUT_TELLS_LINE
                                                                          : MAIL_CUT_TELLS_NOTHING;
}

static void pop3_begin(struct mail_session *session, unsigned variant)
{
    struct pop3_session *pop3 = pop3_session_of(session);

    (void) variant;
    pop3->session = session;
    pop3_session_open_maildrop(pop3);
    pop3->maildrop.counts.may_be_incomplete = true;
}

static void pop3_begin_anew(struct mail_session *session, enum mail_beginning beginning)
{
    (void) beginning;
    rows_end(pop3_session_of(session));
}

static void pop3_on_command(struct mail_session *session, struct mail_exchange *exchange, struct mail_unit *unit)
{
    struct pop3_session *pop3 = pop3_session_of(session);
    const struct pop3_verb *verb = pop3_verb_of(exchange->verb);

    pop3_state_take_command(pop3, exchange);
    if (verb && verb->on_command)
        verb->on_command(pop3, pop3_exchange_of(exchange), unit);
}

static void pop3_on_sasl_line(struct mail_session *session, const struct mail_line *line)
{
    sasl_dialogue_take_line(&pop3_session_of(session)->login, session, line);
}

static void pop3_on_answer(struct mail_session *session, struct mail_exchange *exchange,
                           const struct mail_answer *answer)
{
    const struct pop3_verb *verb = pop3_verb_of(exchange->verb);

    if (verb && verb->on_answer)
        verb->on_answer(pop3_session_of(session), pop3_exchange_of(exchange), answer);
}

/* Rows go on after a gap in them. */
static bool pop3_takes_gap(struct mail_session *session, enum mail_role role)
{
    struct pop3_session *pop3 = pop3_session_of(session);

    if (role == MAIL_CLIENT || !pop3->rows)
        return false;
    pop3->rows_have_gap = true;
    return true;
}

static void pop3_on_gap(struct mail_session *session, enum mail_role role)
{
    struct pop3_session *pop3 = pop3_session_of(session);

    (void) role;
    pop3->maildrop.counts.may_be_incomplete = true;
    pop3_state_take_gap(pop3);
}

static void pop3_on_message_end(struct mail_session *session, struct mail_unit *unit)
{
    struct pop3_session *pop3 = pop3_session_of(session);

    pop3->maildrop_was_full = pop3->maildrop.is_full;
    pop3_mail_facts_take_message(pop3, unit);
}

static uint8_t pop3_state(const struct mail_session *session)
{
    return (uint8_t) pop3_session_of_const(session)->state;
}

static bool pop3_is_server_line(mail_slice line)
{
    struct pop3_status_line parsed;

    return pop3_status_line_parse(line, &parsed) && parsed.status != POP3_STATUS_CHALLENGE;
}

const struct mail_protocol pop3_protocol = {
    .name = "POP3",
    .exchange_size = sizeof(struct pop3_exchange),
    .reply_size = sizeof(struct mail_reply),
    .state_size = sizeof(struct pop3_session),
    .is_server_line = pop3_is_server_line,
    .is_client_line = pop3_command_is_decisive,
    .begin = pop3_begin,
    .begin_anew = pop3_begin_anew,
    .parse_command = pop3_command_parse,
    .judge_cut = pop3_judge_cut,
    .login = pop3_command_login,
    .on_command = pop3_on_command,
    .on_sasl_line = pop3_on_sasl_line,
    .on_server_line = pop3_on_server_line,
    .on_answer = pop3_on_answer,
    .takes_gap = pop3_takes_gap,
    .on_gap = pop3_on_gap,
    .on_message_end = pop3_on_message_end,
    .ends_session = pop3_pairing_is_farewell,
    .state = pop3_state,
};
