/* See smtp_extension_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_extension_view.h"
#include "smtp_fields.h"

#include "smtp/smtp_extension.h"
#include "view/fields.h"
#include "wireshark/view_text.h"

/* Of a hostile line with more, the first are shown; a server has some ten mechanisms. */
static const unsigned parameter_limit = 200;

/* Bytes of the line in its label. */
#define EXCERPT_LIMIT 120

/* Keywords are of any case (RFC 5321, 4.1.1.1); as a filter's value those that are known are in capitals, as verbs. */
static const char *keyword_of(const struct mail_drawing *drawing, const struct smtp_extension_line *line)
{
    return line->extension ? line->extension->keyword : view_text(drawing->view->pinfo->pool, line->keyword);
}

/* The line itself says what the extension is; of a reply that is one line, the extension's item does. */
static void add_description(const struct mail_drawing *line_drawing, const struct mail_drawing *below, mail_slice text,
                            const struct smtp_extension_line *line)
{
    static const char masked[] =
        "Masked: a firewall has overwritten the keyword, so that the client does not use the extension";
    bool is_single = line_drawing->reply->is_single;
    proto_item *item = is_single ? below->item : line_drawing->item;
    const char *unknown = line->is_masked ? masked : "Unknown extension";

    if (!is_single)
        proto_item_set_text(item, "%s", view_excerpt(below->view->pinfo->pool, text, EXCERPT_LIMIT));
    if (line->extension) {
        drawing_append_description(below, item, hf_smtp_extension_description, line->keyword, line->extension->meaning,
                                   line->extension->reference);
        return;
    }
    drawing_add_hidden(below, hf_smtp_extension_description, line->keyword, unknown);
    proto_item_append_text(item, ": %s", unknown);
}

static void add_size(const struct mail_drawing *drawing, mail_slice parameter)
{
    uint64_t size;

    if (!mail_slice_parse_decimal(parameter, UINT64_MAX, &size))
        return;

    proto_item *item = drawing_add_long_number(drawing, hf_smtp_extension_size, parameter, size);

    proto_item_append_text(item, "%s", size ? " octets" : " (no fixed limit)");
}

static void add_mechanism(const struct mail_drawing *drawing, mail_slice parameter)
{
    drawing_add_string(drawing, hf_smtp_extension_auth, parameter);
}

static void add_limit(const struct mail_drawing *drawing, mail_slice parameter)
{
    mail_slice name, value_text;
    uint64_t value;
    bool is_number = smtp_limit_parse(parameter, &name, &value_text, &value);

    drawing_add_string(drawing, hf_smtp_extension_limit_name, name);
    if (is_number)
        drawing_add_long_number(drawing, hf_smtp_extension_limit_value, value_text, value);
}

/* What else than a word a parameter is. */
static void (*const parameter_details[])(const struct mail_drawing *drawing, mail_slice parameter) = {
    [SMTP_EXTENSION_WORDS] = NULL,
    [SMTP_EXTENSION_OCTETS] = add_size,
    [SMTP_EXTENSION_MECHANISMS] = add_mechanism,
    [SMTP_EXTENSION_LIMITS] = add_limit,
};

static void add_parameter(const struct mail_drawing *drawing, const struct smtp_extension *extension,
                          mail_slice parameter)
{
    struct mail_drawing below = *drawing;

    below.item = drawing_add_string(drawing, hf_smtp_extension_parameter, parameter);
    if (!extension || !parameter_details[extension->parameters])
        return;
    below.tree = proto_item_add_subtree(below.item, ett_parameter);
    parameter_details[extension->parameters](&below, parameter);
}

static void add_parameters(const struct mail_drawing *drawing, const struct smtp_extension_line *line)
{
    mail_slice rest = line->parameters;

    for (unsigned i = 0; i < parameter_limit; i++) {
        mail_slice word = mail_slice_take_word(&rest);
        if (word.length == 0)
            return;
        add_parameter(drawing, line->extension, word);
    }
}

void smtp_extension_view_add(const struct mail_drawing *drawing, mail_slice text)
{
    struct smtp_extension_line line = smtp_extension_line_parse(text);
    struct mail_drawing below = *drawing;

    if (line.keyword.length == 0)
        return;
    below.item = drawing_add_text(drawing, hf_smtp_extension, line.keyword, keyword_of(drawing, &line));
    below.tree = proto_item_add_subtree(below.item, ett_extension);
    add_description(drawing, &below, text, &line);
    add_parameters(&below, &line);
}
