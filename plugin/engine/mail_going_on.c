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

static bool is_held_after(const struct mail_session *session, const struct mail_waiting *waiting)
{
    return waiting->acknowledged != MAIL_ACKNOWLEDGED_UNKNOWN &&
           waiting->acknowledged >= session->questions.said_until && waiting->piece.begin < session->call.acknowledged;
}

/* Bytes that wait are older than those after them: the last had the most. */
static bool holds_what_was_sent_after(const struct mail_session *session)
{
    const struct mail_input *input = client_input(session);

    if (!session->questions.gate || !input || !input->first)
        return false;
    if (input->last->acknowledged == MAIL_ACKNOWLEDGED_UNKNOWN)
        return input->length > session->questions.held_when_said;
    return is_held_after(session, input->first) || is_held_after(session, input->last);
}

bool mail_going_on_is_shown(const struct mail_session *session)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    return oldest ? mail_going_on_is_by(session, oldest) : holds_what_was_sent_after(session);
}
