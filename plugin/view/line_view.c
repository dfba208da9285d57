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

/* What a verb does, said beside it; of an unknown word, which verb it may have been meant to be. */
static void add_description(const struct mail_drawing *drawing, mail_slice word, proto_item *verb)
{
    const struct protocol_view *protocol = drawing->view->protocol;
    const struct mail_command *command = drawing->unit->command;
    const struct mail_verb *resembled = command->verb ? NULL : protocol->find_resembled(command->name);

    if (command->verb)
        drawing_append_description(drawing, verb, *protocol->description_field, word, command->verb->description,
                                   command->verb->reference);
    if (resembled)
        proto_item_set_generated(drawing_add_text(drawing, *protocol->resembles_field, word, resembled->name));
}

/* Hidden where it says nothing. */
static void add_pipelined(const struct mail_drawing *drawing)
{
    bool is_pipelined = drawing->unit->exchange->is_pipelined;
    proto_item *item = drawing_add_truth(drawing, hf_pipelined, drawing->unit->line->text, is_pipelined);

    proto_item_set_generated(item);
    if (!is_pipelined)
        proto_item_set_hidden(item);
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
    add_description(drawing, word, drawing_add_text(drawing, *view->protocol->command_field, word, name));
    if (unit->command->argument.length)
        add_argument(drawing);
    view->protocol->add_command_details(drawing);
    sasl_view_add(drawing);
    if (unit->exchange)
        add_pipelined(drawing);
    drawing_add_response_in(drawing);
    drawing_add_line_parts(drawing);
}

void line_view_draw_sasl_response(struct mail_drawing *drawing)
{
    drawing_open_field(drawing, hf_auth, ett_sasl, sasl_view_words(drawing));
    sasl_view_add_facts(drawing);
    drawing_add_response_in(drawing);
    drawing_add_line_parts(drawing);
}

void line_view_draw_rows_end(struct mail_drawing *drawing)
{
    drawing_open_label(drawing, ett_row, "End of list: .");
    drawing_add_line_parts(drawing);
}
