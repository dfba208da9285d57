/* See pop3_stock.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_stock.h"

#include "pop3/pop3_reply.h"
#include "view/stock_values.h"

enum field {
#define STOCK_FIELD(id, name, type, place) id,
#include "pop3_stock_fields.def"
#undef STOCK_FIELD
};

static struct stock_field fields[] = {
#define STOCK_FIELD(id, name, type, place) { name, type, place, 0 },
#include "pop3_stock_fields.def"
#undef STOCK_FIELD
};

static bool find_indicator(const struct mail_drawing *drawing, struct stock_value *value)
{
    struct pop3_status_line status;

    return pop3_status_line_parse(drawing->unit->line->text, &status) &&
           stock_value_set_slice(drawing, value, status.status_text);
}

static bool find_description(const struct mail_drawing *drawing, struct stock_value *value)
{
    struct pop3_status_line status;

    return pop3_status_line_parse(drawing->unit->line->text, &status) && status.text.length > 0 &&
           stock_value_set_slice(drawing, value, status.text);
}

static const struct stock_row rows[] = {
    { MAIL_UNIT_COMMAND, STOCK_pop_request, stock_value_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_pop_request_command, stock_value_verb, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_pop_request_parameter, stock_value_argument, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_pop_request, stock_value_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_pop_request_data, stock_value_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_REPLY_LINE, STOCK_pop_response, stock_value_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_REPLY_LINE, STOCK_pop_response_indicator, find_indicator, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_REPLY_LINE, STOCK_pop_response_description, find_description, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_ROW, STOCK_pop_response_data, stock_value_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_ROWS_END, STOCK_pop_response_data, stock_value_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_CONTENT, STOCK_pop_response_data, stock_value_content_line, STOCK_WHEN_NAMED },
    { MAIL_UNIT_CONTENT, STOCK_pop_reassembled_in, stock_value_end_of_message, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_pop_fragments, stock_value_whole_message, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_pop_fragment, stock_value_fragment, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_pop_fragment_count, stock_value_fragment_count, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_pop_reassembled_length, stock_value_message_length, STOCK_WHEN_SHOWN },
};

struct stock_fields pop3_stock_fields = {
    .protocol = "pop",
    .protocol_id = -1,
    .fields = fields,
    .field_count = G_N_ELEMENTS(fields),
    .rows = rows,
    .row_count = G_N_ELEMENTS(rows),
};
