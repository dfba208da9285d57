/* See mail_exchange.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_exchange.h"
#include "mail_command.h"
#include "mail_session_state.h"

#include <string.h>

mail_slice mail_exchange_argument(const struct mail_exchange *exchange)
{
    const struct mail_unit *asked = exchange->asked;

    return asked && asked->kind == MAIL_UNIT_COMMAND ? asked->command->argument : mail_slice_from_string("");
}

bool mail_exchange_has_argument(const struct mail_exchange *exchange)
{
    const struct mail_unit *asked = exchange->asked;

    return asked && asked->kind == MAIL_UNIT_COMMAND && mail_command_has_argument(asked->command);
}

struct mail_exchange *mail_exchange_oldest(const struct mail_session *session)
{
    return session->questions.oldest;
}

struct mail_exchange *mail_exchange_newest(const struct mail_session *session)
{
    return session->questions.oldest ? session->questions.newest : NULL;
}

unsigned mail_exchange_last_number(const struct mail_session *session)
{
    return session->questions.exchange_count;
}

static struct mail_exchange *exchange_allocate(struct mail_session *session)
{
    return mail_arena_allocate_zeroed(&session->capture->arena, session->protocol->exchange_size);
}

struct mail_exchange *mail_exchange_make(struct mail_session *session, const struct mail_verb *verb)
{
    struct mail_exchange *exchange = exchange_allocate(session);

    exchange->number = ++session->questions.exchange_count;
    exchange->verb = verb;
    return exchange;
}

bool mail_exchange_may_be_answered(const struct mail_session *session, const struct mail_exchange *exchange)
{
    return !exchange->follows_gap && exchange->number > session->questions.doubted_until;
}

/* The client went on, so it had the reply that may have been lost. */
static void forget_what_is_in_doubt(struct mail_session *session)
{
    struct mail_questions *questions = &session->questions;

    if (questions->in_doubt && questions->in_doubt == questions->oldest) {
        questions->is_step_guessed =
            questions->is_step_guessed || !mail_exchange_may_be_answered(session, questions->oldest);
        mail_exchange_forget_oldest(session);
    }
    questions->in_doubt = NULL;
}

static void append(struct mail_questions *questions, struct mail_exchange *exchange)
{
    if (questions->oldest)
        questions->newest->next = exchange;
    else
        questions->oldest = exchange;
    questions->newest = exchange;
}

struct mail_exchange *mail_exchange_ask(struct mail_session *session, enum mail_exchange_kind kind,
                                        struct mail_unit *unit, const struct mail_verb *verb)
{
    struct mail_exchange *exchange = mail_exchange_make(session, verb);
    bool is_message = unit->kind == MAIL_UNIT_MESSAGE;

    forget_what_is_in_doubt(session);
    exchange->kind = kind;
    exchange->asked = unit;
    exchange->asked_at =
        mail_moment_make(is_message ? unit->message->last_time : session->call.time, session->call.frame);
    exchange->had_until = is_message ? 0 : session->call.acknowledged;
    exchange->is_pipelined = session->questions.oldest && session->roles.has_heard_server;
    exchange->follows_gap = session->questions.is_gap_unanswered;
    append(&session->questions, exchange);
    unit->exchange = exchange;
    return exchange;
}

/* Out of step, a reply that leaves nothing open shows the step again; but for the last one before a gap. */
static void note_answered(struct mail_questions *questions, const struct mail_exchange *exchange)
{
    if (!questions->last_certain)
        questions->is_out_of_step = questions->is_out_of_step && exchange->next;
    if (questions->last_certain == exchange)
        questions->last_certain = NULL;
}

bool mail_exchange_has_not_waited(const struct mail_session *session)
{
    return mail_session_is_from_start(session, MAIL_SERVER) && session->questions.oldest &&
           session->questions.oldest != session->questions.newest;
}

bool mail_exchange_is_in_step(const struct mail_session *session)
{
    return !session->questions.is_out_of_step || session->questions.last_certain;
}

bool mail_exchange_is_out_of_step(const struct mail_session *session)
{
    return session->questions.is_out_of_step;
}

bool mail_exchange_is_certain(const struct mail_session *session)
{
    bool is_client_captured = session->questions.exchange_count || mail_session_is_from_start(session, MAIL_CLIENT);

    return is_client_captured && !mail_session_is_lost(session) && !session->questions.is_out_of_step;
}

/* Of several replies that a gap may hide, those that it does not come before the reply to what was asked since. */
static void note_owed(struct mail_questions *questions, const struct mail_exchange *answered)
{
    questions->owed_count = answered || !questions->owed_count ? 0 : questions->owed_count - 1;
    questions->is_gap_unanswered = questions->owed_count > 0;
}

struct mail_reply *mail_exchange_answer(struct mail_session *session, struct mail_exchange *exchange,
                                        const struct mail_line *line)
{
    struct mail_reply *reply = mail_arena_allocate_zeroed(&session->capture->arena, session->protocol->reply_size);

    reply->number = ++session->questions.reply_count;
    reply->kind = exchange ? MAIL_REPLY_ANSWER : MAIL_REPLY_UNSOLICITED;
    reply->exchange = exchange;
    reply->first_at = mail_moment_make(mail_line_first_part(line, session->call.time).time, session->call.frame);
    reply->shows_split = session->progress.shows_split;
    session->progress.shows_split = false;
    reply->follows_unended = session->progress.reply_was_unended;
    session->progress.reply_was_unended = false;
    session->progress.reply = reply;
    session->progress.awaits_greeting = false;
    note_owed(&session->questions, exchange);
    if (exchange) {
        session->questions.oldest = exchange->next;
        note_answered(&session->questions, exchange);
        exchange->late_reply = reply;
    }
    return reply;
}

static struct mail_exchange *copy_of(struct mail_session *session, const struct mail_exchange *exchange)
{
    struct mail_exchange *copy = exchange_allocate(session);

    memcpy(copy, exchange, session->protocol->exchange_size);
    copy->kind = MAIL_EXCHANGE_CONTENT;
    copy->ends_message = false;
    copy->late_reply = NULL;
    return copy;
}

void mail_exchange_repeat(struct mail_session *session, const struct mail_exchange *exchange, unsigned count)
{
    struct mail_questions *questions = &session->questions;

    questions->exchange_count += count;
    for (unsigned i = 0; i < count; i++) {
        struct mail_exchange *copy = copy_of(session, exchange);

        copy->number = questions->exchange_count - i;
        copy->next = questions->oldest;
        if (!questions->oldest)
            questions->newest = copy;
        questions->oldest = copy;
    }
}

void mail_exchange_forget_oldest(struct mail_session *session)
{
    struct mail_questions *questions = &session->questions;

    if (questions->last_certain == questions->oldest)
        questions->last_certain = NULL;
    questions->oldest = questions->oldest->next;
}

bool mail_exchange_was_seen(const struct mail_session *session, const struct mail_exchange *exchange)
{
    const struct mail_unit *asked = exchange->asked;

    if (!asked)
        return true;
    return exchange->kind == MAIL_EXCHANGE_CONTENT ? asked->end <= session->call.acknowledged
                                                   : asked->begin < session->call.acknowledged;
}

static void regain_step(struct mail_questions *questions)
{
    questions->is_out_of_step = questions->is_out_of_step && questions->last_certain;
    questions->is_step_guessed = questions->is_step_guessed && questions->is_out_of_step;
}

unsigned mail_exchange_settle(struct mail_session *session, const struct mail_exchange *exchange, bool is_certain)
{
    struct mail_questions *questions = &session->questions;
    bool was_in_step = mail_exchange_is_in_step(session);
    unsigned before = 0;

    for (; questions->oldest && questions->oldest != exchange; before++)
        mail_exchange_forget_oldest(session);
    if (is_certain)
        regain_step(questions);
    return was_in_step ? before : 0;
}

void mail_exchange_doubt_what_follows(struct mail_session *session)
{
    struct mail_questions *questions = &session->questions;

    questions->is_gap_unanswered = true;
    questions->is_out_of_step = true;
    questions->last_certain = questions->oldest ? questions->newest : NULL;
}

static unsigned open_count(const struct mail_questions *questions)
{
    unsigned count = 0;

    for (const struct mail_exchange *exchange = questions->oldest; exchange; exchange = exchange->next)
        count++;
    return count;
}

void mail_exchange_forget_all(struct mail_session *session)
{
    struct mail_questions *questions = &session->questions;
    unsigned count = open_count(questions);

    questions->is_out_of_step = true;
    questions->is_gap_unanswered = count > 1;
    questions->owed_count = count > 1 ? count : 0;
    questions->last_certain = NULL;
    if (questions->gate)
        questions->gate->follows_gap = questions->gate->follows_gap || questions->is_gap_unanswered;
    questions->oldest = questions->newest = questions->gate;
    if (questions->gate)
        questions->gate->next = NULL;
}

void mail_exchange_begin_anew(struct mail_session *session)
{
    struct mail_questions *questions = &session->questions;

    questions->oldest = questions->newest = questions->last_certain = questions->in_doubt = questions->gate = NULL;
    questions->is_gap_unanswered = questions->is_step_guessed = false;
    questions->owed_count = 0;
}

void mail_exchange_doubt_open(struct mail_session *session)
{
    struct mail_questions *questions = &session->questions;

    if (!questions->oldest)
        return;
    questions->is_out_of_step = true;
    questions->last_certain = NULL;
    questions->doubted_until = questions->exchange_count;
}

bool mail_exchange_may_lack_beginning(const struct mail_session *session)
{
    return session->questions.oldest && session->questions.reply_count == 0 && session->layer == MAIL_LAYER_PLAIN &&
           !mail_session_is_from_start(session, MAIL_CLIENT);
}

void mail_exchange_trust_oldest(struct mail_session *session)
{
    struct mail_questions *questions = &session->questions;

    questions->owed_count = 0;
    questions->is_gap_unanswered = false;
    questions->oldest->follows_gap = false;
}

bool mail_exchange_is_step_guessed(const struct mail_session *session)
{
    return session->questions.is_step_guessed;
}

void mail_exchange_doubt_oldest(struct mail_session *session)
{
    session->questions.in_doubt = session->questions.oldest;
}

struct mail_exchange *mail_exchange_in_doubt(const struct mail_session *session)
{
    return session->questions.in_doubt;
}

void mail_exchange_end_doubt(struct mail_session *session)
{
    session->questions.in_doubt = NULL;
}
