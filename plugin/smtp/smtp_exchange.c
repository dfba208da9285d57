/* See smtp_exchange.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_exchange.h"
#include "engine/mail_verb.h"
#include "smtp_enhanced_status.h"
#include "smtp_verb.h"

/* Reply-code and "-" or SP (RFC 5321, 4.2). */
#define CODE_LENGTH 4
#define MALFORMED_LENGTH 3

bool smtp_reply_answers_message(const struct mail_reply *reply)
{
    const struct mail_exchange *exchange = reply->exchange;

    if (!exchange || exchange->kind != MAIL_EXCHANGE_CONTENT)
        return exchange && exchange->ends_message;
    return !mail_verb_is_gate_to(exchange->verb, MAIL_GATE_TO_BLOB);
}

/* In any case of letters they may be two. */
static bool is_same(mail_slice queue_id, mail_slice other)
{
    return queue_id.length == other.length && memcmp(queue_id.bytes, other.bytes, other.length) == 0;
}

void smtp_queue_id_add(const struct mail_arena *arena, struct smtp_queue_id_list *list, mail_slice queue_id)
{
    struct smtp_queue_id *added;

    if (list->last && is_same(list->last->text, queue_id))
        return;
    added = mail_arena_allocate_zeroed(arena, sizeof(struct smtp_queue_id));
    added->text = queue_id;
    if (list->last)
        list->last->next = added;
    else
        list->first = added;
    list->last = added;
}

bool smtp_unit_is_extension(const struct mail_unit *unit)
{
    const struct mail_verb *verb = unit->exchange ? unit->exchange->verb : NULL;

    return unit->kind == MAIL_UNIT_REPLY_LINE && unit->reply_index > 0 && unit->reply->status == 250 && verb &&
           verb->standing == MAIL_EXTENDED_HELLO;
}

void smtp_unit_keep_reply_line(struct mail_unit *unit, const struct smtp_reply_line *line)
{
    size_t enhanced = line->enhanced.length ? (size_t) (line->text.bytes - line->enhanced.bytes) : 0;

    size_t length = line->is_malformed ? MALFORMED_LENGTH : CODE_LENGTH;

    unit->head_length = (uint8_t) (line->code ? length + enhanced : 0);
    unit->is_malformed_reply = line->is_malformed || !line->code;
}

static mail_slice enhanced_of(mail_slice text)
{
    return mail_slice_first(text, smtp_enhanced_status_length(text));
}

struct smtp_reply_line smtp_unit_reply_line(const struct mail_unit *unit)
{
    mail_slice line = unit->line->text;
    struct smtp_reply_line reply = { .has_more = !unit->is_last_reply_line,
                                     .text = mail_slice_skip(line, unit->head_length) };

    reply.is_malformed = unit->head_length == MALFORMED_LENGTH;
    if (unit->head_length)
        reply.code = smtp_reply_code_of(line);
    if (unit->head_length > CODE_LENGTH)
        reply.enhanced = enhanced_of(mail_slice_skip(line, CODE_LENGTH));
    return reply;
}
