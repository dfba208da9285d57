/* See smtp_command_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command_view.h"
#include "address_view.h"
#include "smtp_fields.h"
#include "smtp_parameter_view.h"

#include "base/mail_codec.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_parameters.h"
#include "wireshark/pool_arena.h"
#include "wireshark/view_text.h"

static void add_client_name(const struct mail_drawing *drawing, const struct mail_command *command)
{
    drawing_add_string(drawing, hf_smtp_helo, command->argument);
}

static void add_path(const struct mail_drawing *drawing, const struct smtp_command *command, int field,
                     enum smtp_path_kind kind, enum smtp_parameter_commands of_command)
{
    if (command->path.path.bytes)
        drawing_add_string(drawing, field, command->path.path);
    if (command->path.path.length)
        address_view_add(drawing, command->path.path, kind);
    for (const struct smtp_parameter_node *node = command->parameters; node; node = node->next)
        smtp_parameter_view_add(drawing, &node->parameter, of_command);
}

static void add_reverse_path(const struct mail_drawing *drawing, const struct mail_command *command)
{
    const struct smtp_command *read = smtp_command_of_kind(command, SMTP_REVERSE_PATH_ARGUMENT);

    if (read)
        add_path(drawing, read, hf_smtp_mail_from, SMTP_REVERSE_PATH, SMTP_PARAMETER_OF_MAIL);
}

static void add_forward_path(const struct mail_drawing *drawing, const struct mail_command *command)
{
    const struct smtp_command *read = smtp_command_of_kind(command, SMTP_FORWARD_PATH_ARGUMENT);

    if (read)
        add_path(drawing, read, hf_smtp_rcpt_to, SMTP_FORWARD_PATH, SMTP_PARAMETER_OF_RCPT);
}

static void add_chunk(const struct mail_drawing *drawing, const struct mail_command *command)
{
    const struct smtp_command *read = smtp_command_of_kind(command, SMTP_CHUNK_ARGUMENT);
    mail_slice last = command->argument;
    mail_slice count = mail_slice_take_word(&last);

    if (!read)
        return;
    drawing_add_long_number(drawing, hf_smtp_bdat_size, count, read->chunk.size);
    drawing_add_truth(drawing, hf_smtp_bdat_last, mail_slice_trim(last), read->chunk.is_last);
}

/* "BURL" SP absolute-URI [SP end-marker] (RFC 4468, 3.5) */
static void add_reference(const struct mail_drawing *drawing, const struct mail_command *command)
{
    const struct smtp_command *read = smtp_command_of_kind(command, SMTP_REFERENCE_ARGUMENT);

    if (!read)
        return;
    drawing_add_string(drawing, hf_smtp_burl_url, read->reference.url);
    drawing_add_truth(drawing, hf_smtp_burl_last, read->reference.marker, read->reference.is_last);
}

static void add_blob_size(const struct mail_drawing *drawing, const struct mail_command *command)
{
    const struct smtp_command *read = smtp_command_of_kind(command, SMTP_BLOB_SIZE_ARGUMENT);
    mail_slice rest = command->argument;

    if (read)
        drawing_add_number(drawing, hf_smtp_xexch50_size, mail_slice_take_word(&rest), (uint32_t) read->blob_size);
}

/* attribute-name "=" xtext (https://www.postfix.org/XCLIENT_README.html) */
static void add_attribute(const struct mail_drawing *drawing, mail_slice attribute)
{
    struct mail_arena arena = pool_arena(drawing->view->pinfo->pool);
    size_t name_length = mail_slice_index_of(attribute, '=');
    mail_slice value = mail_slice_skip(attribute, name_length + 1);
    mail_slice decoded = value;
    struct mail_drawing below =
        drawing_below(drawing, drawing_add_string(drawing, hf_smtp_attribute, attribute), ett_attribute);

    mail_xtext_decode(&arena, value, &decoded);
    drawing_add_string(&below, hf_smtp_attribute_name, mail_slice_first(attribute, name_length));
    drawing_add_text(&below, hf_smtp_attribute_value, value, view_text(drawing->view->pinfo->pool, decoded));
}

/* Words drawn of one line. */
static const unsigned word_limit = 200;

static void add_attributes(const struct mail_drawing *drawing, const struct mail_command *command)
{
    mail_slice rest = command->argument;
    mail_slice word = mail_slice_take_word(&rest);

    for (unsigned i = 0; i < word_limit && word.length; i++, word = mail_slice_take_word(&rest))
        add_attribute(drawing, word);
}

/* A parameter may stand after the string asked for (RFC 6531, 3.7.4.2). */
static void add_asked_parameter(const struct mail_drawing *drawing, const struct mail_command *command)
{
    struct mail_arena arena = pool_arena(drawing->view->pinfo->pool);
    mail_slice rest = command->argument;

    mail_slice_take_word(&rest);

    mail_slice word = mail_slice_take_word(&rest);

    for (unsigned i = 0; i < word_limit && word.length; i++, word = mail_slice_take_word(&rest)) {
        const struct smtp_parameter parameter = smtp_parameter_parse(&arena, word);
        if (parameter.row && parameter.row->commands & SMTP_PARAMETER_OF_VRFY)
            smtp_parameter_view_add(drawing, &parameter, SMTP_PARAMETER_OF_VRFY);
    }
}

/* What an argument says, by its kind; NULL: nothing more than the argument. */
static void (*const argument_details[])(const struct mail_drawing *drawing, const struct mail_command *command) = {
    [SMTP_TEXT_ARGUMENT] = NULL,
    [SMTP_CLIENT_NAME_ARGUMENT] = add_client_name,
    [SMTP_QUERY_ARGUMENT] = add_asked_parameter,
    [SMTP_ATTRIBUTES_ARGUMENT] = add_attributes,
    [SMTP_REVERSE_PATH_ARGUMENT] = add_reverse_path,
    [SMTP_FORWARD_PATH_ARGUMENT] = add_forward_path,
    [SMTP_CHUNK_ARGUMENT] = add_chunk,
    [SMTP_REFERENCE_ARGUMENT] = add_reference,
    [SMTP_BLOB_SIZE_ARGUMENT] = add_blob_size,
    [SMTP_LOGIN_ARGUMENT] = NULL,
};

static void add_pipelining(const struct mail_drawing *drawing, const struct smtp_verb *verb)
{
    static const char *const texts[] = { [SMTP_ANYWHERE_IN_GROUP] =
                                             "may stand anywhere in a pipelined group (RFC 2920 3.1)",
                                         [SMTP_LAST_IN_GROUP] = "must be last in a pipelined group (RFC 2920 3.1)" };

    if (verb->pipelining < G_N_ELEMENTS(texts))
        drawing_add_hidden(drawing, hf_smtp_command_pipelining, mail_slice_from_string(""), texts[verb->pipelining]);
}

void smtp_command_view_add(const struct mail_drawing *drawing)
{
    const struct mail_command *command = drawing->unit->command;
    const struct smtp_verb *verb = smtp_verb_of(command->verb);

    if (!verb)
        return;
    add_pipelining(drawing, verb);
    if (command->argument.length && argument_details[verb->argument])
        argument_details[verb->argument](drawing, command);
}
