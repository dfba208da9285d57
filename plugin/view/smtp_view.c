/* SMTP in the packet tree: what a command's argument and a reply line say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fields.h"
#include "protocol_view.h"
#include "sasl_view.h"
#include "view_text.h"

#include "core/mail_verb.h"
#include "core/smtp_command.h"
#include "core/smtp_reply.h"

static void add_phase(const struct mail_view *view, proto_tree *tree)
{
    static const char *const names[] = {
        [MAIL_PHASE_GREETING] = "greeting", [MAIL_PHASE_COMMANDS] = "commands", [MAIL_PHASE_AUTH] = "auth",
        [MAIL_PHASE_CONTENT] = "content",   [MAIL_PHASE_TLS] = "tls",           [MAIL_PHASE_UNKNOWN] = "unknown"
    };

    proto_item_set_generated(proto_tree_add_string(tree, hf_smtp_phase, view->tvb, 0, 0, names[view->digest->phase]));
}

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

static void add_command_details(const struct mail_drawing *drawing)
{
    const struct mail_command *command = drawing->unit->command;

    if (command->argument.length == 0)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(command_details); i++)
        if (mail_slice_equals_nocase(command->name, mail_slice_from_string(command_details[i].verb)))
            command_details[i].add(drawing, command->argument);
}

/* Whether the line names an extension: of the answer to EHLO or LHLO, every line but the first (RFC 5321, 4.1.1.1). */
static bool is_extension(const struct mail_unit *unit)
{
    const struct mail_exchange *exchange = unit->reply->exchange;

    if (unit->reply_index == 0 || unit->reply->code != 250 || !exchange || !exchange->verb)
        return false;

    mail_slice verb = mail_slice_from_string(exchange->verb->name);

    return mail_slice_equals_nocase(verb, MAIL_SLICE("EHLO")) || mail_slice_equals_nocase(verb, MAIL_SLICE("LHLO"));
}

/* The keyword ends at a blank; "AUTH=LOGIN" is how AUTH was written before RFC 2554. */
static void add_extension(const struct mail_drawing *drawing, mail_slice text)
{
    mail_slice word = mail_slice_take_word(&text);
    mail_slice keyword = mail_slice_first(word, mail_slice_index_of(word, '='));

    if (keyword.length)
        drawing_add_string(drawing, hf_smtp_extension, keyword);
}

static void add_reply_head(const struct mail_drawing *drawing, mail_slice line, uint16_t code)
{
    drawing_add_number(drawing, hf_smtp_reply_code, mail_slice_first(line, 3), code);
    drawing_add_number(drawing, hf_smtp_reply_class, mail_slice_first(line, 1), code / 100);
}

static void draw_reply_line(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    mail_slice line = unit->line->text;
    struct smtp_reply_line reply;

    drawing_open_field(drawing, hf_smtp_reply_line, ett_reply, view_text(drawing->view->pinfo->pool, line));
    if (smtp_reply_line_parse(line, &reply)) {
        if (unit->reply_index == 0)
            add_reply_head(drawing, line, reply.code);
        if (reply.enhanced.length)
            drawing_add_string(drawing, hf_smtp_reply_enhanced, reply.enhanced);
        drawing_add_string(drawing, hf_smtp_reply_text, reply.text);
        if (is_extension(unit))
            add_extension(drawing, reply.text);
    }
    drawing_add_response_to(drawing);
    sasl_view_add(drawing);
    drawing_add_line_parts(drawing);
}

const struct protocol_view smtp_protocol_view = {
    .column = "SMTP",
    .command_line_field = &hf_smtp_command_line,
    .command_field = &hf_smtp_command,
    .argument_field = &hf_smtp_argument,
    .add_state = add_phase,
    .add_command_details = add_command_details,
    .draw_reply_line = draw_reply_line,
};
