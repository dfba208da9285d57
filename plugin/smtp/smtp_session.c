/* SMTP as a dialogue (RFC 5321, 3 and 4): what a line of either side does to a session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_blob.h"
#include "engine/mail_content.h"
#include "engine/mail_dialogue.h"
#include "engine/mail_exchange.h"
#include "engine/mail_transcript.h"
#include "sasl/sasl_dialogue.h"
#include "smtp_command.h"
#include "smtp_command_findings.h"
#include "smtp_offers.h"
#include "smtp_reply.h"
#include "smtp_reply_text.h"
#include "smtp_transaction.h"

/* Whether 354 answers the verb: bytes follow that are no lines. */
static bool asks_for_content(const struct mail_verb *verb)
{
    return mail_verb_is_gate_to(verb, MAIL_GATE_TO_CONTENT) || mail_verb_is_gate_to(verb, MAIL_GATE_TO_BLOB);
}

/* 221 answers it, and nothing else (RFC 5321, 4.3.2). */
static bool is_quit(const struct mail_verb *verb)
{
    return verb && verb == mail_verb_find(smtp_verbs, smtp_verb_count, mail_slice_from_string("QUIT"));
}

/* Out of step, a reply answers only what its code fits (RFC 5321, 4.2.1 and 4.3.2). */
static bool may_answer(const struct mail_session *session, const struct mail_exchange *exchange, uint16_t code)
{
    const struct mail_verb *verb = exchange->verb;
    bool is_intermediate = code >= 300 && code < 400;
    bool is_data = asks_for_content(verb) && exchange->kind == MAIL_EXCHANGE_COMMAND;
    bool is_auth = mail_verb_is_gate_to(verb, MAIL_GATE_TO_SASL);

    if (mail_exchange_is_in_step(session))
        return true;
    if (is_quit(verb))
        return code == 221 || code >= 400;
    if (is_intermediate)
        return code == 354 ? is_data : code == 334 ? is_auth : is_data || is_auth;
    return !is_data || smtp_reply_code_is_refusal(code);
}

/* STARTTLS, XCLIENT: a 220 answers them. */
static bool begins_anew(const struct mail_verb *verb)
{
    return mail_verb_is_gate_to(verb, MAIL_GATE_TO_TLS) || mail_verb_is_gate_to(verb, MAIL_GATE_TO_GREETING);
}

/* Connection establishment: 220, 554, or 421 at any time (RFC 5321, 4.3.2). An early 220 answers no command but those
 * that ask for a new session. */
static bool is_greeting(const struct mail_session *session, uint16_t code)
{
    const struct mail_exchange *oldest = session->open_exchanges;

    if (!session->awaits_greeting || session->phase == MAIL_PHASE_UNKNOWN)
        return false;
    if (!oldest)
        return code == 220 || code == 554 || code == 421;
    return code == 220 && !begins_anew(oldest->verb);
}

/* Content was assumed because the reply to DATA may be lost; a reply that cannot be DATA's shows, once content was
 * read, that it was a refusal. */
static void disprove_assumed_content(struct mail_session *session)
{
    bool is_assumed = mail_content_is_open(session) && session->content_exchange == session->in_doubt;

    if (!is_assumed || session->message->size == 0)
        return;
    mail_exchange_forget_oldest(session);
    session->in_doubt = NULL;
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
}

/* A 354 answers no content: what was read as content behind a gap was, from some line on, the dialogue; unless the DATA
 * that the content belongs to still waits for it. */
static void end_content_that_was_dialogue(struct mail_session *session)
{
    if (session->content_exchange == session->open_exchanges)
        return;
    mail_content_abandon(session, MAIL_MESSAGE_IN_GAP);
    mail_exchange_forget_all(session);
}

/* QUIT ends what is asked: at its 221, the replies before it never came. */
static void forget_what_precedes_quit(struct mail_session *session)
{
    struct mail_exchange *last = session->last_open_exchange;

    while (is_quit(last->verb) && session->open_exchanges != last)
        mail_exchange_forget_oldest(session);
}

/* The oldest open exchange, or the end of content that this reply shows. */
static struct mail_exchange *exchange_answered(struct mail_session *session, uint16_t code)
{
    if (code == 354 && mail_content_is_open(session) && session->message->missing)
        end_content_that_was_dialogue(session);
    if (code == 221 && session->open_exchanges)
        forget_what_precedes_quit(session);

    struct mail_exchange *oldest = session->open_exchanges;

    if (oldest && may_answer(session, oldest, code))
        return oldest;
    if (oldest)
        disprove_assumed_content(session);
    else if (mail_content_is_open(session))
        return mail_content_end_by_reply(session);
    else
        mail_blob_note_reply(session);
    return NULL;
}

static enum sasl_word sasl_word_of(uint16_t code)
{
    return code == 334 ? SASL_WORD_CHALLENGE : code < 300 ? SASL_WORD_ACCEPTED : SASL_WORD_REFUSED;
}

/* How many replies to a message follow its first. LMTP has one for each accepted recipient (RFC 2033, 4.2), SMTP one.
 * Exim's PRDR says 353 first, then one for each recipient and one for all (draft-hall-prdr-00, 3). */
static unsigned further_replies(const struct mail_session *session, const struct mail_exchange *answered, uint16_t code)
{
    unsigned recipients = answered->transaction ? answered->transaction->accepted_count : 0;

    if (code == 353)
        return recipients + 1;
    return session->is_lmtp && recipients ? recipients - 1 : 0;
}

static struct mail_recipient *next_accepted(struct mail_recipient *recipient)
{
    while (recipient && recipient->verdict != MAIL_VERDICT_ACCEPTED)
        recipient = recipient->next;
    return recipient;
}

/* The replies to a message speak of the accepted recipients in the order of their RCPT; PRDR's first and last speak of
 * all. The further ones stand first in the queue. */
static void name_recipients(struct mail_session *session, struct mail_exchange *answered, bool is_for_all)
{
    struct mail_recipient *recipient = next_accepted(answered->transaction->first_recipient);
    struct mail_exchange *further = session->open_exchanges;

    if (!is_for_all && recipient) {
        answered->recipient = recipient;
        recipient = next_accepted(recipient->next);
    }
    for (; recipient; recipient = next_accepted(recipient->next), further = further->next)
        further->recipient = recipient;
}

static void expect_further_replies(struct mail_session *session, struct mail_exchange *answered, uint16_t code)
{
    const struct mail_transaction *transaction = answered->transaction;
    unsigned further = further_replies(session, answered, code);
    bool is_for_all = code == 353;

    mail_exchange_repeat(session, answered, further);
    smtp_transaction_expect_replies(answered, further + 1);
    if ((session->is_lmtp || is_for_all) && transaction && !transaction->may_be_incomplete)
        name_recipients(session, answered, is_for_all);
}

/* The reply to a DATA whose content was read without it: the client has sent it too early. */
static bool is_late_consent(const struct mail_session *session)
{
    const struct mail_exchange *oldest = session->open_exchanges;

    return session->content_was_assumed && oldest && oldest->kind == MAIL_EXCHANGE_CONTENT;
}

static struct mail_reply *begin_reply(struct mail_session *session, const struct smtp_reply_line *parsed,
                                      const struct mail_line *line)
{
    bool is_first = is_greeting(session, parsed->code);
    struct mail_exchange *exchange = is_first ? NULL : exchange_answered(session, parsed->code);
    struct mail_reply *reply = mail_exchange_answer(session, exchange, line);

    if (exchange && exchange->ends_message)
        expect_further_replies(session, exchange, parsed->code);
    reply->code = parsed->code;
    reply->enhanced = parsed->enhanced;
    reply->shows_lost_data = parsed->code == 354 && !exchange && !is_late_consent(session) &&
                             (session->is_out_of_step || !mail_content_is_open(session));
    if (!is_first)
        return reply;
    reply->kind = MAIL_REPLY_GREETING;
    session->mail_may_be_lost = false;
    session->was_lmtp |= mail_slice_contains_nocase(parsed->text, mail_slice_from_string("LMTP"));
    session->is_lmtp |= session->was_lmtp;
    return reply;
}

/* What is wrong with a line that has a code. */
static void add_code_findings(struct mail_session *session, struct mail_unit *unit,
                              const struct smtp_reply_line *parsed)
{
    if (parsed->code != unit->reply->code)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_reply_code_changes);
    if (!smtp_reply_code_is_in_range(parsed->code))
        mail_transcript_add_finding(session, unit, MAIL_FINDING_reply_code_range);
    if (parsed->enhanced.length && parsed->enhanced.bytes[0] - '0' != parsed->code / 100)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_esc_class_mismatch);
}

/* Content begins at 354, also where the DATA that it answers is lost. */
static void open_content_of_lost_data(struct mail_session *session)
{
    struct mail_exchange *data = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_exchange));

    data->number = ++session->exchange_count;
    data->transaction = session->transaction;
    data->verb = mail_verb_find_gate(smtp_verbs, smtp_verb_count, MAIL_GATE_TO_CONTENT);
    mail_content_open(session, data, MAIL_CLIENT, MAIL_VIA_DATA);
}

static void take_extension(struct mail_session *session, const struct mail_line *line,
                           const struct smtp_reply_line *parsed)
{
    if (parsed->code)
        smtp_offers_take_line(session, parsed->text);
    if (!parsed->code || line->is_truncated)
        smtp_offers_doubt_reply(session);
}

/* Whether the reply is one to a message. */
static bool answers_message(const struct mail_reply *reply)
{
    const struct mail_exchange *exchange = reply->exchange;

    return exchange && (exchange->ends_message || (exchange->kind == MAIL_EXCHANGE_CONTENT && exchange->message));
}

/* Whether the reply accepts a message: of content, of a chunk, or of what a gap hides. */
static bool is_acceptance(const struct mail_reply *reply)
{
    const struct mail_exchange *exchange = reply->exchange;

    if (!smtp_reply_code_is_positive(reply->code) || reply->kind == MAIL_REPLY_GREETING)
        return false;
    return !exchange || exchange->message || answers_message(reply);
}

/* The unit is the reply's last line. A 421 ends the session whatever was asked (RFC 5321, 3.8). */
static void complete_reply(struct mail_session *session, struct mail_unit *unit)
{
    struct mail_reply *reply = session->reply;

    mail_dialogue_complete_reply(session);
    if (answers_message(reply))
        smtp_transaction_take_verdict(session, reply->exchange, reply);
    if (reply->code == 421)
        smtp_transaction_end_open(session, reply);
    smtp_transaction_mark_reply(unit);
    if (reply->shows_lost_data)
        open_content_of_lost_data(session);
}

static void take_reply_line(struct mail_session *session, const struct mail_line *line,
                            const struct smtp_reply_line *parsed)
{
    bool was_lost = mail_dialogue_is_lost(session);
    bool was_out_of_step = session->is_out_of_step;
    bool is_first = session->reply == NULL;
    struct mail_reply *reply = is_first ? begin_reply(session, parsed, line) : session->reply;
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_REPLY_LINE, MAIL_SERVER, line);

    unit->reply = reply;
    unit->exchange = reply->exchange;
    unit->reply_index = reply->line_count++;
    unit->is_last_reply_line = !parsed->has_more;
    if (is_first)
        sasl_dialogue_note_reply(session, unit, reply->exchange, sasl_word_of(parsed->code), parsed->text);
    if (is_first && reply->exchange)
        smtp_pipelining_add_findings(session);
    if (smtp_unit_is_extension(unit))
        take_extension(session, line, parsed);
    if (is_first && reply->kind == MAIL_REPLY_UNSOLICITED && !was_lost && !was_out_of_step)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_reply_unsolicited);
    if (parsed->code)
        add_code_findings(session, unit, parsed);
    smtp_transaction_mark_reply(unit);
    if (is_acceptance(reply) && !reply->queue_id.length)
        reply->queue_id = smtp_queue_id_find(parsed->text);
    if (unit->is_last_reply_line)
        complete_reply(session, unit);
}

/* No reply line: a line of a reply that lacks its code, or nothing of the dialogue. */
static void take_codeless_line(struct mail_session *session, const struct mail_line *line)
{
    const struct smtp_reply_line codeless = { .has_more = true, .text = line->text };

    if (session->reply) {
        take_reply_line(session, line, &codeless);
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_malformed_reply);
        return;
    }
    mail_dialogue_take_stray_line(session, line);
}

static void smtp_on_server_line(struct mail_session *session, struct mail_line *line)
{
    struct smtp_reply_line parsed;

    if (smtp_reply_line_parse(line->text, &parsed))
        take_reply_line(session, line, &parsed);
    else
        take_codeless_line(session, line);
}

static void smtp_on_command(struct mail_session *session, struct mail_exchange *exchange)
{
    smtp_transaction_take_command(session, exchange);
    smtp_command_add_findings(session, exchange);
}

static void smtp_on_gap(struct mail_session *session)
{
    smtp_offers_doubt(session);
    smtp_transaction_doubt(session);
}

static bool smtp_is_server_line(mail_slice line)
{
    struct smtp_reply_line parsed;

    return line.length > 3 && smtp_reply_line_parse(line, &parsed) && smtp_reply_code_is_in_range(parsed.code);
}

const struct mail_protocol smtp_protocol = {
    .name = "SMTP",
    .is_server_line = smtp_is_server_line,
    .is_client_line = smtp_command_is_decisive,
    .parse_command = smtp_command_parse,
    .on_command = smtp_on_command,
    .on_server_line = smtp_on_server_line,
    .on_gap = smtp_on_gap,
    .on_message_end = smtp_transaction_take_message,
};
