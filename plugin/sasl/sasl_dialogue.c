/* See sasl_dialogue.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_dialogue.h"
#include "engine/mail_exchange.h"
#include "engine/mail_gate.h"
#include "engine/mail_transcript.h"
#include "sasl_known.h"
#include "sasl_mechanism.h"

static struct sasl_attempt *attempt_copy(struct mail_session *session, const struct sasl_attempt *attempt)
{
    struct sasl_attempt *copy = mail_arena_allocate(session->arena, sizeof(struct sasl_attempt));

    *copy = *attempt;
    return copy;
}

/* Gives the unit what its line says. A later line may change the attempt: what is presented with this one is kept. */
static void give_facts(struct mail_session *session, struct mail_unit *unit, struct sasl_facts *facts)
{
    mail_transcript_details(session, unit)->sasl = facts;
    if (facts->presents_login)
        facts->login = attempt_copy(session, facts->attempt);
}

/* Gives the unit what its line says, the attempt where its user was named, and the capture what is known now. The
 * challenge is answered with it: where the next one is lost, this one says nothing of the next line. */
static void note_line(struct mail_session *session, struct mail_unit *unit, struct sasl_attempt *attempt,
                      struct sasl_facts *facts)
{
    if (facts->user.bytes)
        attempt->user_frame = unit->frame;
    give_facts(session, unit, facts);
    if (facts->digest.bytes)
        facts->digest_match = sasl_known_match(session->capture, attempt);
    if (facts->password.bytes)
        sasl_known_note(session->capture, attempt);
    attempt->last_challenge = (mail_slice){ 0 };
}

/* A server-first mechanism has no initial response (RFC 4954, 4). */
static struct sasl_facts *read_initial_response(struct mail_session *session, struct sasl_attempt *attempt,
                                                struct mail_unit *unit, mail_slice initial_response)
{
    if (attempt->row->first == SASL_SERVER_FIRST)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_auth_not_client_first);
    return sasl_attempt_read_response(session->arena, attempt, initial_response);
}

void sasl_dialogue_begin(struct mail_session *session, struct mail_exchange *exchange, struct mail_unit *unit)
{
    mail_slice rest = mail_exchange_argument(exchange);
    mail_slice mechanism = mail_slice_take_word(&rest);
    mail_slice initial_response = mail_slice_trim(rest);
    struct sasl_attempt *attempt = sasl_attempt_new(session->arena, ++session->attempt_count, mechanism);
    struct sasl_facts *facts = initial_response.length
                                   ? read_initial_response(session, attempt, unit, initial_response)
                                   : mail_arena_allocate_zeroed(session->arena, sizeof(struct sasl_facts));

    exchange->attempt = attempt;
    facts->attempt = attempt;
    facts->mechanism = attempt->mechanism;
    note_line(session, unit, attempt, facts);
}

void sasl_dialogue_begin_plainly(struct mail_session *session, mail_slice mechanism)
{
    session->attempt = sasl_attempt_new(session->arena, ++session->attempt_count, mechanism);
}

void sasl_dialogue_note_command(struct mail_session *session, struct mail_exchange *exchange,
                                const struct sasl_facts *said)
{
    struct sasl_facts *facts = mail_arena_allocate_zeroed(session->arena, sizeof(struct sasl_facts));

    *facts = *said;
    facts->attempt = exchange->attempt = session->attempt;
    facts->may_hold_secret = facts->password.bytes || facts->digest.bytes;
    sasl_attempt_note(session->attempt, facts);
    note_line(session, session->last_unit, session->attempt, facts);
}

/* Where replies are lost, one may decide an attempt before the client has said all. What follows is a new attempt that
 * knows what the decided one does, whose login never changes. */
static struct sasl_attempt *undecided(struct mail_session *session, struct sasl_attempt *attempt)
{
    if (attempt->result == SASL_UNDECIDED)
        return attempt;

    struct sasl_attempt *next = attempt_copy(session, attempt);

    next->number = ++session->attempt_count;
    next->result = SASL_UNDECIDED;
    return next;
}

void sasl_dialogue_take_line(struct mail_session *session, struct mail_line *line)
{
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_SASL_RESPONSE, MAIL_CLIENT, line);
    struct mail_exchange *last = session->sasl_exchange;
    struct mail_exchange *exchange = mail_exchange_ask(session, MAIL_EXCHANGE_SASL, unit, last->verb);

    exchange->attempt = last->attempt = undecided(session, last->attempt);
    note_line(session, unit, exchange->attempt,
              sasl_attempt_read_response(session->arena, exchange->attempt, line->text));
    mail_gate_close(session, exchange);
}

void sasl_dialogue_note_reply(struct mail_session *session, struct mail_unit *unit, struct mail_exchange *exchange,
                              enum sasl_word word, mail_slice text)
{
    if (!exchange || !exchange->attempt)
        return;
    give_facts(session, unit,
               word == SASL_WORD_CHALLENGE
                   ? sasl_attempt_read_challenge(session->arena, exchange->attempt, text)
                   : sasl_attempt_decide(session->arena, exchange->attempt, word == SASL_WORD_ACCEPTED));
}

void sasl_dialogue_go_on(struct mail_session *session, struct mail_exchange *exchange, bool is_challenge)
{
    session->sasl_exchange = exchange;
    session->phase = is_challenge && exchange->attempt ? MAIL_PHASE_AUTH : MAIL_PHASE_COMMANDS;
}

void sasl_dialogue_go_on_blind(struct mail_session *session, struct mail_exchange *exchange)
{
    bool has_more = exchange->attempt && !sasl_attempt_is_exhausted(exchange->attempt);

    sasl_dialogue_go_on(session, exchange, has_more);
}
