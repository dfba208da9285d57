/* See stock_fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stock_fields.h"
#include "fields.h"
#include "protocol_view.h"

int stock_fields_protocol(const struct mail_view *view)
{
    return view->protocol->stock ? view->protocol->stock->protocol_id : -1;
}

void stock_fields_handoff(struct stock_fields *stock)
{
    if (!stock)
        return;
    stock->protocol_id = proto_get_id_by_filter_name(stock->protocol);
    for (size_t i = 0; i < stock->field_count; i++) {
        struct stock_field *field = &stock->fields[i];
        const header_field_info *known = proto_registrar_get_byname(field->name);
        field->id = known && known->type == field->type ? known->id : 0;
    }
}

struct stock_tree stock_fields_open(const struct mail_view *view)
{
    struct stock_tree stock = { NULL, NULL, false, 0 };
    int protocol = stock_fields_protocol(view);

    if (!view->fills_stock_fields || protocol < 0 || !mail_view_is_asked_for(view, protocol))
        return stock;

    proto_item *item = proto_tree_add_item(view->packet_tree, protocol, view->tvb, 0, -1, ENC_NA);

    proto_item_set_hidden(item);
    stock.tree = stock.parent = proto_item_add_subtree(item, ett_stock);
    return stock;
}

static proto_item *add_item(proto_tree *tree, const struct stock_field *field, const struct stock_value *value)
{
    const struct view_place *place = &value->place;
    int id = field->id;

    switch (field->type) {
    case FT_BOOLEAN:
        return proto_tree_add_boolean(tree, id, place->tvb, place->offset, place->length, value->number);
    case FT_STRING:
        return proto_tree_add_string(tree, id, place->tvb, place->offset, place->length, value->text);
    case FT_FRAMENUM:
    case FT_UINT32:
        return proto_tree_add_uint(tree, id, place->tvb, place->offset, place->length, value->number);
    default:
        return proto_tree_add_item(tree, id, place->tvb, place->offset, place->length, ENC_NA);
    }
}

static void add_field(struct stock_tree *stock, const struct stock_field *field, const struct stock_value *value)
{
    bool is_inner = field->place == STOCK_INNER;
    proto_item *item = add_item(is_inner ? stock->parent : stock->tree, field, value);

    proto_item_set_hidden(item);
    if (field->place == STOCK_TOP)
        stock->parent = proto_item_add_subtree(item, ett_stock);
    stock->count++;
    stock->has_once |= field->place == STOCK_ONCE;
}

/* Nobody reads further, and Wireshark takes no more than a million items a packet. */
static const unsigned items_limit = 50000;

static bool is_wanted(const struct stock_tree *stock, const struct stock_row *row, const struct stock_field *field)
{
    if (field->id == 0 || (field->place == STOCK_ONCE && stock->has_once))
        return false;
    if (row->demand == STOCK_WHEN_NAMED)
        return proto_registrar_get_nth((guint) field->id)->ref_type != HF_REF_TYPE_NONE;
    return proto_field_is_referenced(stock->tree, field->id);
}

static void add_row(const struct mail_drawing *drawing, const struct stock_row *row, struct stock_tree *stock)
{
    const struct stock_field *field = &drawing->view->protocol->stock->fields[row->field];
    struct stock_value value = { .place = drawing->place };

    if (!is_wanted(stock, row, field))
        return;
    while (stock->count < items_limit && row->find(drawing, &value)) {
        add_field(stock, field, &value);
        value.index++;
    }
}

void stock_fields_add(const struct mail_drawing *drawing, struct stock_tree *stock)
{
    const struct stock_fields *fields = drawing->view->protocol->stock;

    if (!stock->tree)
        return;
    for (size_t i = 0; i < fields->row_count; i++)
        if (fields->rows[i].kind == drawing->unit->kind)
            add_row(drawing, &fields->rows[i], stock);
}
