/* SMTP as a dialogue (RFC 5321, 3 and 4): which reply answers what, and what a reply's line does to a session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_content.h"
#include "engine/mail_dialogue.h"
#include "engine/mail_exchange.h"
#include "engine/mail_gate.h"
#include "engine/mail_transcript.h"
#include "smtp_command.h"
#include "smtp_content.h"
#include "smtp_enhanced_status.h"
#include "smtp_further_replies.h"
#include "smtp_pairing.h"
#include "smtp_protocol.h"
#include "smtp_reply_end.h"
#include "smtp_reply_text.h"
#include "smtp_session.h"

/* ---- which exchange a reply answers ---- */

/* STARTTLS, XCLIENT: a 220 answers them. */
static bool begins_anew(const struct mail_verb *verb)
{
    return mail_verb_is_gate_to(verb, MAIL_GATE_TO_TLS) || mail_verb_is_gate_to(verb, MAIL_GATE_TO_GREETING);
}

/* Connection establishment (RFC 5321, 3.1 and 4.3.2): 220, 554, or 421 at any time. An early 220 answers no command but
 * those that ask for a new session. Where the connection's first byte was captured, it is the greeting whatever was
 * asked by a client that did not wait. */
static bool is_greeting(const struct mail_session *session, uint16_t code)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    if (!mail_session_awaits_greeting(session))
        return false;
    if (mail_session_is_from_start(session, MAIL_SERVER) && (code == 554 || code == 421))
        return true;
    if (mail_exchange_has_not_waited(session))
        return code == 220 || smtp_reply_code_is_refusal(code);
    if (mail_session_phase(session) == MAIL_PHASE_UNKNOWN)
        return false;
    if (!oldest || !mail_exchange_was_seen(session, oldest))
        return code == 220 || code == 554 || code == 421;
    return code == 220 && !begins_anew(oldest->verb);
}

/* The end of content that the reply shows. A 221 answers none: it only tells that it has ended, as QUIT follows content
 * (RFC 5321, 4.3.2). */
static struct mail_exchange *content_answered(struct smtp_session *smtp, uint16_t code)
{
    if (code != 221)
        return smtp_content_take_reply(smtp, code);
    smtp_content_break_off(smtp);
    return NULL;
}

/* One of the open exchanges, or the end of content that this reply shows. */
static struct smtp_pairing pair_reply(struct smtp_session *smtp, const struct smtp_reply_line *line)
{
    smtp_content_note_code(smtp, line->code);

    unsigned missing = smtp_further_replies_leave(smtp, line);
    struct smtp_pairing pairing = smtp_pairing_take(smtp->session, line);

    pairing.unanswered += missing;

    if (pairing.exchange)
        return pairing;
    if (mail_exchange_oldest(smtp->session))
        smtp_content_disprove_assumed(smtp);
    else
        pairing.exchange = content_answered(smtp, line->code);
    return pairing;
}

/* ---- a reply's lines ---- */

static void take_greeting(struct smtp_session *smtp, struct mail_reply *reply, mail_slice text)
{
    reply->kind = MAIL_REPLY_GREETING;
    smtp->transactions.mail_may_be_lost = false;
    smtp->is_variant_known = true;
    smtp->was_lmtp |= mail_slice_contains_nocase(text, mail_slice_from_string("LMTP"));
    smtp->transactions.is_lmtp |= smtp->was_lmtp;
}

/* A 354 shows that a DATA was lost if it answers nothing, and no content is open that it may belong to; or that the
 * server took an unknown word for DATA. */
static bool shows_lost_data(const struct smtp_session *smtp, const struct mail_exchange *exchange, uint16_t code)
{
    bool is_unknown = exchange && !exchange->verb && exchange->kind == MAIL_EXCHANGE_COMMAND;
    bool is_nobodys = !exchange && !smtp_content_is_consented_late(smtp);
    bool has_room = mail_exchange_is_out_of_step(smtp->session) || !mail_content_is_open(smtp->session);

    return code == 354 && (is_unknown || (is_nobodys && has_room));
}

static struct mail_reply *begin_reply(struct smtp_session *smtp, const struct smtp_reply_line *parsed,
                                      const struct mail_line *line)
{
    struct mail_session *session = smtp->session;
    bool is_first = is_greeting(session, parsed->code);
    bool is_preliminary = smtp_reply_code_is_preliminary(parsed->code);
    struct smtp_pairing pairing = { .exchange = NULL };

    if (!is_first)
        smtp_pairing_note_beginning(session);

    bool was_certain = mail_exchange_is_certain(session);
    bool is_awaited = smtp_pairing_is_awaited(session);

    if (!is_first && !is_preliminary)
        pairing = pair_reply(smtp, parsed);

    struct mail_exchange *exchange = pairing.exchange;
    struct mail_reply *reply = mail_exchange_answer(session, exchange, line);

    if (exchange)
        smtp_further_replies_expect(smtp, exchange, parsed->code);
    else if (parsed->code == 354 && smtp_content_is_consented_late(smtp))
        mail_exchange_trust_oldest(session);
    reply->status = parsed->code;
    smtp_reply_to_write(reply)->enhanced = parsed->enhanced;
    smtp_reply_to_write(reply)->shows_lost_data = shows_lost_data(smtp, exchange, parsed->code);
    if (is_first)
        take_greeting(smtp, reply, parsed->text);
    if (is_preliminary && mail_exchange_oldest(session))
        reply->kind = MAIL_REPLY_PRELIMINARY;
    smtp_pairing_note(session, reply, &pairing, was_certain, is_awaited);
    return reply;
}

static void take_extension(struct smtp_session *smtp, const struct mail_line *line,
                           const struct smtp_reply_line *parsed)
{
    const struct mail_arena *arena = mail_session_arena(smtp->session);

    if (parsed->code && !mail_line_is_cut(line))
        smtp_offering_take_line(&smtp->offering, arena, parsed->text);
    if (!parsed->code || line->is_truncated || mail_line_is_cut(line))
        smtp_offering_doubt_reply(&smtp->offering, arena);
}

/* Whether the reply accepts a message: of content, of a chunk, or of what a gap hides. */
static bool is_acceptance(const struct mail_reply *reply)
{
    const struct mail_exchange *exchange = reply->exchange;

    if (!smtp_reply_code_is_positive(reply->status) || reply->kind == MAIL_REPLY_GREETING)
        return false;
    return !exchange || exchange->message || smtp_reply_answers_message(reply);
}

static void note_queue_ids(struct smtp_session *smtp, struct smtp_reply *said, mail_slice text)
{
    const struct smtp_queue_ids found = smtp_queue_ids_find(text);

    for (size_t i = 0; i < found.count; i++)
        smtp_queue_id_add(mail_session_arena(smtp->session), &said->queue_ids, found.of[i]);
}

/* What the line says to those who know the servers, and of a login. */
static void note_text(struct smtp_session *smtp, struct mail_reply *reply, struct mail_unit *unit,
                      const struct smtp_reply_line *parsed)
{
    struct smtp_reply *said = smtp_reply_to_write(reply);

    if (unit->reply_index == 0)
        sasl_dialogue_note_reply(smtp->session, unit, reply->exchange, smtp_reply_code_login_result(parsed->code),
                                 parsed->text);
    said->is_acceptance = is_acceptance(reply);
    if (said->is_acceptance && !mail_line_is_cut(unit->line))
        note_queue_ids(smtp, said, parsed->text);
}

/* A 421 ends the session whatever was asked (RFC 5321, 3.8); a 221 too, where QUIT is lost. A refusal while the content
 * is being sent refuses it. */
static bool ends_transaction_early(const struct mail_session *session, const struct mail_reply *reply)
{
    bool refuses_content =
        smtp_reply_code_is_refusal(reply->status) && mail_content_is_open(session) && !mail_content_is_assumed(session);

    return reply->status == 421 || (!reply->exchange && (reply->status == 221 || refuses_content));
}

/* The unit is the reply's last line; NULL: it has none. */
static void complete_reply(struct smtp_session *smtp, const struct mail_reply *reply, struct mail_unit *unit)
{
    struct smtp_transactions *transactions = &smtp->transactions;

    mail_dialogue_complete_reply(smtp->session, unit, smtp_reply_code_outcome(reply->status));
    if (smtp_reply_of(reply)->shows_lost_data)
        smtp_content_open_of_lost_data(smtp);
    if (smtp_reply_answers_message(reply))
        smtp_transaction_take_verdict(transactions, smtp->session, reply, unit);
    if (ends_transaction_early(smtp->session, reply))
        smtp_transaction_end_open(transactions, smtp->session, reply, unit);
    if (!unit)
        return;
    smtp_transaction_mark_reply(unit);
    if (reply->status == 334 && !(reply->exchange && reply->exchange->attempt))
        sasl_dialogue_begin_unseen(&smtp->login, smtp->session,
                                   mail_verb_find_gate(&smtp_verb_table, MAIL_GATE_TO_SASL), unit,
                                   smtp_unit_reply_line(unit).text);
}

static void take_reply_line(struct smtp_session *smtp, const struct mail_line *line,
                            const struct smtp_reply_line *parsed)
{
    struct mail_reply *begun = mail_dialogue_reply(smtp->session);
    struct mail_reply *reply = begun ? begun : begin_reply(smtp, parsed, line);
    struct mail_unit *unit = mail_transcript_add_line(smtp->session, MAIL_UNIT_REPLY_LINE, MAIL_SERVER, line);

    unit->reply = reply;
    unit->exchange = reply->exchange;
    unit->reply_index = reply->line_count++;
    unit->is_last_reply_line = !parsed->has_more;
    smtp_unit_keep_reply_line(unit, parsed);
    if (smtp_unit_is_extension(unit))
        take_extension(smtp, line, parsed);
    smtp_transaction_say_ended(&smtp->transactions, smtp->session, unit);
    note_text(smtp, reply, unit, parsed);
    mail_transcript_judge(smtp->session, unit);
    smtp_transaction_mark_reply(unit);
    if (unit->is_last_reply_line)
        complete_reply(smtp, reply, unit);
}

/* Negative by its enhanced status code: 4 or 5 (RFC 3463, 2). */
static bool is_refusal_without_code(mail_slice text)
{
    return smtp_enhanced_status_length(text) && (text.bytes[0] == '4' || text.bytes[0] == '5');
}

/* A line without a code: while one command waits it may be that command's reply. If the client goes on it was. */
static void take_codeless_line(struct smtp_session *smtp, const struct mail_line *line)
{
    struct mail_exchange *oldest = mail_exchange_oldest(smtp->session);
    bool is_only_one = oldest && oldest == mail_exchange_newest(smtp->session);

    mail_dialogue_take_stray_line(smtp->session, line);
    if (!is_only_one || !mail_exchange_is_certain(smtp->session) || !mail_exchange_was_seen(smtp->session, oldest))
        return;
    mail_exchange_doubt_oldest(smtp->session);
    if (is_refusal_without_code(line->text))
        mail_gate_open(smtp->session, oldest);
    else
        mail_gate_open_as_accepted(smtp->session);
}

/* 1yz precedes an answer: within another reply it is text like any other, and it is no greeting. */
static bool may_be_preliminary(const struct mail_session *session)
{
    const struct mail_reply *begun = mail_dialogue_reply(session);

    return begun ? smtp_reply_code_is_preliminary(begun->status) : !mail_session_awaits_greeting(session);
}

/* What only looks like a reply line is one where a reply is awaited. */
static bool is_reply_line(const struct mail_session *session, const struct mail_line *line,
                          struct smtp_reply_line *parsed)
{
    if (mail_line_is_cut(line))
        return smtp_reply_line_parse_cut(line->text, parsed);
    if (smtp_reply_line_parse(mail_line_words(line), parsed))
        return !smtp_reply_code_is_preliminary(parsed->code) || may_be_preliminary(session);
    return !mail_dialogue_reply(session) && mail_exchange_oldest(session) && mail_exchange_is_in_step(session) &&
           !mail_session_is_after_gap(session, MAIL_SERVER) && smtp_reply_line_parse_malformed(line->text, parsed);
}

/* A line without a code is one of the reply being read, or nothing of the dialogue. */
static void smtp_on_server_line(struct mail_session *session, const struct mail_line *line)
{
    struct smtp_reply_line parsed;

    if (is_reply_line(session, line, &parsed)) {
        take_reply_line(smtp_session_of(session), line, &parsed);
    } else if (mail_dialogue_reply(session)) {
        parsed = (struct smtp_reply_line){ .has_more = true, .text = line->text };
        take_reply_line(smtp_session_of(session), line, &parsed);
    } else {
        take_codeless_line(smtp_session_of(session), line);
    }
}

/* ---- what the engine asks ---- */

static enum mail_cut smtp_judge_cut(const struct mail_session *session, enum mail_role role, mail_slice beginning)
{
    struct smtp_reply_line parsed;

    (void) session;
    if (role == MAIL_CLIENT)
        return smtp_command_judge_cut(beginning);
    return smtp_reply_line_parse_cut(beginning, &parsed) ? MAIL_CUT_TELLS_LINE : MAIL_CUT_TELLS_NOTHING;
}

static void smtp_end_reply(struct mail_session *session, struct mail_unit *unit)
{
    complete_reply(smtp_session_of(session), mail_dialogue_reply(session), unit);
}

static void smtp_begin(struct mail_session *session, unsigned variant)
{
    struct smtp_session *smtp = smtp_session_of(session);

    smtp->session = session;
    smtp_transactions_begin(&smtp->transactions);
    smtp->transactions.is_lmtp = smtp->was_lmtp = smtp->is_variant_known = variant == SMTP_AS_LMTP;
}

/* After XCLIENT the client gives MAIL anew; the server's transaction ends with a reply, which may be a later one. Else
 * MAIL may be lost as it was before. */
static void smtp_begin_anew(struct mail_session *session, enum mail_beginning beginning)
{
    struct smtp_session *smtp = smtp_session_of(session);

    if (beginning == MAIL_BEGINS_AS_AFTER_GREETING)
        smtp_transaction_leave(&smtp->transactions, NULL);
    else
        smtp_transactions_begin_anew(&smtp->transactions);
    smtp_chunks_begin_anew(&smtp->chunks, session);
    smtp_offering_forget(&smtp->offering);
}

static void smtp_on_command(struct mail_session *session, struct mail_exchange *exchange, struct mail_unit *unit)
{
    struct smtp_session *smtp = smtp_session_of(session);
    struct smtp_exchange *asked = smtp_exchange_of(exchange);
    const struct smtp_verb *verb = smtp_verb_of(exchange->verb);

    if (smtp_further_replies_may_be_over(session, exchange))
        exchange->is_pipelined = false;
    smtp_transaction_take_command(&smtp->transactions, asked, unit);
    asked->came_too_early = exchange->is_pipelined && smtp_offering_lacks(&smtp->offering, "PIPELINING");
    if (verb && verb->on_command)
        verb->on_command(smtp, asked, unit);
}

static void smtp_on_sasl_line(struct mail_session *session, const struct mail_line *line)
{
    sasl_dialogue_take_line(&smtp_session_of(session)->login, session, line);
}

static void smtp_on_answer(struct mail_session *session, struct mail_exchange *exchange,
                           const struct mail_answer *answer)
{
    const struct smtp_verb *verb = smtp_verb_of(exchange->verb);

    if (verb && verb->on_answer)
        verb->on_answer(smtp_session_of(session), smtp_exchange_of(exchange), answer);
}

static void smtp_on_gap(struct mail_session *session, enum mail_role role)
{
    struct smtp_session *smtp = smtp_session_of(session);

    if (role == MAIL_CLIENT)
        smtp_chunks_doubt(&smtp->chunks, session);
    smtp_offering_doubt(&smtp->offering, mail_session_arena(session));
    smtp_transaction_doubt(&smtp->transactions);
}

/* A message without chunks ends the transaction too: what BDAT or BURL sent before it is over (RFC 3030, 2). Where a
 * gap hides its end, commands after it may be lost. */
static void smtp_on_message_end(struct mail_session *session, struct mail_unit *unit)
{
    struct smtp_session *smtp = smtp_session_of(session);
    bool is_without_chunks = !unit->message->via->is_in_chunks && unit->message->end != MAIL_MESSAGE_ABORTED;

    smtp_transaction_take_message(&smtp->transactions, unit);
    if (is_without_chunks)
        smtp_chunks_begin_anew(&smtp->chunks, session);
    if (unit->message->end == MAIL_MESSAGE_IN_GAP)
        smtp_chunks_doubt(&smtp->chunks, session);
}

static void smtp_on_content_asked(struct mail_exchange *exchange, const struct mail_exchange *content)
{
    smtp_exchange_of(exchange)->transaction = smtp_exchange_of_const(content)->transaction;
}

static unsigned smtp_transaction_number(const struct mail_exchange *exchange)
{
    return smtp_transaction_number_of(smtp_exchange_of_const(exchange));
}

static bool smtp_ends_transaction(const struct mail_unit *unit)
{
    return smtp_unit_ended_transaction(unit) != NULL;
}

static uint8_t smtp_state(const struct mail_session *session)
{
    return smtp_session_is_lmtp(session);
}

static bool smtp_is_server_line(mail_slice line)
{
    struct smtp_reply_line parsed;

    return line.length > 3 && smtp_reply_line_parse(line, &parsed) && smtp_reply_code_is_in_range(parsed.code);
}

/* RFC 5321, 3.8 and 4.3.2. */
static bool smtp_ends_session(mail_slice reply)
{
    return mail_slice_starts_with_nocase(reply, mail_slice_from_string("221 ")) ||
           mail_slice_starts_with_nocase(reply, mail_slice_from_string("421 "));
}

/* 221 and 421 end the session, whatever was asked (RFC 5321, 3.8). */
static bool smtp_shows_that_more_was_asked(const struct mail_session *session, mail_slice line)
{
    struct smtp_reply_line parsed;

    return smtp_session_of_const(session)->is_variant_known && smtp_reply_line_parse(line, &parsed) &&
           parsed.code != 221 && parsed.code != 421;
}

const struct mail_protocol smtp_protocol = {
    .name = "SMTP",
    .exchange_size = sizeof(struct smtp_exchange),
    .reply_size = sizeof(struct smtp_reply),
    .state_size = sizeof(struct smtp_session),
    .is_server_line = smtp_is_server_line,
    .is_client_line = smtp_command_is_decisive,
    .begin = smtp_begin,
    .begin_anew = smtp_begin_anew,
    .parse_command = smtp_command_parse,
    .judge_cut = smtp_judge_cut,
    .shows_end_of_reply = smtp_reply_end_is_shown,
    .end_reply = smtp_end_reply,
    .login = smtp_command_login,
    .on_command = smtp_on_command,
    .on_sasl_line = smtp_on_sasl_line,
    .on_server_line = smtp_on_server_line,
    .on_answer = smtp_on_answer,
    .on_gap = smtp_on_gap,
    .on_message_end = smtp_on_message_end,
    .on_content_asked = smtp_on_content_asked,
    .ends_session = smtp_ends_session,
    .shows_that_more_was_asked = smtp_shows_that_more_was_asked,
    .ends_transaction = smtp_ends_transaction,
    .transaction_number = smtp_transaction_number,
    .state = smtp_state,
};
