/* See sasl_dialogue.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_dialogue.h"
#include "engine/mail_dialogue.h"
#include "engine/mail_exchange.h"
#include "engine/mail_gate.h"
#include "engine/mail_transcript.h"
#include "sasl_known.h"
#include "sasl_mechanism.h"

static bool is_malformed(const struct mail_arena *arena, const struct sasl_request *request)
{
    struct sasl_attempt *attempt = sasl_attempt_new(arena, 0, request->mechanism);

    return sasl_attempt_read_response(arena, attempt, request->initial_response)->is_malformed;
}

struct sasl_request sasl_request_parse(const struct mail_arena *arena, mail_slice argument)
{
    struct sasl_request request = { .mechanism = mail_slice_take_word(&argument) };

    request.initial_response = mail_slice_trim(argument);
    request.is_malformed = request.initial_response.length && is_malformed(arena, &request);
    return request;
}

bool sasl_request_is_too_early(const struct sasl_request *request)
{
    return request->initial_response.length && sasl_mechanism_find(request->mechanism)->first == SASL_SERVER_FIRST;
}

static struct sasl_attempt *attempt_copy(const struct mail_arena *arena, const struct sasl_attempt *attempt)
{
    struct sasl_attempt *copy = mail_arena_allocate(arena, sizeof(struct sasl_attempt));

    *copy = *attempt;
    return copy;
}

/* Gives the unit what its line says. A later line may change the attempt: what is presented with this one is kept. */
static void give_facts(struct mail_session *session, struct mail_unit *unit, struct sasl_facts *facts)
{
    mail_transcript_details(session, unit)->sasl = facts;
    if (facts->presents_login)
        facts->login = attempt_copy(mail_session_arena(session), facts->attempt);
}

/* Gives the unit what its line says, the attempt where its user was named, and the capture what is known now. The
 * challenge is answered with it: where the next one is lost, this one says nothing of the next line. */
static void note_line(struct mail_session *session, struct mail_unit *unit, struct sasl_attempt *attempt,
                      struct sasl_facts *facts)
{
    struct mail_capture *capture = mail_session_capture(session);

    if (facts->user.bytes)
        attempt->user_frame = unit->frame;
    if (facts->password.bytes || facts->token.bytes || facts->digest.bytes)
        attempt->proof_frame = unit->frame;
    give_facts(session, unit, facts);
    if (facts->digest.bytes)
        facts->digest_match = sasl_known_match(capture, attempt);
    if (facts->password.bytes)
        sasl_known_note(capture, attempt);
    attempt->last_challenge = (mail_slice){ 0 };
}

static struct sasl_facts *facts_of_request(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                           const struct sasl_request *request)
{
    if (request->initial_response.length)
        return sasl_attempt_read_response(arena, attempt, request->initial_response);
    return mail_arena_allocate_zeroed(arena, sizeof(struct sasl_facts));
}

void sasl_dialogue_begin(struct sasl_login *login, struct mail_session *session, struct mail_exchange *exchange,
                         struct mail_unit *unit, const struct sasl_request *request)
{
    const struct mail_arena *arena = mail_session_arena(session);
    struct sasl_attempt *attempt = sasl_attempt_new(arena, ++login->attempt_count, request->mechanism);
    struct sasl_facts *facts = facts_of_request(arena, attempt, request);

    exchange->attempt = attempt;
    facts->attempt = attempt;
    facts->mechanism = attempt->mechanism;
    facts->may_hold_secret |= unit->command->is_cut;
    note_line(session, unit, attempt, facts);
}

void sasl_dialogue_begin_plainly(struct sasl_login *login, struct mail_session *session, mail_slice mechanism)
{
    login->attempt = sasl_attempt_new(mail_session_arena(session), ++login->attempt_count, mechanism);
}

void sasl_dialogue_note_command(struct sasl_login *login, struct mail_session *session, struct mail_exchange *exchange,
                                struct mail_unit *unit, const struct sasl_facts *said)
{
    struct sasl_facts *facts = mail_arena_allocate_zeroed(mail_session_arena(session), sizeof(struct sasl_facts));

    *facts = *said;
    facts->attempt = exchange->attempt = login->attempt;
    facts->may_hold_secret = facts->password.bytes || facts->digest.bytes || unit->command->is_cut;
    sasl_attempt_note(login->attempt, facts);
    note_line(session, unit, login->attempt, facts);
}

/* Where replies are lost, one may decide an attempt before the client has said all. What follows is a new attempt that
 * knows what the decided one does, whose login never changes. */
static struct sasl_attempt *undecided(struct sasl_login *login, const struct mail_arena *arena,
                                      struct sasl_attempt *attempt)
{
    if (attempt->result == SASL_UNDECIDED)
        return attempt;

    struct sasl_attempt *next = attempt_copy(arena, attempt);

    next->number = ++login->attempt_count;
    next->result = SASL_UNDECIDED;
    return next;
}

/* A command is one in its form: no client encodes a name or a password so that it looks like one by chance. */
static struct sasl_facts *facts_of_line(struct mail_session *session, struct sasl_attempt *attempt,
                                        const struct mail_line *line)
{
    const struct mail_arena *arena = mail_session_arena(session);

    if (mail_line_is_cut(line))
        return sasl_attempt_take_cut_response(arena, attempt);
    if (mail_session_protocol(session)->is_client_line(line->text))
        return sasl_attempt_take_command(arena, attempt, line->text);
    return sasl_attempt_read_response(arena, attempt, line->text);
}

void sasl_dialogue_take_line(struct sasl_login *login, struct mail_session *session, const struct mail_line *line)
{
    const struct mail_arena *arena = mail_session_arena(session);
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_SASL_RESPONSE, MAIL_CLIENT, line);
    struct mail_exchange *last = login->exchange;
    struct mail_exchange *exchange = mail_exchange_ask(session, MAIL_EXCHANGE_SASL, unit, last->verb);

    exchange->attempt = last->attempt = undecided(login, arena, last->attempt);
    note_line(session, unit, exchange->attempt, facts_of_line(session, exchange->attempt, line));
    mail_transcript_judge(session, unit);
    mail_gate_close(session, exchange);
}

void sasl_dialogue_note_reply(struct mail_session *session, struct mail_unit *unit, struct mail_exchange *exchange,
                              enum sasl_result result, mail_slice text)
{
    const struct mail_arena *arena = mail_session_arena(session);

    if (!exchange || !exchange->attempt)
        return;
    if (result != SASL_UNDECIDED)
        exchange->attempt->status = unit->reply->status;
    give_facts(session, unit,
               result == SASL_UNDECIDED
                   ? sasl_attempt_read_challenge(arena, exchange->attempt,
                                                 mail_line_is_cut(unit->line) ? mail_slice_from_string("") : text)
                   : sasl_attempt_decide(arena, exchange->attempt, result));
}

/* Where a response was due, that is what is lost; else it is the command. */
static struct sasl_attempt *attempt_to_go_on(struct sasl_login *login, const struct mail_session *session,
                                             mail_slice challenge)
{
    const struct mail_arena *arena = mail_session_arena(session);
    struct sasl_attempt *last = mail_session_phase(session) == MAIL_PHASE_AUTH ? login->exchange->attempt : NULL;

    if (!last || last->result != SASL_UNDECIDED)
        return sasl_attempt_new(arena, ++login->attempt_count, sasl_mechanism_of_prompt(arena, challenge));
    last->responses++;
    return last;
}

static bool is_unseen_begun(const struct sasl_login *login, const struct mail_session *session)
{
    return mail_session_phase(session) == MAIL_PHASE_AUTH && login->exchange == login->unseen;
}

void sasl_dialogue_begin_unseen(struct sasl_login *login, struct mail_session *session, const struct mail_verb *verb,
                                struct mail_unit *unit, mail_slice text)
{
    mail_slice challenge = mail_line_is_cut(unit->line) ? mail_slice_from_string("") : text;

    if (!is_unseen_begun(login, session)) {
        struct sasl_attempt *attempt = attempt_to_go_on(login, session, challenge);

        login->exchange = login->unseen = mail_exchange_make(session, verb);
        login->exchange->attempt = attempt;
    }
    give_facts(session, unit,
               sasl_attempt_read_challenge(mail_session_arena(session), login->exchange->attempt, challenge));
    mail_dialogue_expect_sasl_of_lost_command(session);
}

void sasl_dialogue_go_on(struct sasl_login *login, struct mail_session *session, struct mail_exchange *exchange,
                         enum mail_outcome outcome)
{
    bool is_login = exchange->attempt != NULL;
    bool asks_for_more = outcome == MAIL_OUTCOME_CONTINUES ||
                         (outcome == MAIL_OUTCOME_ASSUMED && is_login && !sasl_attempt_is_exhausted(exchange->attempt));

    login->exchange = exchange;
    mail_dialogue_expect_sasl(session, is_login && asks_for_more);
}
