/* See mail_gate.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_gate.h"
#include "mail_transcript.h"
#include "mail_verb.h"

static void assume_positive_reply(struct mail_session *session, struct mail_exchange *exchange)
{
    if (exchange->verb->on_reply)
        exchange->verb->on_reply(session, exchange, NULL);
}

void mail_gate_close(struct mail_session *session, struct mail_exchange *exchange)
{
    if (session->has_heard_server)
        session->gate = exchange;
    else
        assume_positive_reply(session, exchange);
}

void mail_gate_open(struct mail_session *session)
{
    session->gate = NULL;
}

void mail_gate_open_as_accepted(struct mail_session *session)
{
    struct mail_exchange *exchange = session->gate;

    session->gate = NULL;
    if (exchange)
        assume_positive_reply(session, exchange);
}

static void held_append(struct mail_session *session, struct mail_held *held)
{
    if (session->held)
        session->last_held->next = held;
    else
        session->held = held;
    session->last_held = held;
}

/* As much of the piece as may be held: one byte over the limit, at which the gate opens. */
static size_t room_for(const struct mail_session *session, const struct mail_piece *piece)
{
    size_t room = session->capture->held_limit + 1 - session->held_length;

    return piece->bytes.length < room ? piece->bytes.length : room;
}

void mail_gate_hold(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct mail_held *held = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_held));
    size_t length = room_for(session, piece);

    held->unit = mail_transcript_add_span(session, MAIL_UNIT_HELD, MAIL_CLIENT, piece->begin, piece->begin + length);
    mail_transcript_details(session, held->unit)->gate = session->gate->verb;
    held->unit->transaction_number = session->gate->transaction ? session->gate->transaction->number : 0;
    held->side = side;
    held->piece = *piece;
    held->piece.bytes = mail_arena_copy(session->arena, mail_slice_first(piece->bytes, length));
    held_append(session, held);
    piece->bytes = mail_slice_skip(piece->bytes, length);
    piece->begin += length;
    session->held_length += length;
    if (session->held_length > session->capture->held_limit) {
        mail_transcript_add_finding(session, held->unit, MAIL_FINDING_held_limit);
        mail_gate_open_as_accepted(session);
    }
}

struct mail_held *mail_gate_take(struct mail_session *session)
{
    struct mail_held *held = session->held;

    if (!held)
        return NULL;
    session->held = held->next;
    session->held_length -= held->piece.bytes.length;
    return held;
}

void mail_gate_put_back(struct mail_session *session, struct mail_held *held)
{
    held->next = session->held;
    if (!session->held)
        session->last_held = held;
    session->held = held;
    session->held_length += held->piece.bytes.length;
}
