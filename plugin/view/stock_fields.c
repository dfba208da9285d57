/* See stock_fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stock_fields.h"
#include "fields.h"
#include "protocol_view.h"
#include "stock_values.h"
#include "view_text.h"

enum stock_field_place { STOCK_TOP, STOCK_ONCE, STOCK_INNER };

enum stock_field {
#define STOCK_FIELD(id, name, type, place) id,
#include "stock_fields.def"
#undef STOCK_FIELD
};

struct stock_field_row {
    const char *name;
    enum ftenum type;
    enum stock_field_place place;
};

static const struct stock_field_row field_rows[] = {
#define STOCK_FIELD(id, name, type, place) { name, type, place },
#include "stock_fields.def"
#undef STOCK_FIELD
};

/* 0, which is the id of no field: this Wireshark has none of that name and type. */
static int field_ids[G_N_ELEMENTS(field_rows)];
static int stock_smtp, stock_pop;

int stock_fields_protocol(const struct mail_view *view)
{
    return view->protocol == &smtp_protocol_view ? stock_smtp : stock_pop;
}

void stock_fields_handoff(void)
{
    stock_smtp = proto_get_id_by_filter_name("smtp");
    stock_pop = proto_get_id_by_filter_name("pop");
    for (size_t i = 0; i < G_N_ELEMENTS(field_rows); i++) {
        const header_field_info *field = proto_registrar_get_byname(field_rows[i].name);
        field_ids[i] = field && field->type == field_rows[i].type ? field->id : 0;
    }
}

/* What a kind of unit says in a field. */
struct stock_row {
    enum mail_unit_kind kind;
    enum stock_field field;
    stock_value_find find;
};

static const struct stock_row smtp_rows[] = {
    { MAIL_UNIT_COMMAND, STOCK_smtp_req, stock_value_truth },
    { MAIL_UNIT_COMMAND, STOCK_smtp_command_line, stock_value_line },
    { MAIL_UNIT_COMMAND, STOCK_smtp_req_command, stock_value_verb },
    { MAIL_UNIT_COMMAND, STOCK_smtp_req_parameter, stock_value_argument },
    { MAIL_UNIT_COMMAND, STOCK_smtp_auth_username, stock_value_user },
    { MAIL_UNIT_COMMAND, STOCK_smtp_auth_password, stock_value_password },
    { MAIL_UNIT_COMMAND, STOCK_smtp_auth_username_password, stock_value_user_and_password },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_req, stock_value_truth },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_auth_username, stock_value_user },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_auth_password, stock_value_password },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_auth_username_password, stock_value_user_and_password },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_rsp, stock_value_truth },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_response, stock_value_first_line },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_response_code, stock_value_code },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_rsp_parameter, stock_value_reply_text },
    { MAIL_UNIT_CONTENT, STOCK_smtp_message, stock_value_text_line },
    { MAIL_UNIT_CONTENT, STOCK_smtp_reassembled_in, stock_value_end_of_message },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_eom, stock_value_final_dot },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_fragments, stock_value_whole_message },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_fragment, stock_value_fragment },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_fragment_count, stock_value_fragment_count },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_reassembled_length, stock_value_message_length },
};

static const struct stock_row pop3_rows[] = {
    { MAIL_UNIT_COMMAND, STOCK_pop_request, stock_value_line },
    { MAIL_UNIT_COMMAND, STOCK_pop_request_command, stock_value_verb },
    { MAIL_UNIT_COMMAND, STOCK_pop_request_parameter, stock_value_argument },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_pop_request, stock_value_line },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_pop_request_data, stock_value_line },
    { MAIL_UNIT_REPLY_LINE, STOCK_pop_response, stock_value_line },
    { MAIL_UNIT_REPLY_LINE, STOCK_pop_response_indicator, stock_value_indicator },
    { MAIL_UNIT_REPLY_LINE, STOCK_pop_response_description, stock_value_description },
    { MAIL_UNIT_ROW, STOCK_pop_response_data, stock_value_line },
    { MAIL_UNIT_ROWS_END, STOCK_pop_response_data, stock_value_line },
    { MAIL_UNIT_CONTENT, STOCK_pop_response_data, stock_value_content_line },
    { MAIL_UNIT_CONTENT, STOCK_pop_reassembled_in, stock_value_end_of_message },
    { MAIL_UNIT_MESSAGE, STOCK_pop_fragments, stock_value_whole_message },
    { MAIL_UNIT_MESSAGE, STOCK_pop_fragment, stock_value_fragment },
    { MAIL_UNIT_MESSAGE, STOCK_pop_fragment_count, stock_value_fragment_count },
    { MAIL_UNIT_MESSAGE, STOCK_pop_reassembled_length, stock_value_message_length },
};

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

static proto_item *add_item(proto_tree *tree, const struct stock_field_row *row, int id,
                            const struct stock_value *value)
{
    const struct view_place *place = &value->place;

    switch (row->type) {
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

static void add_field(struct stock_tree *stock, enum stock_field field, const struct stock_value *value)
{
    const struct stock_field_row *row = &field_rows[field];
    bool is_inner = row->place == STOCK_INNER;
    proto_item *item = add_item(is_inner ? stock->parent : stock->tree, row, field_ids[field], value);

    proto_item_set_hidden(item);
    if (row->place == STOCK_TOP)
        stock->parent = proto_item_add_subtree(item, ett_stock);
    stock->count++;
    stock->has_once |= row->place == STOCK_ONCE;
}

/* Nobody reads further, and Wireshark takes no more than a million items a packet. */
static const unsigned items_limit = 50000;

/* A field for each line of a message is much for a tree that merely might be shown. */
static bool is_wanted(const struct stock_row *row, const struct stock_tree *stock)
{
    int id = field_ids[row->field];

    if (id == 0 || (field_rows[row->field].place == STOCK_ONCE && stock->has_once))
        return false;
    if (row->find == stock_value_text_line || row->find == stock_value_content_line)
        return proto_registrar_get_nth((guint) id)->ref_type != HF_REF_TYPE_NONE;
    return proto_field_is_referenced(stock->tree, id);
}

static void add_row(const struct mail_drawing *drawing, const struct stock_row *row, struct stock_tree *stock)
{
    struct stock_value value = { .place = drawing->place };

    if (!is_wanted(row, stock))
        return;
    while (stock->count < items_limit && row->find(drawing, &value)) {
        add_field(stock, row->field, &value);
        value.index++;
    }
}

void stock_fields_add(const struct mail_drawing *drawing, struct stock_tree *stock)
{
    bool is_smtp = drawing->view->protocol == &smtp_protocol_view;
    const struct stock_row *rows = is_smtp ? smtp_rows : pop3_rows;
    size_t count = is_smtp ? G_N_ELEMENTS(smtp_rows) : G_N_ELEMENTS(pop3_rows);

    if (!stock->tree)
        return;
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == drawing->unit->kind)
            add_row(drawing, &rows[i], stock);
}
