/* See smtp_command_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command_view.h"
#include "fields.h"

#include "core/smtp_command.h"

static void add_client_name(const struct mail_drawing *drawing, mail_slice argument)
{
    drawing_add_string(drawing, hf_smtp_helo, argument);
}

/* esmtp-param = esmtp-keyword ["=" esmtp-value] (RFC 5321, 4.1.2) */
static void add_parameter(const struct mail_drawing *drawing, mail_slice parameter)
{
    size_t keyword_length = mail_slice_index_of(parameter, '=');
    struct mail_drawing below = *drawing;

    below.item = drawing_add_string(drawing, hf_smtp_parameter, parameter);
    below.tree = proto_item_add_subtree(below.item, ett_parameter);
    drawing_add_string(&below, hf_smtp_parameter_keyword, mail_slice_first(parameter, keyword_length));
    if (keyword_length < parameter.length)
        drawing_add_string(&below, hf_smtp_parameter_value, mail_slice_skip(parameter, keyword_length + 1));
}

static void add_path(const struct mail_drawing *drawing, mail_slice argument, mail_slice keyword, int field)
{
    struct smtp_path path;

    if (!smtp_path_parse(argument, keyword, &path))
        return;
    drawing_add_string(drawing, field, path.path);
    if (path.path.length)
        drawing_add_string(drawing, hf_address, path.path);

    mail_slice rest = path.parameters;

    for (mail_slice word = mail_slice_take_word(&rest); word.length; word = mail_slice_take_word(&rest))
        add_parameter(drawing, word);
}

static void add_reverse_path(const struct mail_drawing *drawing, mail_slice argument)
{
    add_path(drawing, argument, MAIL_SLICE("FROM:"), hf_smtp_mail_from);
}

static void add_forward_path(const struct mail_drawing *drawing, mail_slice argument)
{
    add_path(drawing, argument, MAIL_SLICE("TO:"), hf_smtp_rcpt_to);
}

static void add_chunk(const struct mail_drawing *drawing, mail_slice argument)
{
    mail_slice last = argument;
    mail_slice count = mail_slice_take_word(&last);
    uint64_t size;
    bool is_last;

    if (!smtp_chunk_parse(argument, &size, &is_last))
        return;
    drawing_add_long_number(drawing, hf_smtp_bdat_size, count, size);
    drawing_add_truth(drawing, hf_smtp_bdat_last, mail_slice_trim(last), is_last);
}

struct command_details {
    const char *verb;
    void (*add)(const struct mail_drawing *drawing, mail_slice argument);
};

/* RFC 5321, 4.1.1; BDAT: RFC 3030, 2; LHLO: RFC 2033, 4.1; SAML, SEND, SOML: RFC 821, 4.1.1. */
static const struct command_details command_details[] = {
    { "BDAT", add_chunk },        { "EHLO", add_client_name },  { "HELO", add_client_name },
    { "LHLO", add_client_name },  { "MAIL", add_reverse_path }, { "RCPT", add_forward_path },
    { "SAML", add_reverse_path }, { "SEND", add_reverse_path }, { "SOML", add_reverse_path },
};

void smtp_command_view_add(const struct mail_drawing *drawing)
{
    const struct mail_command *command = drawing->unit->command;

    if (command->argument.length == 0)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(command_details); i++)
        if (mail_slice_equals_nocase(command->name, mail_slice_from_string(command_details[i].verb)))
            command_details[i].add(drawing, command->argument);
}
