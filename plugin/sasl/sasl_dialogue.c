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

struct sasl_request sasl_request_parse(mail_slice argument)
{
    struct sasl_request request = { .mechanism = mail_slice_take_word(&argument) };

    request.initial_response = mail_slice_trim(argument);
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

void sasl_dialogue_take_line(struct sasl_login *login, struct mail_session *session, const struct mail_line *line)
{
    const struct mail_arena *arena = mail_session_arena(session);
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_SASL_RESPONSE, MAIL_CLIENT, line);
    struct mail_exchange *last = login->exchange;
    struct mail_exchange *exchange = mail_exchange_ask(session, MAIL_EXCHANGE_SASL, unit, last->verb);

    exchange->attempt = last->attempt = undecided(login, arena, last->attempt);
    note_line(session, unit, exchange->attempt,
              mail_line_is_cut(line) ? sasl_attempt_take_cut_response(arena, exchange->attempt)
                                     : sasl_attempt_read_response(arena, exchange->attempt, line->text));
    mail_transcript_judge(session, unit);
    mail_gate_close(session, exchange);
}

void sasl_dialogue_note_reply(struct mail_session *session, struct mail_unit *unit, struct mail_exchange *exchange,
                              enum mail_outcome outcome, mail_slice text)
{
    const struct mail_arena *arena = mail_session_arena(session);

    if (!exchange || !exchange->attempt)
        return;
    give_facts(session, unit,
               outcome == MAIL_OUTCOME_CONTINUES
                   ? sasl_attempt_read_challenge(arena, exchange->attempt,
                                                 mail_line_is_cut(unit->line) ? mail_slice_from_string("") : text)
                   : sasl_attempt_decide(arena, exchange->attempt, outcome == MAIL_OUTCOME_ACCEPTED));
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
