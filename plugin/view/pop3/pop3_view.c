/* See pop3_view.h. What a command's argument, a status line and a row of an answer say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_view.h"
#include "pop3_capability_view.h"
#include "pop3_fields.h"
#include "pop3_listing_view.h"
#include "pop3_maildrop_view.h"
#include "pop3_reply_text_view.h"
#include "pop3_response_code_view.h"
#include "pop3_stock.h"

#include "engine/mail_exchange.h"
#include "pop3/pop3_command.h"
#include "pop3/pop3_reply.h"
#include "pop3/pop3_verb.h"
#include "view/fields.h"
#include "view/reply_view.h"
#include "view/sasl_view.h"
#include "view/software_view.h"
#include "wireshark/view_text.h"

#include <inttypes.h>

/* Bytes shown of a unique-id, which has at most 70 characters (RFC 1939, 7). */
#define UNIQUE_ID_LIMIT 100

/* As before the first byte; a session that begins with its greeting begins in the AUTHORIZATION state (RFC 1939, 4). */
static enum pop3_state state_of(const struct mail_reading *reading)
{
    const struct mail_unit *first = reading->count ? reading->first : NULL;
    bool is_greeting = first && first->kind == MAIL_UNIT_REPLY_LINE && first->reply->kind == MAIL_REPLY_GREETING;

    return is_greeting && reading->state_before == POP3_UNKNOWN ? POP3_AUTHORIZATION
                                                                : (enum pop3_state) reading->state_before;
}

static void add_state(const struct mail_view *view, proto_tree *tree)
{
    static const char *const names[] = { [POP3_UNKNOWN] = "unknown",
                                         [POP3_AUTHORIZATION] = "authorization",
                                         [POP3_TRANSACTION] = "transaction",
                                         [POP3_UPDATE] = "update" };
    const char *name = names[state_of(view->reading)];

    proto_item_set_generated(proto_tree_add_string(tree, hf_pop3_state, view->tvb, 0, 0, name));
}

static void add_message_number(const struct mail_drawing *drawing, int field, mail_slice argument)
{
    uint32_t message;

    if (pop3_message_parse(argument, &message))
        drawing_add_number(drawing, field, mail_slice_take_word(&argument), message);
}

static void add_dele(const struct mail_drawing *drawing, mail_slice argument)
{
    add_message_number(drawing, hf_pop3_dele_message, argument);
}

static void add_retr(const struct mail_drawing *drawing, mail_slice argument)
{
    add_message_number(drawing, hf_pop3_retr_message, argument);
}

static void add_top(const struct mail_drawing *drawing, mail_slice argument)
{
    mail_slice rest = argument;
    uint32_t lines;

    add_message_number(drawing, hf_pop3_top_message, argument);
    mail_slice_take_word(&rest);
    if (pop3_top_lines_parse(argument, &lines))
        drawing_add_number(drawing, hf_pop3_top_lines, mail_slice_trim(rest), lines);
}

/* What an argument says, by its kind (RFC 1939, 5 and 7); NULL: nothing more than the argument. */
static void (*const argument_details[])(const struct mail_drawing *drawing, mail_slice argument) = {
    [POP3_TEXT_ARGUMENT] = NULL,   [POP3_DELE_ARGUMENT] = add_dele, [POP3_RETR_ARGUMENT] = add_retr,
    [POP3_TOP_ARGUMENT] = add_top, [POP3_LOGIN_ARGUMENT] = NULL,
};

static void add_command_details(const struct mail_drawing *drawing)
{
    const struct mail_command *command = drawing->unit->command;
    const struct pop3_verb *verb = pop3_verb_of(command->verb);

    if (verb && argument_details[verb->argument])
        argument_details[verb->argument](drawing, command->argument);
    pop3_maildrop_view_add_mail(drawing);
}

static void add_numbers(const struct mail_drawing *drawing, mail_slice text, int first_field, int second_field)
{
    uint32_t first;
    uint64_t second;

    if (!pop3_numbers_parse(text, &first, &second))
        return;
    drawing_add_number(drawing, first_field, mail_slice_take_word(&text), first);
    drawing_add_long_number(drawing, second_field, mail_slice_take_word(&text), second);
}

static void add_drop_listing(const struct mail_drawing *drawing, mail_slice text)
{
    add_numbers(drawing, text, hf_pop3_stat_messages, hf_pop3_stat_octets);
}

/* A row is named by what it says: the fields of it stand below. */
static void add_scan_row(const struct mail_drawing *drawing, mail_slice text)
{
    uint32_t message;
    uint64_t octets;

    add_numbers(drawing, text, hf_pop3_list_message, hf_pop3_list_octets);
    if (pop3_numbers_parse(text, &message, &octets))
        proto_item_set_text(drawing->item, "Message %u: %" PRIu64 " octets", message, octets);
}

static void add_scan_listing(const struct mail_drawing *drawing, mail_slice text)
{
    add_numbers(drawing, text, hf_pop3_list_message, hf_pop3_list_octets);
}

static void add_unique_id_listing(const struct mail_drawing *drawing, mail_slice text)
{
    uint32_t message;
    mail_slice unique_id;

    if (!pop3_unique_id_parse(text, &message, &unique_id))
        return;
    drawing_add_number(drawing, hf_pop3_uidl_message, mail_slice_take_word(&text), message);
    drawing_add_string(drawing, hf_pop3_uidl_id, unique_id);
}

static void add_unique_id_row(const struct mail_drawing *drawing, mail_slice text)
{
    uint32_t message;
    mail_slice unique_id;

    add_unique_id_listing(drawing, text);
    if (pop3_unique_id_parse(text, &message, &unique_id))
        proto_item_set_text(drawing->item, "Message %u: unique-id %s", message,
                            view_excerpt(drawing->view->pinfo->pool, unique_id, UNIQUE_ID_LIMIT));
}

/* What the text of an answer of one line, and a row of a longer one, says, by its kind; NULL: nothing more (RFC 1460,
 * 5; RFC 1939, 5 and 7; RFC 6856, 3.2). */
static const struct listing_details {
    void (*add_answer)(const struct mail_drawing *drawing, mail_slice text);
    void (*add_row)(const struct mail_drawing *drawing, mail_slice text);
} listing_details[POP3_LISTING_KINDS] = {
    [POP3_BBOARD] = { NULL, pop3_listing_view_add_bboard },
    [POP3_CAPABILITY] = { NULL, pop3_capability_view_add },
    [POP3_DROP_LISTING] = { add_drop_listing, NULL },
    [POP3_LANGUAGE] = { pop3_listing_view_add_language, pop3_listing_view_add_language },
    [POP3_LAST_MESSAGE] = { pop3_listing_view_add_last, NULL },
    [POP3_MECHANISM] = { NULL, pop3_capability_view_add_mechanism },
    [POP3_SCAN_LISTING] = { add_scan_listing, add_scan_row },
    [POP3_UNIQUE_ID_LISTING] = { add_unique_id_listing, add_unique_id_row },
};

static const struct listing_details *details_of(const struct mail_exchange *exchange)
{
    return &listing_details[exchange && exchange->verb ? pop3_verb_of(exchange->verb)->listing : POP3_TEXT];
}

/* Answers of one line: LAST and STAT always, LANG, LIST and UIDL with an argument. */
static void add_answer_details(const struct mail_drawing *drawing, mail_slice text)
{
    const struct mail_exchange *exchange = drawing->unit->exchange;
    const struct listing_details *details = details_of(exchange);

    if (drawing->unit->reply->status != POP3_STATUS_OK || !details->add_answer || mail_line_is_cut(drawing->unit->line))
        return;
    if (mail_exchange_has_argument(exchange) || pop3_verb_of(exchange->verb)->more_lines == POP3_ONE_LINE)
        details->add_answer(drawing, text);
}

static void add_status(const struct mail_drawing *drawing, const struct pop3_status_line *status)
{
    static const char *const names[] = {
        [POP3_STATUS_NONE] = "", [POP3_STATUS_OK] = "+OK", [POP3_STATUS_ERR] = "-ERR", [POP3_STATUS_CHALLENGE] = "+"
    };
    mail_slice timestamp = pop3_timestamp_find(status->text);

    drawing_add_text(drawing, hf_pop3_status, status->status_text, names[status->status]);
    pop3_reply_text_view_add(drawing, status->text);
    if (status->response_code.length)
        pop3_response_code_view_add(drawing, status->response_code);
    if (drawing->unit->reply->kind == MAIL_REPLY_GREETING && timestamp.length)
        drawing_add_string(drawing, hf_pop3_timestamp, timestamp);
    software_view_add(drawing, status->text);
}

static void draw_reply_line(struct mail_drawing *drawing)
{
    struct pop3_status_line status = pop3_unit_status_line(drawing->unit);

    reply_view_add_answered(drawing);
    add_status(drawing, &status);
    add_answer_details(drawing, status.text);
    pop3_maildrop_view_add_outcome(drawing);
    sasl_view_add(drawing);
    drawing_add_line_parts(drawing);
}

static void draw_row(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    const struct listing_details *details = details_of(unit->exchange);

    drawing_open_field(drawing, hf_pop3_row, ett_row, view_text(drawing->view->pinfo->pool, mail_unit_row(unit)));
    if (details->add_row)
        details->add_row(drawing, mail_unit_row(unit));
    drawing_add_line_parts(drawing);
}

static bool are_rows_named(const struct mail_reply *reply)
{
    const struct mail_exchange *exchange = reply->exchange;

    return exchange && exchange->verb && pop3_verb_of(exchange->verb)->listing == POP3_CAPABILITY;
}

/* By its number in the maildrop where that is known, else by that in the session. */
static const char *name_message(wmem_allocator_t *pool, const struct mail_message *message)
{
    return wmem_strdup_printf(pool, "%smessage %u", message->via->may_be_part ? "top of " : "",
                              message->listed_number ? message->listed_number : message->number);
}

static const char *title_of(const struct mail_reading *reading)
{
    (void) reading;
    return "Post Office Protocol";
}

const struct protocol_view pop3_protocol_view = {
    .name = "POP3",
    .title = title_of,
    .command_line_field = &hf_pop3_command_line,
    .command_field = &hf_pop3_command,
    .argument_field = &hf_pop3_argument,
    .description_field = &hf_pop3_command_description,
    .resembles_field = &hf_pop3_command_resembles,
    .find_resembled = pop3_command_find_resembled,
    .add_session_details = add_state,
    .add_command_details = add_command_details,
    .draw_reply_line = draw_reply_line,
    .draw_row = draw_row,
    .are_rows_named = are_rows_named,
    .add_message_details = pop3_maildrop_view_add_announced,
    .name_message = name_message,
    .stock = &pop3_stock_fields,
};
