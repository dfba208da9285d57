/* See mail_message.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_message.h"

#include <glib.h>
#include <string.h>

#define FIRST_CAPACITY 4096

/* NUL, dot, CRLF: the longest line with a lone dot. */
#define LONGEST_DOT 4

bool mail_message_is_whole(const struct mail_message *message)
{
    return (message->end == MAIL_MESSAGE_STRICT || message->end == MAIL_MESSAGE_LENIENT) && message->missing == 0 &&
           !message->has_referred_parts && !message->may_lack_chunks && !message->has_refused_chunk &&
           message->content.length == message->size;
}

bool mail_message_is_complete(const struct mail_message *message)
{
    return mail_message_is_whole(message) && !message->via->may_be_part;
}

struct mail_message *mail_message_new(const struct mail_arena *arena, unsigned number, const struct mail_via *via,
                                      uint64_t limit)
{
    struct mail_message *message = mail_arena_allocate_zeroed(arena, sizeof(struct mail_message));

    message->arena = arena;
    message->number = number;
    message->via = via;
    message->limit = limit;
    return message;
}

static bool is_over_limit(const struct mail_message *message)
{
    return message->content.length < message->size;
}

static void buffer_reserve(struct mail_message *message, size_t size)
{
    if (size <= message->capacity)
        return;

    size_t capacity = message->capacity ? message->capacity * 2 : FIRST_CAPACITY;

    while (capacity < size)
        capacity *= 2;
    message->buffer = mail_arena_resize(message->arena, message->buffer, capacity);
    message->capacity = capacity;
}

/* A message over the limit is counted, not kept. */
static void forget_content(struct mail_message *message)
{
    message->buffer = mail_arena_resize(message->arena, message->buffer, 1);
    message->capacity = 1;
    message->content = mail_slice_make(NULL, 0);
}

/* A lone dot may be taken back once it turns out to be the end: that much is kept over the limit until then. */
static uint64_t limit_while_open(const struct mail_message *message)
{
    return message->limit > UINT64_MAX - LONGEST_DOT ? UINT64_MAX : message->limit + LONGEST_DOT;
}

void mail_message_append(struct mail_message *message, mail_slice bytes)
{
    uint64_t limit = limit_while_open(message);
    uint64_t room = limit > message->size ? limit - message->size : 0;
    mail_slice kept = is_over_limit(message) || bytes.length > room ? mail_slice_first(bytes, 0) : bytes;

    if (kept.length) {
        size_t length = message->content.length;
        buffer_reserve(message, length + kept.length);
        memcpy(message->buffer + length, kept.bytes, kept.length);
        message->content = mail_slice_make(message->buffer, length + kept.length);
    }
    message->size += bytes.length;
    if (is_over_limit(message) && message->content.length)
        forget_content(message);
}

void mail_message_add_span(struct mail_message *message, const struct mail_piece *piece, uint64_t end,
                           uint64_t message_begin)
{
    struct mail_content_span *span = mail_arena_allocate_zeroed(message->arena, sizeof(struct mail_content_span));

    *span = (struct mail_content_span){ .frame = piece->frame,
                                        .position_begin = piece->begin,
                                        .position_end = end,
                                        .message_begin = message_begin,
                                        .message_end = message->size };
    if (message->last_span)
        message->last_span->next = span;
    else
        message->spans = span;
    message->last_span = span;
    message->last_time = piece->time;
}

/* `offset` is not before that of the last hole. */
static void add_hole(struct mail_message *message, uint64_t offset, uint64_t missing)
{
    if (message->last_hole && message->last_hole->offset == offset) {
        message->last_hole->missing += missing;
        return;
    }

    struct mail_hole *hole = mail_arena_allocate_zeroed(message->arena, sizeof(struct mail_hole));

    *hole = (struct mail_hole){ .offset = (size_t) offset, .missing = missing };
    if (message->last_hole)
        message->last_hole->next = hole;
    else
        message->holes = hole;
    message->last_hole = hole;
}

void mail_message_add_gap(struct mail_message *message, uint64_t length)
{
    message->missing += length;
    add_hole(message, message->size, length);
}

void mail_message_note(struct mail_message *message, enum mail_content_event_kind kind, uint64_t message_offset,
                       uint64_t position)
{
    if (!message->events)
        message->events = mail_arena_allocate_zeroed(message->arena, sizeof(struct mail_content_events));
    if (message->events->counts[kind]++ >= MAIL_CONTENT_EVENTS_KEPT)
        return;

    struct mail_content_event *event = mail_arena_allocate_zeroed(message->arena, sizeof(struct mail_content_event));

    event->next = message->events->last;
    event->kind = kind;
    event->message_offset = message_offset;
    event->position = position;
    message->events->last = event;
}

uint64_t mail_message_event_count(const struct mail_message *message, enum mail_content_event_kind kind)
{
    return message->events ? message->events->counts[kind] : 0;
}

void mail_message_truncate(struct mail_message *message, uint64_t size)
{
    for (struct mail_content_span *span = message->spans; span; span = span->next) {
        span->message_begin = MIN(span->message_begin, size);
        span->message_end = MIN(span->message_end, size);
    }
    for (struct mail_hole *hole = message->holes; hole; hole = hole->next)
        hole->offset = MIN(hole->offset, (size_t) size);
    message->size = size;
    if (message->content.length > size)
        message->content.length = (size_t) size;
}

static uint64_t position_of(const struct mail_message *message, uint64_t offset)
{
    const struct mail_content_span *span = message->spans;

    while (span && span->next && span->message_end <= offset)
        span = span->next;
    return span ? span->position_begin + (offset - span->message_begin) : 0;
}

/* A dot between bare CRs: each of them was noted as it came. */
static void note_dots_between_crs(struct mail_message *message)
{
    mail_slice content = message->content;

    if (mail_message_event_count(message, MAIL_CONTENT_BARE_CR) == 0)
        return;
    for (size_t i = mail_slice_index_of(content, '\r'); i + 2 < content.length;
         i += 1 + mail_slice_index_of(mail_slice_skip(content, i + 1), '\r'))
        if (content.bytes[i + 1] == '.' && content.bytes[i + 2] == '\r')
            mail_message_note(message, MAIL_CONTENT_CR_DOT_CR, i + 1, position_of(message, i + 1));
}

/* Before each chunk there may have been another. */
static void add_holes_between_chunks(struct mail_message *message)
{
    message->holes = message->last_hole = NULL;
    add_hole(message, 0, 0);
    for (const struct mail_content_span *span = message->spans; span && span->next; span = span->next)
        if (span->next->position_begin != span->position_end)
            add_hole(message, span->message_end, 0);
}

static void complete_holes(struct mail_message *message)
{
    bool has_end = message->end == MAIL_MESSAGE_STRICT || message->end == MAIL_MESSAGE_LENIENT;
    bool may_lack_parts = message->may_lack_chunks || message->has_referred_parts || message->has_refused_chunk;

    if (may_lack_parts)
        add_holes_between_chunks(message);
    if (!has_end || message->via->may_be_part || may_lack_parts)
        add_hole(message, message->size, 0);
}

void mail_message_finish(struct mail_message *message, enum mail_message_end end)
{
    message->end = end;
    if (message->size > message->limit && message->content.length)
        forget_content(message);
    complete_holes(message);
    note_dots_between_crs(message);
    if (message->content.length == 0)
        return;
    message->buffer = mail_arena_resize(message->arena, message->buffer, message->content.length);
    message->capacity = message->content.length;
    message->content.bytes = message->buffer;
}
