/* See mail_exchange.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_exchange.h"

mail_slice mail_exchange_argument(const struct mail_exchange *exchange)
{
    const struct mail_unit *asked = exchange->asked;

    return asked && asked->command ? asked->command->argument : mail_slice_from_string("");
}

/* The client went on, so it had the reply that may have been lost. */
static void forget_what_is_in_doubt(struct mail_session *session)
{
    if (session->in_doubt && session->in_doubt == session->open_exchanges)
        mail_exchange_forget_oldest(session);
    session->in_doubt = NULL;
}

struct mail_exchange *mail_exchange_ask(struct mail_session *session, enum mail_exchange_kind kind,
                                        struct mail_unit *unit, const struct mail_verb *verb)
{
    struct mail_exchange *exchange = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_exchange));

    forget_what_is_in_doubt(session);
    exchange->number = ++session->exchange_count;
    exchange->kind = kind;
    exchange->asked = unit;
    exchange->verb = verb;
    exchange->asked_frame = session->frame;
    exchange->asked_time = unit->message ? unit->message->last_time : session->time;
    exchange->is_pipelined = session->open_exchanges && session->has_heard_server;
    if (session->open_exchanges)
        session->last_open_exchange->next = exchange;
    else
        session->open_exchanges = exchange;
    session->last_open_exchange = exchange;
    unit->exchange = exchange;
    return exchange;
}

/* Out of step, a reply that leaves nothing open shows the step again; but for the last one before a gap. */
static void note_answered(struct mail_session *session, const struct mail_exchange *exchange)
{
    if (!session->last_certain)
        session->is_out_of_step = session->is_out_of_step && exchange->next;
    if (session->last_certain == exchange)
        session->last_certain = NULL;
}

bool mail_exchange_is_in_step(const struct mail_session *session)
{
    return !session->is_out_of_step || session->last_certain;
}

struct mail_reply *mail_exchange_answer(struct mail_session *session, struct mail_exchange *exchange,
                                        const struct mail_line *line)
{
    struct mail_reply *reply = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_reply));

    reply->number = ++session->reply_count;
    reply->kind = exchange ? MAIL_REPLY_ANSWER : MAIL_REPLY_UNSOLICITED;
    reply->exchange = exchange;
    reply->first_time = mail_line_first_part(line, session->time).time;
    reply->first_frame = session->frame;
    session->reply = reply;
    session->awaits_greeting = false;
    if (exchange) {
        session->open_exchanges = exchange->next;
        note_answered(session, exchange);
        exchange->reply = reply;
    }
    return reply;
}

void mail_exchange_repeat(struct mail_session *session, const struct mail_exchange *exchange, unsigned count)
{
    session->exchange_count += count;
    for (unsigned i = 0; i < count; i++) {
        struct mail_exchange *copy = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_exchange));

        *copy = *exchange;
        copy->number = session->exchange_count - i;
        copy->kind = MAIL_EXCHANGE_CONTENT;
        copy->ends_message = false;
        copy->reply = NULL;
        copy->recipient = NULL;
        copy->next = session->open_exchanges;
        if (!session->open_exchanges)
            session->last_open_exchange = copy;
        session->open_exchanges = copy;
    }
}

void mail_exchange_forget_oldest(struct mail_session *session)
{
    if (session->last_certain == session->open_exchanges)
        session->last_certain = NULL;
    session->open_exchanges = session->open_exchanges->next;
}

void mail_exchange_doubt_what_follows(struct mail_session *session)
{
    session->is_out_of_step = true;
    session->last_certain = session->open_exchanges ? session->last_open_exchange : NULL;
}

void mail_exchange_forget_all(struct mail_session *session)
{
    session->is_out_of_step = true;
    session->last_certain = NULL;
    session->open_exchanges = session->last_open_exchange = session->gate;
    if (session->gate)
        session->gate->next = NULL;
}
