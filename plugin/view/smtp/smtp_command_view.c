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
#include "view/view_text.h"
#include "wireshark/pool_arena.h"

static void add_client_name(const struct mail_drawing *drawing, mail_slice argument)
{
    drawing_add_string(drawing, hf_smtp_helo, argument);
}

/* MAIL or RCPT, as far as they differ. */
struct path_details {
    const char *keyword;
    const int *field;
    enum mail_path_kind kind;
    enum smtp_parameter_commands command;
};

static void add_path(const struct mail_drawing *drawing, mail_slice argument, const struct path_details *details)
{
    struct smtp_path path;

    if (!smtp_path_parse(argument, mail_slice_from_string(details->keyword), &path))
        return;
    drawing_add_string(drawing, *details->field, path.path);
    if (path.path.length)
        address_view_add(drawing, path.path, details->kind);

    mail_slice rest = path.parameters;

    for (mail_slice word = mail_slice_take_word(&rest); word.length; word = mail_slice_take_word(&rest))
        smtp_parameter_view_add(drawing, word, details->command);
}

static void add_reverse_path(const struct mail_drawing *drawing, mail_slice argument)
{
    static const struct path_details details = { "FROM:", &hf_smtp_mail_from, MAIL_REVERSE_PATH,
                                                 SMTP_PARAMETER_OF_MAIL };

    add_path(drawing, argument, &details);
}

static void add_forward_path(const struct mail_drawing *drawing, mail_slice argument)
{
    static const struct path_details details = { "TO:", &hf_smtp_rcpt_to, MAIL_FORWARD_PATH, SMTP_PARAMETER_OF_RCPT };

    add_path(drawing, argument, &details);
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

/* "BURL" SP absolute-URI [SP end-marker] (RFC 4468, 3.5) */
static void add_reference(const struct mail_drawing *drawing, mail_slice argument)
{
    struct smtp_reference reference;

    if (!smtp_reference_parse(argument, &reference))
        return;
    drawing_add_string(drawing, hf_smtp_burl_url, reference.url);
    drawing_add_truth(drawing, hf_smtp_burl_last, reference.marker, reference.is_last);
}

static void add_blob_size(const struct mail_drawing *drawing, mail_slice argument)
{
    uint64_t size;

    if (smtp_blob_size_parse(argument, &size))
        drawing_add_number(drawing, hf_smtp_xexch50_size, mail_slice_take_word(&argument), (uint32_t) size);
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

static void add_attributes(const struct mail_drawing *drawing, mail_slice argument)
{
    for (mail_slice word = mail_slice_take_word(&argument); word.length; word = mail_slice_take_word(&argument))
        add_attribute(drawing, word);
}

/* A parameter may stand after the string asked for (RFC 6531, 3.7.4.2). */
static void add_asked_parameter(const struct mail_drawing *drawing, mail_slice argument)
{
    mail_slice_take_word(&argument);
    for (mail_slice word = mail_slice_take_word(&argument); word.length; word = mail_slice_take_word(&argument)) {
        const struct smtp_parameter_row *row = smtp_parameter_find(word);
        if (row && row->commands & SMTP_PARAMETER_OF_VRFY)
            smtp_parameter_view_add(drawing, word, SMTP_PARAMETER_OF_VRFY);
    }
}

struct command_details {
    const char *verb;
    void (*add)(const struct mail_drawing *drawing, mail_slice argument);
};

/* By verb, sorted. */
static const struct command_details command_details[] = {
    { "BDAT", add_chunk },           { "BURL", add_reference },    { "EHLO", add_client_name },
    { "EXPN", add_asked_parameter }, { "HELO", add_client_name },  { "LHLO", add_client_name },
    { "MAIL", add_reverse_path },    { "RCPT", add_forward_path }, { "SAML", add_reverse_path },
    { "SEND", add_reverse_path },    { "SOML", add_reverse_path }, { "VRFY", add_asked_parameter },
    { "XCLIENT", add_attributes },   { "XEXCH50", add_blob_size }, { "XFORWARD", add_attributes },
};

static void add_pipelining(const struct mail_drawing *drawing, const struct mail_verb *verb)
{
    static const char *const texts[] = { [MAIL_ANYWHERE_IN_GROUP] =
                                             "may stand anywhere in a pipelined group (RFC 2920 3.1)",
                                         [MAIL_LAST_IN_GROUP] = "must be last in a pipelined group (RFC 2920 3.1)" };

    if (verb && verb->pipelining < G_N_ELEMENTS(texts))
        proto_item_set_generated(
            drawing_add_text(drawing, hf_smtp_command_pipelining, mail_slice_from_string(""), texts[verb->pipelining]));
}

void smtp_command_view_add(const struct mail_drawing *drawing)
{
    const struct mail_command *command = drawing->unit->command;

    add_pipelining(drawing, command->verb);
    if (command->argument.length == 0)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(command_details); i++)
        if (mail_slice_equals_nocase(command->name, mail_slice_from_string(command_details[i].verb)))
            command_details[i].add(drawing, command->argument);
}
