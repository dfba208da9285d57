/* See smtp_stock.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_stock.h"

#include "sasl/sasl_exchange.h"
#include "smtp/smtp_content.h"
#include "view/stock_values.h"

#include <epan/prefs-int.h>

enum field {
#define STOCK_FIELD(id, name, type, place) id,
#include "smtp_stock_fields.def"
#undef STOCK_FIELD
};

static struct stock_field fields[] = {
#define STOCK_FIELD(id, name, type, place) { name, type, place, 0 },
#include "smtp_stock_fields.def"
#undef STOCK_FIELD
};

/* Of replies: what stands once is said with the first line. */
static bool is_first_line(const struct mail_drawing *drawing)
{
    return drawing->unit->reply_index == 0;
}

static bool find_first_line(const struct mail_drawing *drawing, struct stock_value *value)
{
    return is_first_line(drawing) && stock_value_line(drawing, value);
}

static bool find_code(const struct mail_drawing *drawing, struct stock_value *value)
{
    return is_first_line(drawing) && stock_value_set_number(value, drawing->unit->reply->status);
}

/* The stock dissector's own preference to decode base64: it decides whether challenges stand decoded or as sent. */
static bool decodes_challenges(void)
{
    module_t *module = prefs_find_module("smtp");
    pref_t *preference = module ? prefs_find_preference(module, "decryption") : NULL;

    return preference && prefs_get_bool_value(preference, pref_current);
}

/* Reply-line = Reply-code ( "-" / SP ) textstring (RFC 5321, 4.2): the text with its enhanced status code. */
static bool find_reply_text(const struct mail_drawing *drawing, struct stock_value *value)
{
    mail_slice line = drawing->unit->line->text;
    const struct sasl_facts *facts = drawing->unit->details->sasl;

    if (facts && facts->challenge.bytes && decodes_challenges())
        return stock_value_set_slice(drawing, value, facts->challenge);
    return line.length >= 4 && stock_value_set_slice(drawing, value, mail_slice_skip(line, 4));
}

static bool is_final_dot(const struct mail_drawing *drawing, const struct stock_value *value, mail_slice line)
{
    const struct mail_message *message = drawing->unit->message;
    bool is_at_end = value->next_offset == drawing->place.offset + drawing->place.length;

    return is_at_end && message->via == &smtp_via_data && message->end == MAIL_MESSAGE_STRICT &&
           message->last_span->position_end == drawing->unit->end &&
           mail_slice_equals_nocase(line, mail_slice_from_string(".\r\n"));
}

/* Each line of the content but for the dot that ends it. */
static bool find_text_line(const struct mail_drawing *drawing, struct stock_value *value)
{
    return stock_value_content_line(drawing, value) &&
           !is_final_dot(drawing, value,
                         mail_slice_make(tvb_get_ptr(value->place.tvb, value->place.offset, value->place.length),
                                         (size_t) value->place.length));
}

static bool find_final_dot(const struct mail_drawing *drawing, struct stock_value *value)
{
    return drawing->unit->message->via == &smtp_via_data && stock_value_whole_message(drawing, value);
}

static const struct stock_row rows[] = {
    { MAIL_UNIT_COMMAND, STOCK_smtp_req, stock_value_truth, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_smtp_command_line, stock_value_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_smtp_req_command, stock_value_verb, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_smtp_req_parameter, stock_value_argument, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_smtp_auth_username, stock_value_user, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_smtp_auth_password, stock_value_password, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_COMMAND, STOCK_smtp_auth_username_password, stock_value_user_and_password, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_req, stock_value_truth, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_auth_username, stock_value_user, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_auth_password, stock_value_password, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_SASL_RESPONSE, STOCK_smtp_auth_username_password, stock_value_user_and_password, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_rsp, stock_value_truth, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_response, find_first_line, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_response_code, find_code, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_REPLY_LINE, STOCK_smtp_rsp_parameter, find_reply_text, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_CONTENT, STOCK_smtp_message, find_text_line, STOCK_WHEN_NAMED },
    { MAIL_UNIT_CONTENT, STOCK_smtp_reassembled_in, stock_value_end_of_message, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_eom, find_final_dot, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_fragments, stock_value_whole_message, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_fragment, stock_value_fragment, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_fragment_count, stock_value_fragment_count, STOCK_WHEN_SHOWN },
    { MAIL_UNIT_MESSAGE, STOCK_smtp_reassembled_length, stock_value_message_length, STOCK_WHEN_SHOWN },
};

struct stock_fields smtp_stock_fields = {
    .protocol = "smtp",
    .protocol_id = -1,
    .fields = fields,
    .field_count = G_N_ELEMENTS(fields),
    .rows = rows,
    .row_count = G_N_ELEMENTS(rows),
};
