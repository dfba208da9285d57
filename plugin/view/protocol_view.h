/* What differs between SMTP and POP3 in the packet tree and the columns.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PROTOCOL_VIEW_H
#define PROTOCOL_VIEW_H

#include "drawing.h"

struct protocol_view {
    const char *column; /* of the Protocol column */
    const int *command_line_field, *command_field, *argument_field, *description_field, *resembles_field;
    /* The verb that an unknown word resembles, or NULL. */
    const struct mail_verb *(*find_resembled)(mail_slice word);
    /* The phase or state before the first byte. */
    void (*add_state)(const struct mail_view *view, proto_tree *tree);
    /* What the argument says, below the command. */
    void (*add_command_details)(const struct mail_drawing *drawing);
    unit_draw draw_reply_line;
    unit_draw draw_row; /* NULL in SMTP */
};

extern const struct protocol_view smtp_protocol_view;
extern const struct protocol_view pop3_protocol_view;

#endif
