/* See smtp_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_view.h"
#include "envelope_view.h"
#include "smtp_command_view.h"
#include "smtp_fields.h"
#include "smtp_reply_view.h"
#include "smtp_stock.h"
#include "transaction_view.h"

#include "smtp/smtp_command.h"
#include "smtp/smtp_reply.h"
#include "smtp/smtp_transaction.h"

static const char *column_of(const struct mail_reading *reading)
{
    return reading->state_after ? "LMTP" : "SMTP";
}

static void add_phase(const struct mail_view *view, proto_tree *tree)
{
    static const char *const names[] = {
        [MAIL_PHASE_GREETING] = "greeting", [MAIL_PHASE_COMMANDS] = "commands", [MAIL_PHASE_AUTH] = "auth",
        [MAIL_PHASE_CONTENT] = "content",   [MAIL_PHASE_TLS] = "tls",           [MAIL_PHASE_UNKNOWN] = "unknown"
    };

    proto_item_set_generated(proto_tree_add_string(tree, hf_smtp_phase, view->tvb, 0, 0, names[view->reading->phase]));
}

static void add_session_details(const struct mail_view *view, proto_tree *tree)
{
    add_phase(view, tree);
    transaction_view_add_numbers(view, tree);
}

/* Reply-line = Reply-code ( "-" / SP ) textstring (RFC 5321, 4.2); a line without a code is words as a whole. */
static struct reply_line_parts split_reply_line(mail_slice line)
{
    struct smtp_reply_line parsed;
    bool has_code = smtp_reply_line_parse(line, &parsed);

    return (struct reply_line_parts){ .head = mail_slice_first(line, 3),
                                      .words = has_code ? mail_slice_skip(line, 4) : line };
}

static const char *title_of(const struct mail_reading *reading)
{
    return reading->state_after ? "Local Mail Transfer Protocol" : "Simple Mail Transfer Protocol";
}

/* Of MAIL and RCPT, and of whom a reply to a message in LMTP speaks. */
static mail_slice find_asked_address(const struct mail_exchange *exchange)
{
    const struct smtp_recipient *recipient = smtp_exchange_of_const(exchange)->recipient;
    const struct mail_unit *asked = exchange->asked;
    const struct mail_command *command = asked && asked->kind == MAIL_UNIT_COMMAND ? asked->command : NULL;
    const struct smtp_command *read = command ? smtp_command_with_path(command) : NULL;

    if (recipient)
        return recipient->path;
    return read ? read->path.path : (mail_slice){ 0 };
}

const struct protocol_view smtp_protocol_view = {
    .name = "SMTP",
    .title = title_of,
    .is_extension = smtp_unit_is_extension,
    .find_asked_address = find_asked_address,
    .describe_outcome = transaction_view_describe,
    .has_reply_codes = true,
    .column = column_of,
    .command_line_field = &hf_smtp_command_line,
    .command_field = &hf_smtp_command,
    .argument_field = &hf_smtp_argument,
    .description_field = &hf_smtp_command_description,
    .resembles_field = &hf_smtp_command_resembles,
    .find_resembled = smtp_command_find_resembled,
    .add_session_details = add_session_details,
    .add_command_details = smtp_command_view_add,
    .draw_reply_line = smtp_reply_view_draw,
    .split_reply_line = split_reply_line,
    .add_message_details = envelope_view_add,
    .find_envelope = envelope_view_find,
    .stock = &smtp_stock_fields,
};
