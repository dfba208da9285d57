/* See protocol_line.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "protocol_line.h"
#include "content_view.h"
#include "protocol_view.h"
#include "reply_view.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "engine/mail_verb.h"

/* Units named; the rest is counted. */
static const unsigned named_limit = 3;

/* Bytes shown of a command. */
#define EXCERPT_LIMIT 80

static const char *name_command(const struct mail_view *view, const struct mail_unit *unit)
{
    wmem_allocator_t *pool = view->pinfo->pool;

    return wmem_strdup_printf(pool, "Command: %s", view_excerpt(pool, secret_line(view, unit), EXCERPT_LIMIT));
}

static const char *name_sasl_response(const struct mail_view *view, const struct mail_unit *unit)
{
    (void) view;
    (void) unit;
    return "Line of a login";
}

/* The code, or POP3's status indicator. */
static mail_slice status_of(const struct mail_view *view, const struct mail_unit *unit)
{
    mail_slice line = unit->line->text;

    return view->protocol->split_reply_line ? view->protocol->split_reply_line(line).head : mail_slice_take_word(&line);
}

/* The verb, but for what has none. */
static const char *answered_of(const struct mail_view *view, const struct mail_exchange *exchange)
{
    if (exchange && exchange->kind == MAIL_EXCHANGE_COMMAND && exchange->verb)
        return exchange->verb->name;
    return exchange ? reply_view_asked(view, exchange) : NULL;
}

/* "Reply 550, to RCPT" */
static const char *name_reply(const struct mail_view *view, const struct mail_unit *unit)
{
    wmem_allocator_t *pool = view->pinfo->pool;
    const char *status = view_excerpt(pool, status_of(view, unit), EXCERPT_LIMIT);
    const char *answered = answered_of(view, unit->reply->exchange);

    if (unit->reply->kind == MAIL_REPLY_GREETING)
        return wmem_strdup_printf(pool, "Greeting %s", status);
    return wmem_strdup_printf(pool, answered ? "Reply %s, to %s" : "Reply %s", status, answered);
}

static const char *name_rows(const struct mail_view *view, const struct mail_unit *unit)
{
    const char *answered = answered_of(view, unit->reply->exchange);

    return answered ? wmem_strdup_printf(view->pinfo->pool, "Rows of the reply to %s", answered) : "Rows of a reply";
}

static const char *name_content(const struct mail_view *view, const struct mail_unit *unit)
{
    return wmem_strdup_printf(view->pinfo->pool, "Content of %s", content_view_name(view, unit->message));
}

static const char *name_message(const struct mail_view *view, const struct mail_unit *unit)
{
    char *text = wmem_strdup(view->pinfo->pool, content_view_summary(view, unit->message));

    text[0] = g_ascii_toupper(text[0]);
    return text;
}

/* By kind: how a unit is named, by a function or by words alone. */
static const struct namer {
    const char *(*name)(const struct mail_view *view, const struct mail_unit *unit);
    const char *words;
} namers[MAIL_UNIT_KINDS] = {
    [MAIL_UNIT_COMMAND] = { name_command, NULL },      [MAIL_UNIT_SASL_RESPONSE] = { name_sasl_response, NULL },
    [MAIL_UNIT_REPLY_LINE] = { name_reply, NULL },     [MAIL_UNIT_ROW] = { name_rows, NULL },
    [MAIL_UNIT_ROWS_END] = { name_rows, NULL },        [MAIL_UNIT_CONTENT] = { name_content, NULL },
    [MAIL_UNIT_BLOB] = { NULL, "Binary data" },        [MAIL_UNIT_MESSAGE] = { name_message, NULL },
    [MAIL_UNIT_PARTIAL] = { NULL, "Unfinished line" }, [MAIL_UNIT_HELD] = { NULL, "Held bytes" },
    [MAIL_UNIT_GAP] = { NULL, "Missing bytes" },       [MAIL_UNIT_REPEATED] = { NULL, "Retransmission" },
    [MAIL_UNIT_TEXT] = { NULL, "Unrecognized text" },  [MAIL_UNIT_UNREAD] = { NULL, "Bytes not read" },
    [MAIL_UNIT_PROXY] = { NULL, "PROXY header" },      [MAIL_UNIT_TLS] = { NULL, "TLS" },
};

static bool is_of_reply(const struct mail_unit *unit)
{
    return unit->kind == MAIL_UNIT_REPLY_LINE || unit->kind == MAIL_UNIT_ROW || unit->kind == MAIL_UNIT_ROWS_END;
}

/* Whether `before` says it already: lines of one reply, content of one message, pieces of one kind. */
static bool is_same(const struct mail_unit *before, const struct mail_unit *unit)
{
    if (!before)
        return false;
    if (is_of_reply(unit))
        return is_of_reply(before) && before->reply == unit->reply;
    if (unit->kind == MAIL_UNIT_MESSAGE || unit->kind == MAIL_UNIT_COMMAND)
        return false;
    return before->kind == unit->kind;
}

/* The message's own name says more than that of its content. */
static bool is_content_of_next(const struct mail_unit *unit, unsigned left)
{
    const struct mail_unit *next = left > 1 ? unit->next : NULL;

    return unit->kind == MAIL_UNIT_CONTENT && next && next->kind == MAIL_UNIT_MESSAGE && next->message == unit->message;
}

static const char *name_of(const struct mail_view *view, const struct mail_unit *unit)
{
    const struct namer *namer = &namers[unit->kind];

    return namer->name ? namer->name(view, unit) : namer->words;
}

void protocol_line_write(const struct mail_view *view, proto_item *item)
{
    const struct mail_reading *reading = view->reading;
    const struct mail_unit *before = NULL;
    unsigned named = 0;

    if (!item || !view->packet_tree || !PTREE_DATA(view->packet_tree)->visible)
        return;
    proto_item_set_text(item, "%s", view->protocol->title(reading));

    const struct mail_unit *unit = reading->first;

    for (unsigned left = reading->count; left > 0; left--, before = unit, unit = unit->next) {
        if (is_same(before, unit) || is_content_of_next(unit, left))
            continue;
        if (++named <= named_limit)
            proto_item_append_text(item, "%s %s", named == 1 ? "," : ";", name_of(view, unit));
    }
    if (named > named_limit)
        proto_item_append_text(item, "; and %u more", named - named_limit);
}
