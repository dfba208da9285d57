/* See mail_smuggling.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_smuggling.h"
#include "mail_exchange.h"
#include "mail_flow.h"

#include <string.h>

/* Bytes of the line with the dot: in the message, from the event's offset on, and as they were sent. */
struct dot_form {
    uint8_t kept, sent;
};

static const struct dot_form dot_forms[MAIL_CONTENT_EVENT_KINDS] = {
    [MAIL_CONTENT_LF_DOT_LF] = { 2, 2 }, [MAIL_CONTENT_LF_DOT_CRLF] = { 3, 3 }, [MAIL_CONTENT_CRLF_DOT_LF] = { 1, 2 },
    [MAIL_CONTENT_LF_DOT_CR] = { 2, 2 }, [MAIL_CONTENT_CRLF_DOT_CR] = { 1, 2 }, [MAIL_CONTENT_CR_DOT_CR] = { 2, 2 },
    [MAIL_CONTENT_NUL_DOT] = { 4, 3 },   [MAIL_CONTENT_DOT_NUL] = { 3, 4 }
};

/* How often content of one session is read again: each time its rest is kept once more. */
#define PUT_BACK_LIMIT 16

static const char final_dot[] = ".\r\n";

static mail_slice rest_after(const struct mail_message *message, const struct mail_content_event *dot)
{
    return mail_slice_skip(message->content, (size_t) dot->message_offset + dot_forms[dot->kind].kept);
}

static mail_slice first_line(mail_slice bytes)
{
    mail_slice line = mail_slice_take_until(&bytes, '\n');

    return mail_slice_take_until(&line, '\r');
}

/* Of those that a command follows; where `session` is NULL, of all. */
static const struct mail_content_event *first_dot(const struct mail_session *session,
                                                  const struct mail_message *message)
{
    const struct mail_content_event *first = NULL;

    for (const struct mail_content_event *event = message->events ? message->events->last : NULL; event;
         event = event->next) {
        bool is_dot = dot_forms[event->kind].sent > 0 &&
                      (!session || session->protocol->is_client_line(first_line(rest_after(message, event))));
        if (is_dot && (!first || event->message_offset < first->message_offset))
            first = event;
    }
    return first;
}

const struct mail_content_event *mail_smuggling_first_dot(const struct mail_session *session,
                                                          const struct mail_message *message)
{
    const struct mail_content_event *dot =
        session->progress.put_back_count < PUT_BACK_LIMIT ? first_dot(NULL, message) : NULL;

    return dot && dot->position < session->call.acknowledged ? dot : NULL;
}

static const struct mail_content_event *first_of_kind(const struct mail_message *message,
                                                      enum mail_content_event_kind kind)
{
    const struct mail_content_event *first = NULL;

    for (const struct mail_content_event *event = message->events ? message->events->last : NULL; event;
         event = event->next)
        if (event->kind == kind)
            first = event;
    return first;
}

const struct mail_content_event *mail_smuggling_dot_before_last(const struct mail_session *session,
                                                                const struct mail_message *message,
                                                                const struct mail_lone_dot *last)
{
    const struct mail_content_event *dot = first_of_kind(message, last->kind);
    bool may_put_back = session->progress.put_back_count < PUT_BACK_LIMIT && message->content.length == message->size;

    return may_put_back && dot && dot->message_offset < last->message_size ? dot : NULL;
}

void mail_smuggling_note_message(struct mail_session *session, struct mail_message *message)
{
    bool is_whole = message->content.length == message->size && message->missing == 0;

    if (is_whole && !message->via->is_in_chunks)
        message->smuggling_dot = first_dot(session, message);
    session->content.suspect = message->smuggling_dot && message->end == MAIL_MESSAGE_STRICT ? message : NULL;
}

void mail_smuggling_forget(struct mail_session *session)
{
    session->content.suspect = NULL;
}

bool mail_smuggling_is_shown_by(const struct mail_session *session, mail_slice line)
{
    const struct mail_protocol *protocol = session->protocol;

    return session->content.suspect &&
           session->content.suspect->last_span->position_end <= session->call.acknowledged &&
           session->progress.put_back_count < PUT_BACK_LIMIT && mail_exchange_is_certain(session) &&
           !session->questions.oldest && !session->progress.reply && protocol->shows_that_more_was_asked &&
           protocol->shows_that_more_was_asked(session, line);
}

/* `end`: what followed the bytes in the stream and is not kept with them. */
static void put_back(struct mail_session *session, const struct mail_message *message,
                     const struct mail_content_event *dot, mail_slice end)
{
    const struct mail_arena *arena = &session->capture->arena;
    mail_slice rest = rest_after(message, dot);
    char *bytes = mail_arena_allocate_zeroed(arena, rest.length + end.length + 1);
    struct mail_piece piece = { .bytes = mail_slice_make(bytes, rest.length + end.length),
                                .begin = dot->position + dot_forms[dot->kind].sent,
                                .frame = message->last_span->frame,
                                .time = message->last_time };

    session->progress.put_back_count++;
    memcpy(bytes, rest.bytes, rest.length);
    memcpy(bytes + rest.length, end.bytes, end.length);
    if (piece.bytes.length)
        mail_input_put_back(&mail_flow_of_role(session, MAIL_CLIENT)->input, arena, &piece, MAIL_ACKNOWLEDGED_UNKNOWN);
}

void mail_smuggling_read_again(struct mail_session *session)
{
    const struct mail_message *message = session->content.suspect;

    session->content.suspect = NULL;
    session->progress.shows_split = true;
    put_back(session, message, message->smuggling_dot, mail_slice_from_string(final_dot));
}

void mail_smuggling_end_at(struct mail_session *session, struct mail_message *message,
                           const struct mail_content_event *dot)
{
    put_back(session, message, dot, mail_slice_from_string(""));
    mail_message_truncate(message, dot->message_offset);
}
