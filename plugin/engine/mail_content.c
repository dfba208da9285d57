/* See mail_content.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_content.h"
#include "mail_exchange.h"
#include "mail_flow.h"
#include "mail_phase.h"
#include "mail_smuggling.h"
#include "mail_transcript.h"

static enum mail_role sender_of(const struct mail_message *message)
{
    return message->via->is_from_server ? MAIL_SERVER : MAIL_CLIENT;
}

static struct mail_framer *framer_of(struct mail_session *session, const struct mail_message *message)
{
    return &mail_flow_of_role(session, sender_of(message))->framer;
}

struct mail_message *mail_content_begin(struct mail_session *session, struct mail_exchange *exchange,
                                        const struct mail_via *via)
{
    const struct mail_capture *capture = session->capture;
    struct mail_content *content = &session->content;

    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    *content = (struct mail_content){ .message_count = content->message_count + 1, .exchange = exchange };
    content->message = mail_message_new(&capture->arena, content->message_count, via, capture->message_limit);
    exchange->message = content->message;
    return content->message;
}

struct mail_message *mail_content_open(struct mail_session *session, struct mail_exchange *exchange,
                                       const struct mail_via *via)
{
    struct mail_message *message = mail_content_begin(session, exchange, via);

    mail_framer_expect_dot_content(framer_of(session, message), message);
    mail_phase_enter(session, MAIL_PHASE_CONTENT);
    return message;
}

void mail_content_open_unasked(struct mail_session *session, struct mail_exchange *exchange, const struct mail_via *via)
{
    struct mail_message *message = mail_content_open(session, exchange, via);

    session->content.is_unasked = true;
    mail_framer_probe_content(framer_of(session, message));
}

bool mail_content_is_unproven(const struct mail_session *session)
{
    const struct mail_message *message = session->content.message;

    return message && session->content.is_unasked && message->size == 0 && message->missing == 0;
}

void mail_content_forget(struct mail_session *session)
{
    mail_framer_expect_lines(framer_of(session, session->content.message));
    session->content.message = NULL;
    session->content.message_count--;
    mail_phase_enter(session, MAIL_PHASE_COMMANDS);
}

void mail_content_take_answer(struct mail_session *session, struct mail_exchange *exchange, const struct mail_via *via,
                              bool is_agreed, bool is_assumed)
{
    bool was_opened = exchange->message != NULL;

    if (is_agreed && !was_opened)
        mail_content_open(session, exchange, via);
    else if (!is_agreed && was_opened && session->content.message == exchange->message)
        mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    session->content.was_assumed = is_assumed;
}

struct mail_message *mail_content_message(const struct mail_session *session)
{
    return session->content.message;
}

struct mail_exchange *mail_content_exchange(const struct mail_session *session)
{
    return session->content.exchange;
}

bool mail_content_is_open(const struct mail_session *session)
{
    const struct mail_message *message = session->content.message;

    return message && !message->via->is_from_server && !message->via->is_in_chunks;
}

bool mail_content_is_assumed(const struct mail_session *session)
{
    return session->content.was_assumed;
}

/* The message unit stands where the message ended, over all its stream bytes. */
static struct mail_unit *add_message(struct mail_session *session)
{
    const struct mail_message *message = session->content.message;
    struct mail_unit *unit = mail_transcript_add(session, MAIL_UNIT_MESSAGE, sender_of(message));

    unit->message = message;
    unit->exchange = session->content.exchange;
    if (message->spans) {
        unit->begin = message->spans->position_begin;
        unit->end = message->last_span->position_end;
    }
    return unit;
}

static void read_message(const struct mail_capture *capture, struct mail_message *message)
{
    if (capture->read_message && message->content.length)
        message->contents =
            capture->read_message(&capture->arena, message->content, message->holes, &capture->reading_limits);
}

static struct mail_unit *message_end(struct mail_session *session, enum mail_message_end end)
{
    struct mail_message *message = session->content.message;

    message->was_assumed = session->content.was_assumed;
    mail_message_finish(message, end);
    read_message(session->capture, message);
    if (!message->via->is_from_server)
        mail_smuggling_note_message(session, message);

    struct mail_unit *unit = add_message(session);

    if (session->protocol->on_message_end)
        session->protocol->on_message_end(session, unit);
    mail_transcript_judge(session, unit);
    session->content.message = NULL;
    mail_phase_enter(session, MAIL_PHASE_COMMANDS);
    return unit;
}

/* One more reply answers the end of the content, not a command. */
static struct mail_exchange *ask_by_end_of_content(struct mail_session *session, struct mail_unit *unit)
{
    const struct mail_exchange *content = session->content.exchange;
    struct mail_exchange *exchange = mail_exchange_ask(session, MAIL_EXCHANGE_CONTENT, unit, content->verb);

    exchange->message = content->message;
    exchange->ends_message = true;
    if (session->protocol->on_content_asked)
        session->protocol->on_content_asked(exchange, content);
    return exchange;
}

static void reach_end_of_dot_content(struct mail_session *session)
{
    bool is_from_server = session->content.message->via->is_from_server;
    struct mail_unit *unit = message_end(session, MAIL_MESSAGE_STRICT);

    if (!is_from_server && !session->content.was_answered)
        ask_by_end_of_content(session, unit);
    if (!is_from_server && unit->message->missing)
        mail_exchange_doubt_what_follows(session);
}

static void reach_end_of_chunk(struct mail_session *session, struct mail_time time)
{
    struct mail_exchange *exchange = session->content.exchange;

    if (!exchange->late_reply)
        exchange->asked_at = mail_moment_make(time, exchange->asked_at.frame);
    mail_phase_enter(session, MAIL_PHASE_COMMANDS);
    if (!session->content.chunk_is_last)
        return;
    exchange->ends_message = true;
    message_end(session, MAIL_MESSAGE_STRICT);
}

void mail_content_reach_end(struct mail_session *session, struct mail_time time)
{
    if (session->content.message->via->is_in_chunks)
        reach_end_of_chunk(session, time);
    else
        reach_end_of_dot_content(session);
}

void mail_content_take_chunk(struct mail_session *session, struct mail_exchange *exchange, uint64_t size, bool is_last)
{
    struct mail_message *message = session->content.message;

    session->content.exchange = exchange;
    session->content.chunk_is_last = is_last;
    exchange->message = message;
    if (size == 0) {
        reach_end_of_chunk(session, mail_moment_time(exchange->asked_at));
        return;
    }
    mail_framer_expect_counted_content(framer_of(session, message), message, size);
    mail_phase_enter(session, MAIL_PHASE_CONTENT);
}

/* The place where a server that accepts the open content has found its end, though more bytes follow. */
static const struct mail_content_event *dot_accepted(const struct mail_session *session, const struct mail_flow *flow,
                                                     bool is_acceptance)
{
    const struct mail_message *message = session->content.message;
    enum mail_dot_state state = flow->framer.dot->state;
    bool is_whole = message->missing == 0 && message->content.length == message->size &&
                    flow->framer.framing == MAIL_FRAMING_DOT_CONTENT;

    return is_acceptance && is_whole && state != MAIL_DOT_SEEN && state != MAIL_DOT_CR_SEEN
               ? mail_smuggling_first_dot(session, message)
               : NULL;
}

/* Who takes a dot at the end of what was sent for the end of the content has taken the first one of its kind. */
static const struct mail_content_event *dot_before_last(const struct mail_session *session,
                                                        const struct mail_flow *flow, bool is_verdict)
{
    return is_verdict ? mail_smuggling_dot_before_last(session, session->content.message, &flow->framer.dot->lone_dot)
                      : NULL;
}

struct mail_exchange *mail_content_end_by_reply(struct mail_session *session, bool is_acceptance, bool is_verdict)
{
    struct mail_flow *flow = mail_flow_of_role(session, MAIL_CLIENT);
    struct mail_message *message = session->content.message;
    bool is_after_dot = mail_framer_is_after_lone_dot(&flow->framer, flow->stream.next_position);
    bool is_in_gap = flow->framer.framing == MAIL_FRAMING_PROBE;
    bool has_gap = is_in_gap || (is_after_dot && message->missing > 0);

    if (mail_content_is_unproven(session)) {
        mail_content_forget(session);
        return NULL;
    }

    const struct mail_content_event *dot = has_gap        ? NULL
                                           : is_after_dot ? dot_before_last(session, flow, is_verdict)
                                                          : dot_accepted(session, flow, is_acceptance);

    if (!has_gap && !dot && !(is_after_dot && is_verdict)) {
        session->content.was_answered = true;
        if (is_after_dot)
            mail_framer_probe_content(&flow->framer);
        return NULL;
    }
    if (dot)
        mail_smuggling_end_at(session, message, dot);
    else if (is_after_dot)
        mail_message_truncate(message, flow->framer.dot->lone_dot.message_size);
    flow->is_after_gap = is_in_gap;
    mail_framer_expect_lines(&flow->framer);

    struct mail_unit *unit = message_end(session, has_gap ? MAIL_MESSAGE_IN_GAP : MAIL_MESSAGE_LENIENT);
    struct mail_exchange *exchange = ask_by_end_of_content(session, unit);

    if (message->last_span)
        exchange->asked_at.frame = message->last_span->frame;
    if (is_in_gap)
        mail_exchange_doubt_what_follows(session);
    return exchange;
}

void mail_content_end_after_gap(struct mail_session *session)
{
    bool was_answered = session->content.was_answered;

    bool has_gap = session->content.message->missing > 0;

    mail_framer_expect_lines(&mail_flow_of_role(session, MAIL_CLIENT)->framer);

    struct mail_unit *unit = message_end(session, has_gap ? MAIL_MESSAGE_IN_GAP : MAIL_MESSAGE_LENIENT);

    if (!was_answered)
        ask_by_end_of_content(session, unit);
}

void mail_content_abandon(struct mail_session *session, enum mail_message_end end)
{
    if (!session->content.message)
        return;

    struct mail_framer *framer = framer_of(session, session->content.message);

    bool hides_commands = end == MAIL_MESSAGE_IN_GAP && mail_content_is_open(session);

    if (framer->framing != MAIL_FRAMING_LINES)
        mail_framer_expect_lines(framer);
    message_end(session, end);
    if (hides_commands)
        mail_exchange_doubt_what_follows(session);
}
