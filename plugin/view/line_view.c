/* See line_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "line_view.h"
#include "fields.h"
#include "protocol_view.h"
#include "sasl_view.h"
#include "secret.h"
#include "wireshark/view_text.h"

#include "engine/mail_verb.h"

/* Characters of a line in the label of its item. */
#define LABEL_LIMIT 200

/* The first word of the line, which a verb's name from the table is not a slice of. */
static mail_slice word_of_verb(const struct mail_unit *unit)
{
    mail_slice rest = unit->line->text;
    mail_slice word = mail_slice_take_word(&rest);

    return unit->has_telnet ? word : mail_slice_first(word, unit->command->name.length);
}

static void add_argument(const struct mail_drawing *drawing)
{
    const struct mail_view *view = drawing->view;
    const char *text = view_text(view->pinfo->pool, secret_argument(view, drawing->unit));

    drawing_add_text(drawing, *view->protocol->argument_field, drawing->unit->command->argument, text);
}

/* What a verb does; of an unknown word, which verb it may have been meant to be. */
static void add_description(const struct mail_drawing *drawing, mail_slice word)
{
    const struct protocol_view *protocol = drawing->view->protocol;
    const struct mail_command *command = drawing->unit->command;
    const struct mail_verb *resembled = command->verb ? NULL : protocol->find_resembled(command->name);

    if (command->verb)
        drawing_add_description(drawing, *protocol->description_field, word, command->verb->description,
                                command->verb->reference);
    if (resembled)
        proto_item_set_generated(drawing_add_text(drawing, *protocol->resembles_field, word, resembled->name));
}

void line_view_draw_command(struct mail_drawing *drawing)
{
    const struct mail_view *view = drawing->view;
    const struct mail_unit *unit = drawing->unit;
    const char *name = view_text(view->pinfo->pool, secret_name(view, unit));
    mail_slice word = word_of_verb(unit);

    drawing_open_field(drawing, *view->protocol->command_line_field, ett_command,
                       view_text(view->pinfo->pool, secret_line(view, unit)));
    proto_item_set_hidden(drawing_add_text(drawing, hf_command, word, name));
    drawing_add_text(drawing, *view->protocol->command_field, word, name);
    add_description(drawing, word);
    if (unit->command->argument.length)
        add_argument(drawing);
    view->protocol->add_command_details(drawing);
    sasl_view_add(drawing);
    if (unit->exchange)
        proto_item_set_generated(
            drawing_add_truth(drawing, hf_pipelined, unit->line->text, unit->exchange->is_pipelined));
    drawing_add_response_in(drawing);
    drawing_add_line_parts(drawing);
}

void line_view_draw_sasl_response(struct mail_drawing *drawing)
{
    const struct mail_view *view = drawing->view;
    mail_slice line = secret_line(view, drawing->unit);
    const char *label =
        wmem_strdup_printf(view->pinfo->pool, "SASL response: %s", view_excerpt(view->pinfo->pool, line, LABEL_LIMIT));

    drawing_open_label(drawing, ett_sasl, label);
    sasl_view_add(drawing);
    drawing_add_response_in(drawing);
    drawing_add_line_parts(drawing);
}

void line_view_draw_rows_end(struct mail_drawing *drawing)
{
    drawing_open_label(drawing, ett_row, "End of list: .");
    drawing_add_line_parts(drawing);
}
