/* See reply_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "reply_view.h"
#include "content_view.h"
#include "fields.h"
#include "protocol_view.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "engine/mail_verb.h"

/* Bytes shown of the reply's text, and of what it answers. */
#define TEXT_LIMIT 200
#define ASKED_LIMIT 100

/* What a call has of a reply. */
struct extent {
    unsigned lines, rows, extensions;
    bool is_whole;
};

static bool is_end(const struct mail_unit *unit)
{
    return unit->kind == MAIL_UNIT_ROWS_END || unit->is_last_reply_line;
}

/* Units of one reply follow each other. */
static struct extent extent_of(const struct mail_drawing *drawing, unsigned left)
{
    const struct protocol_view *protocol = drawing->view->protocol;
    const struct mail_unit *unit = drawing->unit;
    struct extent extent = { 0 };

    for (unsigned i = 0; i < left && unit->reply == drawing->reply->reply; i++, unit = unit->next) {
        extent.lines += unit->kind == MAIL_UNIT_REPLY_LINE;
        extent.rows += unit->kind == MAIL_UNIT_ROW;
        extent.extensions += protocol->is_extension && protocol->is_extension(unit);
        extent.is_whole = is_end(unit);
    }
    return extent;
}

static void append_count(wmem_strbuf_t *text, unsigned count, const char *noun)
{
    if (count)
        wmem_strbuf_append_printf(text, "%s%u %s%s", wmem_strbuf_get_len(text) ? ", " : "", count, noun,
                                  count == 1 ? "" : "s");
}

/* "12 lines, 11 extensions"; empty where the reply is one line. */
static const char *counts_of(wmem_allocator_t *pool, const struct mail_unit *first, const struct extent *extent)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pool, "");
    bool is_begun = first->kind == MAIL_UNIT_REPLY_LINE && first->reply_index == 0;

    if (extent->lines > 1 || (extent->lines == 1 && !(is_begun && (extent->is_whole || extent->rows))))
        append_count(text, extent->lines, "line");
    append_count(text, extent->extensions, "extension");
    append_count(text, extent->rows, "row");
    if (!is_begun)
        wmem_strbuf_append(text, wmem_strbuf_get_len(text) ? ", continued" : "continued");
    return wmem_strbuf_get_str(text);
}

/* "250 mail.example.com (12 lines, 11 extensions)" */
static const char *value_of(const struct mail_drawing *drawing, const struct extent *extent)
{
    const struct mail_unit *first = drawing->unit;
    const struct protocol_view *protocol = drawing->view->protocol;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    const char *counts = counts_of(pool, first, extent);
    const char *text = view_excerpt(pool, first->line->text, TEXT_LIMIT);

    if (counts[0] && protocol->split_reply_line) {
        struct reply_line_parts parts = protocol->split_reply_line(first->line->text);
        text = wmem_strdup_printf(pool, "%s %s", view_excerpt(pool, parts.head, TEXT_LIMIT),
                                  view_excerpt(pool, parts.words, TEXT_LIMIT));
    }
    return counts[0] ? wmem_strdup_printf(pool, "%s (%s)", text, counts) : text;
}

static void open_reply(const struct mail_drawing *drawing, unsigned left)
{
    struct view_reply *reply = drawing->reply;
    struct view_place place = drawing->place;

    reply->reply = drawing->unit->reply;

    struct extent extent = extent_of(drawing, left);

    reply->item = proto_tree_add_string(drawing->top, hf_reply, place.tvb, place.offset, place.length,
                                        value_of(drawing, &extent));
    reply->tree = proto_item_add_subtree(reply->item, ett_reply);
    reply->tvb = place.tvb;
    reply->offset = place.offset;
    reply->is_single = extent.lines == 1 && extent.rows == 0;
}

void reply_view_enter(struct mail_drawing *drawing, unsigned left)
{
    struct view_reply *reply = drawing->reply;
    const struct view_place *place = &drawing->place;

    if (reply->reply != drawing->unit->reply)
        open_reply(drawing, left);
    else if (place->tvb == reply->tvb && place->offset >= reply->offset)
        proto_item_set_len(reply->item, place->offset + place->length - reply->offset);
    drawing->parent = reply->tree;
    drawing->item = reply->item;
    drawing->tree = reply->tree;
}

void reply_view_open_line(struct mail_drawing *drawing, int field)
{
    const char *text = view_text(drawing->view->pinfo->pool, drawing->unit->line->text);

    if (drawing->reply->is_single)
        proto_item_set_hidden(drawing_add_text(drawing, field, drawing->unit->line->text, text));
    else
        drawing_open_field(drawing, field, ett_reply_line, text);
}

struct mail_drawing reply_view_whole(const struct mail_drawing *drawing)
{
    struct mail_drawing whole = *drawing;

    whole.item = drawing->reply->item;
    whole.tree = drawing->reply->tree;
    return whole;
}

static const char *asked_message(const struct mail_view *view, const struct mail_exchange *exchange)
{
    if (exchange->asked->kind == MAIL_UNIT_MESSAGE)
        return content_view_name(view, exchange->asked->message);
    return exchange->verb ? wmem_strdup_printf(view->pinfo->pool, "data of %s", exchange->verb->name) : "data";
}

const char *reply_view_asked(const struct mail_view *view, const struct mail_exchange *exchange)
{
    if (!exchange->asked)
        return NULL;
    if (exchange->kind == MAIL_EXCHANGE_CONTENT)
        return asked_message(view, exchange);
    if (exchange->kind == MAIL_EXCHANGE_SASL)
        return "line of the login";
    return view_excerpt(view->pinfo->pool, secret_line(view, exchange->asked), ASKED_LIMIT);
}

static void add_response_to(const struct mail_drawing *drawing, const struct mail_exchange *exchange)
{
    const char *asked = reply_view_asked(drawing->view, exchange);
    uint32_t frame = exchange->asked_at.frame;

    if (!asked) {
        drawing_add_frame(drawing, hf_response_to, frame);
        return;
    }
    proto_item_set_generated(proto_tree_add_uint_format_value(drawing->tree, hf_response_to, drawing->place.tvb, 0, 0,
                                                              frame, "%s (#%u)", asked, frame));
}

static void add_hidden(const struct mail_drawing *drawing, int field, const char *text)
{
    proto_item *item = proto_tree_add_string(drawing->tree, field, drawing->place.tvb, 0, 0, text);

    proto_item_set_generated(item);
    proto_item_set_hidden(item);
}

/* Hidden: the item of what was asked has both. */
static void add_asked(const struct mail_drawing *drawing, const struct mail_exchange *exchange)
{
    const struct protocol_view *protocol = drawing->view->protocol;
    mail_slice address = protocol->find_asked_address ? protocol->find_asked_address(exchange) : (mail_slice){ 0 };

    if (exchange->verb)
        add_hidden(drawing, hf_reply_command, exchange->verb->name);
    if (address.bytes)
        add_hidden(drawing, hf_reply_address, view_text(drawing->view->pinfo->pool, address));
}

void reply_view_add_answered(const struct mail_drawing *drawing)
{
    const struct mail_reply *reply = drawing->unit->reply;

    if (drawing->unit->reply_index > 0 || !reply->exchange)
        return;

    nstime_t time =
        drawing_time_between(mail_moment_time(reply->exchange->asked_at), mail_moment_time(reply->first_at));

    add_response_to(drawing, reply->exchange);
    add_asked(drawing, reply->exchange);
    drawing_add_duration(drawing, hf_time, time);
}
