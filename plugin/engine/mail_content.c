/* See mail_content.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_content.h"
#include "mail_exchange.h"
#include "mail_transcript.h"
#include "mail_verb.h"

static struct mail_flow *flow_of(struct mail_session *session, enum mail_role role)
{
    return &session->flows[session->layer][mail_session_side_of(session, role)];
}

static enum mail_role role_of_content(const struct mail_message *message)
{
    return message->via == MAIL_VIA_RETR || message->via == MAIL_VIA_TOP ? MAIL_SERVER : MAIL_CLIENT;
}

static struct mail_message *message_begin(struct mail_session *session, struct mail_exchange *exchange,
                                          enum mail_message_via via)
{
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    session->message = mail_message_new(session->arena, ++session->message_count, via, session->capture->message_limit);
    session->content_exchange = exchange;
    session->content_was_answered = false;
    session->content_was_assumed = false;
    return session->message;
}

struct mail_message *mail_content_open(struct mail_session *session, struct mail_exchange *exchange,
                                       enum mail_role role, enum mail_message_via via)
{
    struct mail_message *message = message_begin(session, exchange, via);

    exchange->message = message;
    mail_framer_expect_dot_content(&flow_of(session, role)->framer, message);
    session->phase = MAIL_PHASE_CONTENT;
    return message;
}

/* The message unit stands where the message ended, over all its stream bytes. */
static struct mail_unit *message_end(struct mail_session *session, enum mail_message_end end)
{
    struct mail_message *message = session->message;
    struct mail_unit *unit = mail_transcript_add(session, MAIL_UNIT_MESSAGE, role_of_content(message));

    mail_message_finish(message, end);
    unit->message = message;
    unit->exchange = session->content_exchange;
    if (message->spans) {
        unit->begin = message->spans->position_begin;
        unit->end = message->last_span->position_end;
    }
    if (message->size > message->limit)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_message_limit);
    if (end == MAIL_MESSAGE_LENIENT)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_lenient_end_of_data);
    if (end == MAIL_MESSAGE_IN_GAP)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_message_end_lost);
    if (message->has_referred_parts)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_part_by_reference);
    if (message->may_lack_chunks)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_chunks_may_be_lost);
    if (session->content_was_assumed)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_content_assumed);
    if (session->protocol->on_message_end)
        session->protocol->on_message_end(session, unit);
    session->message = NULL;
    session->phase = MAIL_PHASE_COMMANDS;
    return unit;
}

/* DATA's second reply answers the end of the content, not a command. */
static struct mail_exchange *ask_by_end_of_content(struct mail_session *session, struct mail_unit *unit)
{
    const struct mail_exchange *content = session->content_exchange;
    struct mail_exchange *exchange = mail_exchange_ask(session, MAIL_EXCHANGE_CONTENT, unit, content->verb);

    exchange->message = content->message;
    exchange->transaction = content->transaction;
    exchange->ends_message = true;
    return exchange;
}

static void reach_end_of_dot_content(struct mail_session *session)
{
    bool is_from_client = role_of_content(session->message) == MAIL_CLIENT;
    struct mail_unit *unit = message_end(session, MAIL_MESSAGE_STRICT);

    if (is_from_client && !session->content_was_answered)
        ask_by_end_of_content(session, unit);
}

static void reach_end_of_chunk(struct mail_session *session, struct mail_time time)
{
    if (!session->content_exchange->reply)
        session->content_exchange->asked_time = time;
    session->phase = MAIL_PHASE_COMMANDS;
    if (!session->chunk_is_last)
        return;
    session->content_exchange->ends_message = true;
    message_end(session, MAIL_MESSAGE_STRICT);
}

void mail_content_reach_end(struct mail_session *session, struct mail_time time)
{
    if (session->message->via == MAIL_VIA_BDAT)
        reach_end_of_chunk(session, time);
    else
        reach_end_of_dot_content(session);
}

static void take_chunk(struct mail_session *session, struct mail_exchange *exchange, bool is_last)
{
    session->content_exchange = exchange;
    session->chunk_is_last = is_last;
    exchange->message = session->message;
}

void mail_content_open_chunk(struct mail_session *session, struct mail_exchange *exchange, uint64_t size, bool is_last)
{
    bool is_open = session->message && session->message->via == MAIL_VIA_BDAT;

    if (!is_open || session->next_chunk_begins_message)
        message_begin(session, exchange, MAIL_VIA_BDAT);
    session->message->may_lack_chunks |= session->chunks_may_be_lost;
    session->next_chunk_begins_message = false;
    session->message->has_referred_parts |= session->has_referred_part;
    session->has_referred_part = false;
    take_chunk(session, exchange, is_last);
    if (size == 0) {
        reach_end_of_chunk(session, exchange->asked_time);
        return;
    }
    mail_framer_expect_counted_content(&flow_of(session, MAIL_CLIENT)->framer, session->message, size);
    session->phase = MAIL_PHASE_CONTENT;
}

void mail_content_refer_to_part(struct mail_session *session, struct mail_exchange *exchange, bool is_last)
{
    bool is_open = session->message && session->message->via == MAIL_VIA_BDAT && !session->next_chunk_begins_message;

    session->has_referred_part = !is_open && !is_last;
    if (!is_open) {
        exchange->ends_message = is_last;
        return;
    }
    session->message->has_referred_parts = true;
    take_chunk(session, exchange, is_last);
    reach_end_of_chunk(session, exchange->asked_time);
}

bool mail_content_is_open(const struct mail_session *session)
{
    return session->message && role_of_content(session->message) == MAIL_CLIENT &&
           session->message->via != MAIL_VIA_BDAT;
}

struct mail_exchange *mail_content_end_by_reply(struct mail_session *session)
{
    struct mail_flow *flow = flow_of(session, MAIL_CLIENT);
    bool is_behind_dot = mail_framer_stands_behind_lone_dot(&flow->framer, flow->stream.next_position);
    bool has_gap = flow->framer.framing == MAIL_FRAMING_PROBE || (is_behind_dot && session->message->missing > 0);
    enum mail_message_end end = has_gap ? MAIL_MESSAGE_IN_GAP : MAIL_MESSAGE_LENIENT;

    if (!is_behind_dot && !has_gap) {
        session->content_was_answered = true;
        return NULL;
    }
    if (is_behind_dot)
        mail_message_truncate(session->message, flow->framer.lone_dot.message_size);
    mail_framer_expect_lines(&flow->framer);

    struct mail_unit *unit = message_end(session, end);
    struct mail_exchange *exchange = ask_by_end_of_content(session, unit);

    if (unit->message->last_span)
        exchange->asked_frame = unit->message->last_span->frame;
    return exchange;
}

void mail_content_end_behind_gap(struct mail_session *session)
{
    bool was_answered = session->content_was_answered;

    mail_framer_expect_lines(&flow_of(session, MAIL_CLIENT)->framer);

    struct mail_unit *unit = message_end(session, MAIL_MESSAGE_IN_GAP);

    if (!was_answered)
        ask_by_end_of_content(session, unit);
}

void mail_content_abandon(struct mail_session *session, enum mail_message_end end)
{
    if (!session->message)
        return;

    struct mail_framer *framer = &flow_of(session, role_of_content(session->message))->framer;

    if (framer->framing != MAIL_FRAMING_LINES)
        mail_framer_expect_lines(framer);
    message_end(session, end);
}
