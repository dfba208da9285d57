/* See pop3_transition.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_transition.h"
#include "pop3_verb.h"

static enum pop3_states states_of(const struct mail_exchange *exchange)
{
    return exchange->verb ? pop3_verb_of(exchange->verb)->states : POP3_IN_ANY;
}

/* Whether the state is what the server's replies made it. */
static bool is_certain(const struct pop3_session *pop3)
{
    return pop3->state != POP3_UNKNOWN && !pop3->state_is_assumed && mail_session_has_heard_server(pop3->session);
}

static enum pop3_state state_ahead(const struct pop3_session *pop3, const struct mail_exchange *exchange)
{
    return exchange->is_pipelined ? pop3->state_ahead : pop3->state;
}

/* A command that is for one state only tells which it is. */
static void follow_command(struct pop3_session *pop3, enum pop3_states states)
{
    if (states == POP3_IN_AUTHORIZATION)
        pop3->state = POP3_AUTHORIZATION;
    if (states == POP3_IN_TRANSACTION)
        pop3->state = POP3_TRANSACTION;
    pop3->state_ahead = pop3->state;
}

bool pop3_state_forbids(const struct pop3_session *pop3, const struct mail_exchange *exchange)
{
    enum pop3_states states = states_of(exchange);
    unsigned now_and_ahead = 1u << pop3->state | 1u << state_ahead(pop3, exchange);

    return is_certain(pop3) && states != POP3_IN_ANY && !(states & now_and_ahead);
}

void pop3_state_take_command(struct pop3_session *pop3, const struct mail_exchange *exchange)
{
    pop3->state_ahead = state_ahead(pop3, exchange);
    if (is_certain(pop3))
        return;
    follow_command(pop3, states_of(exchange));
    pop3->state_is_assumed = pop3->state != POP3_UNKNOWN;
}

void pop3_state_take_refusal(struct pop3_session *pop3, const struct mail_exchange *exchange)
{
    if (!pop3->state_is_assumed || states_of(exchange) != POP3_IN_TRANSACTION)
        return;
    pop3->state = POP3_UNKNOWN;
    pop3->state_is_assumed = false;
}

void pop3_state_take_consent(struct pop3_session *pop3, const struct mail_exchange *exchange)
{
    enum pop3_states states = states_of(exchange);

    if (pop3->state == POP3_AUTHORIZATION && states == POP3_IN_TRANSACTION)
        follow_command(pop3, states);
    if (states == POP3_IN_TRANSACTION || states == POP3_IN_AUTHORIZATION)
        pop3->state_is_assumed = false;
}

void pop3_state_take_gap(struct pop3_session *pop3)
{
    if (pop3->state == POP3_AUTHORIZATION)
        pop3->state = POP3_UNKNOWN;
}
