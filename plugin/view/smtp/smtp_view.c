/* What is SMTP's own in the packet tree: the phase, and who draws commands and replies.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command_view.h"
#include "smtp_reply_view.h"

#include "smtp/smtp_command.h"
#include "view/fields.h"
#include "view/protocol_view.h"

static void add_phase(const struct mail_view *view, proto_tree *tree)
{
    static const char *const names[] = {
        [MAIL_PHASE_GREETING] = "greeting", [MAIL_PHASE_COMMANDS] = "commands", [MAIL_PHASE_AUTH] = "auth",
        [MAIL_PHASE_CONTENT] = "content",   [MAIL_PHASE_TLS] = "tls",           [MAIL_PHASE_UNKNOWN] = "unknown"
    };

    proto_item_set_generated(proto_tree_add_string(tree, hf_smtp_phase, view->tvb, 0, 0, names[view->digest->phase]));
}

const struct protocol_view smtp_protocol_view = {
    .column = "SMTP",
    .command_line_field = &hf_smtp_command_line,
    .command_field = &hf_smtp_command,
    .argument_field = &hf_smtp_argument,
    .description_field = &hf_smtp_command_description,
    .resembles_field = &hf_smtp_command_resembles,
    .find_resembled = smtp_command_find_resembled,
    .add_state = add_phase,
    .add_command_details = smtp_command_view_add,
    .draw_reply_line = smtp_reply_view_draw,
};
