/* See mail_going_on.h. Acknowledgments tell what a side had; where there are none, the order of the capture does.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_going_on.h"
#include "mail_exchange.h"
#include "mail_session_state.h"

static const struct mail_input *client_input(const struct mail_session *session)
{
    const struct mail_flow *flows = session->flows[session->layer];

    return flows ? &flows[mail_session_side_of(session, MAIL_CLIENT)].input : NULL;
}

void mail_going_on_note_line(struct mail_session *session, uint64_t end)
{
    struct mail_questions *questions = &session->questions;

    questions->said_until = end;
    questions->asked_when_said = questions->exchange_count;
    questions->held_when_said = client_input(session)->length;
}

bool mail_going_on_is_by(const struct mail_session *session, const struct mail_exchange *exchange)
{
    const struct mail_questions *questions = &session->questions;
    bool had_it = exchange->had_until == MAIL_ACKNOWLEDGED_UNKNOWN ? exchange->number > questions->asked_when_said
                                                                   : exchange->had_until >= questions->said_until;

    return had_it && mail_exchange_was_seen(session, exchange);
}

/* How far the queue and what waits are looked at. */
#define REACH 64

static uint64_t find_held(const struct mail_session *session, uint64_t position, uint64_t seen_until)
{
    const struct mail_input *input = client_input(session);
    const struct mail_waiting *waiting = session->questions.gate && input ? input->first : NULL;

    for (unsigned i = 0; waiting && i < REACH; waiting = waiting->next, i++)
        if (waiting->acknowledged >= position && waiting->piece.begin < seen_until)
            return waiting->acknowledged;
    return UINT64_MAX;
}

static uint64_t find_asked(const struct mail_session *session, uint64_t position, uint64_t seen_until)
{
    const struct mail_exchange *exchange = mail_exchange_oldest(session);

    for (unsigned i = 0; exchange && i < REACH; exchange = exchange->next, i++)
        if (exchange->had_until >= position && exchange->asked && exchange->asked->begin < seen_until)
            return exchange->had_until;
    return UINT64_MAX;
}

/* What is not known is UINT64_MAX, too. */
uint64_t mail_going_on_find(const struct mail_session *session, uint64_t position, uint64_t seen_until)
{
    uint64_t asked = find_asked(session, position, seen_until);
    uint64_t held = find_held(session, position, seen_until);

    return asked < held ? asked : held;
}

static bool holds_what_was_sent_after(const struct mail_session *session)
{
    const struct mail_input *input = client_input(session);

    if (!session->questions.gate || !input || !input->first)
        return false;
    if (input->last->acknowledged == MAIL_ACKNOWLEDGED_UNKNOWN)
        return input->length > session->questions.held_when_said;
    return find_held(session, session->questions.said_until, session->call.acknowledged) != UINT64_MAX;
}

bool mail_going_on_is_shown(const struct mail_session *session)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    return oldest ? mail_going_on_is_by(session, oldest) : holds_what_was_sent_after(session);
}
