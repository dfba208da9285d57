/* See pop3_state.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_state.h"
#include "engine/mail_transcript.h"
#include "engine/mail_verb.h"

/* Whether the state is what the server's replies made it. */
static bool is_certain(const struct mail_session *session)
{
    return session->pop3_state != POP3_UNKNOWN && session->has_heard_server;
}

/* A command that is for one state only tells which it is. */
static void follow_command(struct mail_session *session, enum pop3_states states)
{
    if (states == POP3_IN_AUTHORIZATION)
        session->pop3_state = POP3_AUTHORIZATION;
    if (states == POP3_IN_TRANSACTION)
        session->pop3_state = POP3_TRANSACTION;
    session->pop3_state_ahead = session->pop3_state;
}

static bool is_allowed(const struct mail_session *session, enum pop3_states states)
{
    unsigned now_and_ahead = 1u << session->pop3_state | 1u << session->pop3_state_ahead;

    return states == POP3_IN_ANY || (states & now_and_ahead);
}

void pop3_state_take_command(struct mail_session *session, struct mail_exchange *exchange)
{
    enum pop3_states states = exchange->verb ? exchange->verb->states : POP3_IN_ANY;

    if (!exchange->is_pipelined)
        session->pop3_state_ahead = session->pop3_state;
    if (!is_certain(session))
        follow_command(session, states);
    else if (!is_allowed(session, states))
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_pop_wrong_state);
}

void pop3_state_take_consent(struct mail_session *session, const struct mail_exchange *exchange)
{
    enum pop3_states states = exchange->verb ? exchange->verb->states : POP3_IN_ANY;

    if (session->pop3_state == POP3_AUTHORIZATION && states == POP3_IN_TRANSACTION)
        follow_command(session, states);
}

void pop3_state_take_gap(struct mail_session *session)
{
    if (session->pop3_state == POP3_AUTHORIZATION)
        session->pop3_state = POP3_UNKNOWN;
}
