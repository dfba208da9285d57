/* See mail_dialogue.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_dialogue.h"
#include "base/mail_typed_line.h"
#include "mail_exchange.h"
#include "mail_flow.h"
#include "mail_gate.h"
#include "mail_going_on.h"
#include "mail_phase.h"
#include "mail_probe.h"
#include "mail_smuggling.h"
#include "mail_transcript.h"
#include "mail_unended_line.h"
#include "mail_verb.h"

static mail_slice without_last_word(mail_slice text)
{
    size_t length = text.length;

    while (length && text.bytes[length - 1] != ' ' && text.bytes[length - 1] != '\t')
        length--;
    return mail_slice_first(text, length);
}

/* The last word of a command that is cut counts for nothing: it may have been longer. */
static const struct mail_command *parse_command(struct mail_session *session, const struct mail_line *line,
                                                mail_slice text)
{
    const struct mail_arena *arena = &session->capture->arena;
    bool is_cut = mail_line_is_cut(line);

    return session->protocol->parse_command(arena, is_cut ? without_last_word(text) : text, is_cut);
}

static bool is_second_open(const struct mail_session *session, const struct mail_exchange *exchange)
{
    return session->questions.oldest && session->questions.oldest->next == exchange;
}

/* `text` is the line without what a terminal's program put between. */
static void take_command(struct mail_session *session, const struct mail_line *line, mail_slice text)
{
    const struct mail_protocol *protocol = session->protocol;
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_COMMAND, MAIL_CLIENT, line);
    const struct mail_verb *verb;

    unit->has_telnet = text.length < mail_line_words(line).length;
    unit->has_backspace = mail_typed_line_has_backspace(text);
    unit->command = parse_command(session, line, text);
    verb = unit->command->verb;

    struct mail_exchange *exchange = mail_exchange_ask(session, MAIL_EXCHANGE_COMMAND, unit, verb);

    if (mail_unended_line_was_had(session) && is_second_open(session, exchange))
        exchange->is_pipelined = false;
    mail_probe_after_dot(session, exchange);
    if (session->progress.phase != MAIL_PHASE_CONTENT)
        mail_phase_enter(session, MAIL_PHASE_COMMANDS);
    mail_transcript_judge(session, unit);
    if (protocol->on_command)
        protocol->on_command(session, exchange, unit);
    mail_transcript_judge_effect(session, unit);
    if (verb && verb->gate != MAIL_NO_GATE && !exchange->is_no_gate)
        mail_gate_close(session, exchange);
}

/* While the server's side is missing, or the client's after a gap, or what began it, a command shows that a SASL
 * exchange is over. */
static bool is_sasl_line(const struct mail_session *session, mail_slice line)
{
    bool is_certain = session->roles.has_heard_server && !session->questions.is_out_of_step &&
                      !session->progress.sasl_is_of_lost_command;

    return session->progress.phase == MAIL_PHASE_AUTH && (is_certain || !session->protocol->is_client_line(line));
}

/* Where nothing of the dialogue is recognized yet, and directly after a gap, a line may be the rest of another. */
static bool may_be_of_no_command(const struct mail_session *session)
{
    return mail_session_is_lost(session) || mail_session_is_after_gap(session, MAIL_CLIENT);
}

enum mail_cut mail_dialogue_judge_cut(const struct mail_session *session, enum mail_role role, mail_slice beginning)
{
    const struct mail_protocol *protocol = session->protocol;

    if (role == MAIL_CLIENT && is_sasl_line(session, beginning))
        return MAIL_CUT_TELLS_LINE;
    if (role == MAIL_CLIENT && mail_session_is_lost(session) && !protocol->is_client_line(beginning))
        return MAIL_CUT_TELLS_NOTHING;
    return protocol->judge_cut(session, role, beginning);
}

static void take_client_line(struct mail_session *session, const struct mail_line *line)
{
    if (is_sasl_line(session, line->text)) {
        session->protocol->on_sasl_line(session, line);
        return;
    }

    mail_slice words = mail_line_words(line);
    mail_slice text = mail_typed_line_without_telnet(&session->capture->arena, words);

    if (may_be_of_no_command(session) && !session->protocol->is_client_line(text))
        mail_transcript_judge(session, mail_transcript_add_line(session, MAIL_UNIT_TEXT, MAIL_CLIENT, line));
    else
        take_command(session, line, text);
}

/* Whether a line of the server's may be the reply to what asks for TLS, which was assumed to be positive. */
static bool may_answer_request_for_tls(const struct mail_session *session, enum mail_role role)
{
    const struct mail_exchange *oldest = session->questions.oldest;

    return role == MAIL_SERVER && oldest && mail_verb_is_gate_to(oldest->verb, MAIL_GATE_TO_TLS);
}

/* A line takes memory however short it is. */
static void note_line(struct mail_session *session, const struct mail_line *line)
{
    int64_t shortage = MAIL_FAIR_LINE - (int64_t) (line->end - line->begin);

    session->line_count++;
    session->line_shortage += shortage;
    session->capture->line_shortage += shortage;
}

/* What follows a short gap in a line is its rest, unless it can only be a line of its own. */
static bool take_rest_of_cut_line(struct mail_session *session, enum mail_side side, const struct mail_line *line)
{
    const struct mail_protocol *protocol = session->protocol;
    struct mail_flow *flow = mail_flow_of_side(session, side);
    enum mail_role role = mail_session_role_of(session, side);

    if (!flow->is_in_cut_line)
        return false;
    flow->is_in_cut_line = false;
    if (role == MAIL_CLIENT ? protocol->is_client_line(line->text) : protocol->is_server_line(line->text))
        return false;
    mail_transcript_judge(session, mail_transcript_add_line(session, MAIL_UNIT_TEXT, role, line));
    flow->is_after_gap = false;
    return true;
}

void mail_dialogue_take_line(struct mail_session *session, enum mail_side side, const struct mail_line *line)
{
    struct mail_progress *progress = &session->progress;

    enum mail_role role = mail_session_role_of(session, side);

    note_line(session, line);
    if (take_rest_of_cut_line(session, side, line))
        return;
    if (progress->tls_is_expected && progress->phase == MAIL_PHASE_TLS && !may_answer_request_for_tls(session, role)) {
        mail_phase_enter(session, MAIL_PHASE_COMMANDS);
        progress->is_in_place_of_tls = !progress->tls_is_assumed;
    }
    if (role == MAIL_CLIENT) {
        if (!session->call.is_late)
            mail_smuggling_forget(session);
        take_client_line(session, line);
        progress->sasl_is_of_lost_command = false;
    } else {
        session->roles.has_heard_server = true;
        session->protocol->on_server_line(session, line);
        mail_going_on_note_line(session, line->end);
    }
    mail_flow_of_side(session, side)->is_after_gap = false;
    mail_flow_of_side(session, side)->has_read_line = true;
}

void mail_dialogue_take_stray_line(struct mail_session *session, const struct mail_line *line)
{
    mail_transcript_judge(session, mail_transcript_add_line(session, MAIL_UNIT_TEXT, MAIL_SERVER, line));
}

struct mail_reply *mail_dialogue_reply(const struct mail_session *session)
{
    return session->progress.reply;
}

void mail_dialogue_complete_reply(struct mail_session *session, struct mail_unit *unit, enum mail_outcome outcome)
{
    const struct mail_reply *reply = session->progress.reply;
    struct mail_exchange *exchange = reply->exchange;
    const struct mail_answer answer = { .outcome = outcome, .reply = reply, .unit = unit };

    session->progress.reply = NULL;
    if (session->progress.phase == MAIL_PHASE_GREETING || session->progress.phase == MAIL_PHASE_UNKNOWN)
        mail_phase_enter(session, MAIL_PHASE_COMMANDS);
    if (!exchange)
        return;
    mail_gate_open(session, exchange);
    if (exchange->kind != MAIL_EXCHANGE_CONTENT && session->protocol->on_answer)
        session->protocol->on_answer(session, exchange, &answer);
}

void mail_dialogue_expect_sasl_of_lost_command(struct mail_session *session)
{
    mail_dialogue_expect_sasl(session, true);
    session->progress.sasl_is_of_lost_command = true;
}

void mail_dialogue_expect_sasl(struct mail_session *session, bool is_expected)
{
    session->progress.sasl_is_of_lost_command = false;
    mail_phase_enter(session, is_expected ? MAIL_PHASE_AUTH : MAIL_PHASE_COMMANDS);
}
