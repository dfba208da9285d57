/* See packet_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "packet_view.h"
#include "content_view.h"
#include "credential.h"
#include "fields.h"
#include "findings_view.h"
#include "info_column.h"
#include "line_view.h"
#include "protocol_line.h"
#include "protocol_view.h"
#include "proxy_view.h"
#include "reply_view.h"
#include "sasl_view.h"
#include "stock_fields.h"
#include "stray_view.h"

#include "wireshark/taps.h"
#include "wireshark/tree_room.h"

static const unit_draw common_draws[] = {
    [MAIL_UNIT_COMMAND] = line_view_draw_command,
    [MAIL_UNIT_SASL_RESPONSE] = line_view_draw_sasl_response,
    [MAIL_UNIT_ROWS_END] = line_view_draw_rows_end,
    [MAIL_UNIT_CONTENT] = content_view_draw_content,
    [MAIL_UNIT_BLOB] = content_view_draw_blob,
    [MAIL_UNIT_MESSAGE] = content_view_draw_message,
    [MAIL_UNIT_PARTIAL] = stray_view_draw_partial,
    [MAIL_UNIT_HELD] = stray_view_draw_held,
    [MAIL_UNIT_GAP] = stray_view_draw_gap,
    [MAIL_UNIT_REPEATED] = stray_view_draw_repeated,
    [MAIL_UNIT_TEXT] = stray_view_draw_text,
    [MAIL_UNIT_UNREAD] = stray_view_draw_unread,
    [MAIL_UNIT_PROXY] = proxy_view_draw,
    [MAIL_UNIT_TLS] = stray_view_draw_tls,
};

static unit_draw draw_of(const struct mail_view *view, enum mail_unit_kind kind)
{
    if (kind == MAIL_UNIT_REPLY_LINE)
        return view->protocol->draw_reply_line;
    if (kind == MAIL_UNIT_ROW)
        return view->protocol->draw_row;
    return common_draws[kind];
}

/* Whether anything that is drawn here may be shown, or is asked for by a filter, a column or a script. */
static bool is_looked_at(const struct mail_view *view)
{
    int stock = view->fills_stock_fields ? stock_fields_protocol(view) : -1;

    return proto_field_is_referenced(view->packet_tree, view->dissector->family_id) ||
           proto_field_is_referenced(view->packet_tree, view->dissector->protocol_id) ||
           (stock >= 0 && proto_field_is_referenced(view->packet_tree, stock)) || findings_view_is_looked_at(view);
}

/* The family's item is hidden, so that the filter "mailproto" finds all protocols alike. The protocol's own is always
 * there: Wireshark takes a layer that adds no item for none. */
static proto_tree *open_protocol(const struct mail_view *view)
{
    if (mail_view_is_asked_for(view, view->dissector->family_id))
        proto_item_set_hidden(
            proto_tree_add_item(view->packet_tree, view->dissector->family_id, view->tvb, 0, -1, ENC_NA));

    proto_item *item = proto_tree_add_item(view->packet_tree, view->dissector->protocol_id, view->tvb, 0, -1, ENC_NA);

    protocol_line_write(view, item);
    return proto_item_add_subtree(item, ett_protocol);
}

static void draw_session(const struct mail_view *view, proto_tree *parent)
{
    static const char *const tls_names[] = { [MAIL_TLS_NONE] = "none",
                                             [MAIL_TLS_STARTTLS] = "starttls",
                                             [MAIL_TLS_IMPLICIT] = "implicit",
                                             [MAIL_TLS_UNKNOWN] = "unknown" };
    const char *tls = tls_names[view->reading->tls];
    proto_item *item =
        proto_tree_add_uint(parent, hf_session_number, view->tvb, 0, 0, mail_session_number(view->session));
    proto_tree *tree = proto_item_add_subtree(item, ett_session);

    proto_item_set_generated(item);
    proto_item_set_generated(proto_tree_add_string(tree, hf_session_tls, view->tvb, 0, 0, tls));
    view->protocol->add_session_details(view, tree);
}

/* Where the units of one call go. */
struct view_trees {
    proto_tree *top; /* NULL: nothing is shown */
    struct view_reply reply;
    struct stock_tree stock;
};

static bool is_of_reply(const struct mail_unit *unit)
{
    return unit->kind == MAIL_UNIT_REPLY_LINE || unit->kind == MAIL_UNIT_ROW || unit->kind == MAIL_UNIT_ROWS_END;
}

/* Draws one unit and returns its message's data source, if it is a message. `left` units of the call are to be drawn
 * with it. */
static tvbuff_t *draw_unit(const struct mail_view *view, struct view_trees *trees, const struct mail_unit *unit,
                           unsigned left)
{
    struct mail_drawing drawing = { .view = view,
                                    .unit = unit,
                                    .top = trees->top,
                                    .parent = trees->top,
                                    .reply = &trees->reply,
                                    .tree = view->packet_tree };

    if (unit->kind == MAIL_UNIT_MESSAGE)
        drawing.message = content_view_add_source(view, unit->message);
    drawing.place = place_of_unit(view, unit);
    drawing.decoded = sasl_view_add_source(view, unit);
    if (trees->top && is_of_reply(unit))
        reply_view_enter(&drawing, left);
    if (trees->top)
        draw_of(view, unit->kind)(&drawing);
    sasl_view_hand_over(&drawing);
    findings_view_add(&drawing);
    stock_fields_add(&drawing, &trees->stock);
    return drawing.message;
}

/* As many rows of three bytes as a segment of 64 kB holds, which a network card may join from smaller ones. */
static const unsigned drawn_units_limit = 22000;

/* Draws the units and keeps the data sources of messages in `sources`; returns how many units it drew. */
static unsigned draw_units(const struct mail_view *view, proto_tree *tree, tvbuff_t **sources)
{
    unsigned count = view->reading->count;
    unsigned drawn = 0;
    const struct mail_unit *unit = view->reading->first;
    struct view_trees trees = { .top = tree, .stock = stock_fields_open(view) };

    if (!tree)
        trees.stock.tree = NULL;
    for (; drawn < MIN(count, drawn_units_limit) && tree_room_is_left(tree); drawn++, unit = unit->next)
        sources[drawn] = draw_unit(view, &trees, unit, count - drawn);
    if (drawn < count)
        proto_tree_add_subtree_format(tree, view->tvb, 0, 0, ett_text, NULL, "%u more item%s not shown", count - drawn,
                                      count - drawn == 1 ? "" : "s");
    return drawn;
}

static void queue_taps(const struct mail_view *view)
{
    const struct mail_unit *unit = view->reading->first;

    taps_queue(view->pinfo, view->session, view->reading);
    for (unsigned i = 0; i < view->reading->count; i++, unit = unit->next)
        credential_queue(view, unit);
}

/* Taps and columns come first: they do not depend on whether the tree can be drawn to its end. The messages are handed
 * over after all units, so that the dialogue stands together. */
void packet_view_draw(const struct mail_view *view)
{
    const struct mail_reading *reading = view->reading;
    tvbuff_t **sources = wmem_alloc0_array(view->pinfo->pool, tvbuff_t *, reading->count);
    const struct mail_unit *unit = reading->first;

    queue_taps(view);
    info_column_write(view);

    proto_tree *protocol_tree = open_protocol(view);
    proto_tree *tree = is_looked_at(view) ? protocol_tree : NULL;

    unsigned drawn = draw_units(view, tree, sources);

    if (tree)
        draw_session(view, tree);

    for (unsigned i = 0; i < drawn; i++, unit = unit->next)
        if (sources[i])
            content_view_hand_over(view, unit->message, sources[i]);
}

void packet_view_draw_quoted(int protocol_id, tvbuff_t *tvb, proto_tree *packet_tree)
{
    proto_item *item = proto_tree_add_item(packet_tree, protocol_id, tvb, 0, -1, ENC_NA);
    proto_tree *tree = proto_item_add_subtree(item, ett_protocol);

    proto_tree_add_subtree(tree, tvb, 0, -1, ett_text, NULL, "Mail segment quoted in an error message");
}
