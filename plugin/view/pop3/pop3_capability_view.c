/* See pop3_capability_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_capability_view.h"
#include "pop3_fields.h"

#include "pop3/pop3_capability.h"
#include "view/fields.h"
#include "wireshark/view_text.h"

/* Bytes of the row in its label. */
#define LABEL_LIMIT 120

/* Of a hostile row with more, the first are shown; a server has some ten mechanisms. */
static const unsigned parameter_limit = 200;

static const char unknown[] = "Unknown capability";

/* What is known is in capitals, as verbs are; of a family only its beginning is known. */
static const char *tag_of(const struct mail_drawing *drawing, const struct pop3_capability_row *row)
{
    bool is_known = row->capability && mail_slice_equals_nocase(row->tag, mail_slice_from_string(row->capability->tag));

    return is_known ? row->capability->tag : view_text(drawing->view->pinfo->pool, row->tag);
}

static void add_mechanism(const struct mail_drawing *drawing, mail_slice word, uint32_t number)
{
    (void) number;
    drawing_add_string(drawing, hf_pop3_capability_auth, word);
}

static void add_login_delay(const struct mail_drawing *drawing, mail_slice word, uint32_t number)
{
    proto_item_append_text(drawing_add_number(drawing, hf_pop3_capability_login_delay, word, number), " seconds");
}

static void add_expire(const struct mail_drawing *drawing, mail_slice word, uint32_t number)
{
    proto_item *item = drawing_add_number(drawing, hf_pop3_capability_expire, word, number);

    proto_item_append_text(item, "%s", number ? " days" : " days (mail may not be left on the server)");
}

static void add_never(const struct mail_drawing *drawing, mail_slice word, uint32_t number)
{
    (void) number;
    drawing_add_truth(drawing, hf_pop3_capability_expire_never, word, true);
}

static void add_per_user(const struct mail_drawing *drawing, mail_slice word, uint32_t number)
{
    (void) number;
    drawing_add_truth(drawing, hf_pop3_capability_per_user, word, true);
}

/* What else than a word a parameter is. */
static void (*const parameter_details[])(const struct mail_drawing *drawing, mail_slice word, uint32_t number) = {
    [POP3_PARAMETER_WORD] = NULL,
    [POP3_PARAMETER_MECHANISM] = add_mechanism,
    [POP3_PARAMETER_SECONDS] = add_login_delay,
    [POP3_PARAMETER_DAYS] = add_expire,
    [POP3_PARAMETER_NEVER] = add_never,
    [POP3_PARAMETER_PER_USER] = add_per_user,
};

static void add_parameter(const struct mail_drawing *drawing, struct pop3_parameter parameter, mail_slice word)
{
    proto_item *item = drawing_add_string(drawing, hf_pop3_capability_parameter, word);

    if (!parameter_details[parameter.meaning])
        return;

    struct mail_drawing below = drawing_below(drawing, item, ett_parameter);

    parameter_details[parameter.meaning](&below, word, parameter.number);
}

static void add_parameters(const struct mail_drawing *drawing, const struct pop3_capability_row *row)
{
    enum pop3_capability_parameters parameters = row->capability ? row->capability->parameters : POP3_CAPABILITY_WORDS;
    mail_slice rest = row->parameters;

    for (unsigned i = 0; i < parameter_limit; i++) {
        mail_slice word = mail_slice_take_word(&rest);
        if (word.length == 0)
            return;
        add_parameter(drawing, pop3_parameter_read(parameters, i, word), word);
    }
}

static void add_implementation(const struct mail_drawing *drawing, mail_slice text)
{
    if (text.length)
        drawing_add_string(drawing, hf_pop3_capability_implementation, text);
}

void pop3_capability_view_add(const struct mail_drawing *drawing, mail_slice text)
{
    struct pop3_capability_row row = pop3_capability_row_parse(text);
    const struct pop3_capability *capability = row.capability;

    if (row.tag.length == 0)
        return;

    proto_item *item = drawing_add_text(drawing, hf_pop3_capability, row.tag, tag_of(drawing, &row));
    struct mail_drawing below = drawing_below(drawing, item, ett_capability);

    proto_item_set_text(drawing->item, "%s", view_excerpt(drawing->view->pinfo->pool, text, LABEL_LIMIT));

    drawing_append_description(&below, drawing->item, hf_pop3_capability_description, row.tag,
                               capability ? capability->meaning : unknown,
                               capability ? capability->reference : "RFC 2449 5");
    if (capability && capability->parameters == POP3_CAPABILITY_TEXT)
        add_implementation(&below, row.parameters);
    else
        add_parameters(&below, &row);
}

void pop3_capability_view_add_mechanism(const struct mail_drawing *drawing, mail_slice row)
{
    mail_slice mechanism = mail_slice_take_word(&row);

    if (mechanism.length)
        drawing_add_string(drawing, hf_pop3_capability_auth, mechanism);
}
