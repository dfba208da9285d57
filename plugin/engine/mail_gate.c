/* See mail_gate.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_gate.h"
#include "mail_flow.h"
#include "mail_transcript.h"

static void assume_reply(struct mail_session *session, struct mail_exchange *exchange)
{
    static const struct mail_answer assumed = { .outcome = MAIL_OUTCOME_ASSUMED };

    if (session->protocol->on_answer)
        session->protocol->on_answer(session, exchange, &assumed);
}

void mail_gate_close(struct mail_session *session, struct mail_exchange *exchange)
{
    bool is_server_captured = session->roles.has_heard_server || mail_session_is_from_start(session, MAIL_SERVER);

    if (is_server_captured)
        session->questions.gate = exchange;
    else
        assume_reply(session, exchange);
}

void mail_gate_open(struct mail_session *session, const struct mail_exchange *exchange)
{
    if (session->questions.gate == exchange)
        session->questions.gate = NULL;
}

void mail_gate_open_as_accepted(struct mail_session *session)
{
    struct mail_exchange *exchange = session->questions.gate;

    session->questions.gate = NULL;
    if (exchange)
        assume_reply(session, exchange);
}

static struct mail_unit *add_held(struct mail_session *session, const struct mail_piece *piece, size_t length)
{
    const struct mail_exchange *gate = session->questions.gate;
    struct mail_unit *unit =
        mail_transcript_add_span(session, MAIL_UNIT_HELD, MAIL_CLIENT, piece->begin, piece->begin + length);

    mail_transcript_details(session, unit)->gate = gate->verb;
    mail_transcript_join_transaction(session, unit, gate);
    return unit;
}

/* One byte over the limit is held, at which the gate opens. */
void mail_gate_hold(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    const struct mail_capture *capture = session->capture;
    struct mail_input *input = &mail_flow_of_side(session, side)->input;
    size_t room = capture->held_limit + 1 - input->length;
    size_t length = piece->bytes.length < room ? piece->bytes.length : room;
    struct mail_unit *unit = add_held(session, piece, length);

    mail_input_keep(input, &capture->arena, piece, length, session->call.acknowledged, unit);
    mail_transcript_judge(session, unit);
    if (input->length > capture->held_limit)
        mail_gate_open_as_accepted(session);
}
