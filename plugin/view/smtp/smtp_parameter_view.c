/* See smtp_parameter_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_parameter_view.h"
#include "smtp_fields.h"

#include "view/fields.h"
#include "wireshark/pool_arena.h"
#include "wireshark/view_text.h"

/* How a parameter's value is shown, and in which field. */
struct value_view {
    const char *keyword;
    const int *field;
    void (*add)(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter);
};

static void add_text(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    drawing_add_string(drawing, field, parameter->value);
}

static void add_decoded(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    drawing_add_text(drawing, field, parameter->value, view_text(drawing->view->pinfo->pool, parameter->decoded));
}

static void add_long_number(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    drawing_add_long_number(drawing, field, parameter->value, parameter->number);
}

static void add_number(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    drawing_add_number(drawing, field, parameter->value, (uint32_t) parameter->number);
}

static void add_signed(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    drawing_add_signed(drawing, field, parameter->value, parameter->signed_number);
}

static void add_moment(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    drawing_add_moment(drawing, field, parameter->value, parameter->time);
}

/* RFC 2852, 4 */
static void add_deadline(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    bool is_return = mail_slice_equals_nocase(parameter->detail, mail_slice_from_string("R"));

    drawing_add_signed(drawing, field, parameter->value, parameter->signed_number);
    drawing_add_text(drawing, hf_smtp_parameter_by_mode, parameter->detail, is_return ? "return" : "notify");
    drawing_add_truth(drawing, hf_smtp_parameter_by_trace, parameter->value, parameter->has_trace);
}

/* RFC 3885, 3.1 */
static void add_tracking(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    drawing_add_string(drawing, field, parameter->decoded);
    if (parameter->has_timeout)
        drawing_add_number(drawing, hf_smtp_parameter_mtrk_timeout,
                           mail_slice_skip(parameter->value, parameter->decoded.length + 1),
                           (uint32_t) parameter->number);
}

/* RFC 3461, 4.1 */
static void add_notify(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    static const struct {
        enum smtp_notify bit;
        const int *field;
    } flags[] = { { SMTP_NOTIFY_NEVER, &hf_smtp_parameter_notify_never },
                  { SMTP_NOTIFY_SUCCESS, &hf_smtp_parameter_notify_success },
                  { SMTP_NOTIFY_FAILURE, &hf_smtp_parameter_notify_failure },
                  { SMTP_NOTIFY_DELAY, &hf_smtp_parameter_notify_delay } };

    drawing_add_string(drawing, field, parameter->value);
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++)
        drawing_add_truth(drawing, *flags[i].field, parameter->value, (parameter->notify & flags[i].bit) != 0);
}

/* RFC 3461, 4.2 */
static void add_original_recipient(const struct mail_drawing *drawing, int field,
                                   const struct smtp_parameter *parameter)
{
    drawing_add_string(drawing, hf_smtp_parameter_orcpt_type, parameter->detail);
    add_decoded(drawing, field, parameter);
}

/* RFC 7293, 3.1 and 5.1: continue, or reject, where a server on the way does not know the extension. */
static void add_valid_since(const struct mail_drawing *drawing, int field, const struct smtp_parameter *parameter)
{
    bool is_reject = mail_slice_equals_nocase(parameter->detail, mail_slice_from_string("R"));

    drawing_add_moment(drawing, field, parameter->value, parameter->time);
    if (parameter->detail.length)
        drawing_add_text(drawing, hf_smtp_parameter_rrvs_action, parameter->detail, is_reject ? "reject" : "continue");
}

/* By keyword, sorted. Those without a row are keyword and value. */
static const struct value_view value_views[] = {
    { "ALT-ADDRESS", &hf_smtp_parameter_alt_address, add_decoded },
    { "AUTH", &hf_smtp_parameter_auth, add_decoded },
    { "BODY", &hf_smtp_parameter_body, add_text },
    { "BY", &hf_smtp_parameter_by, add_deadline },
    { "ENVID", &hf_smtp_parameter_envid, add_decoded },
    { "HOLDFOR", &hf_smtp_parameter_holdfor, add_number },
    { "HOLDUNTIL", &hf_smtp_parameter_holduntil, add_moment },
    { "MT-PRIORITY", &hf_smtp_parameter_mt_priority, add_signed },
    { "MTRK", &hf_smtp_parameter_mtrk, add_tracking },
    { "NOTIFY", &hf_smtp_parameter_notify, add_notify },
    { "ORCPT", &hf_smtp_parameter_orcpt, add_original_recipient },
    { "RET", &hf_smtp_parameter_ret, add_text },
    { "RRVS", &hf_smtp_parameter_rrvs, add_valid_since },
    { "SIZE", &hf_smtp_parameter_size, add_long_number },
    { "SOLICIT", &hf_smtp_parameter_solicit, add_text },
    { "SUBMITTER", &hf_smtp_parameter_submitter, add_decoded },
    { "TRANSID", &hf_smtp_parameter_transid, add_text },
    { "XVERP", &hf_smtp_parameter_xverp, add_text },
};

static const struct value_view *find_value_view(const struct smtp_parameter *parameter)
{
    if (!parameter->row || !parameter->has_value || parameter->fault != SMTP_PARAMETER_FINE)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(value_views); i++)
        if (mail_slice_equals_nocase(parameter->keyword, mail_slice_from_string(value_views[i].keyword)))
            return &value_views[i];
    return NULL;
}

/* Beside the parameter, and hidden as a field. */
static void add_description(const struct mail_drawing *below, const struct smtp_parameter *parameter,
                            enum smtp_parameter_commands command)
{
    const struct smtp_parameter_row *row = parameter->row;
    const char *note = row->commands & command ? "" : " (not valid for this command)";
    const char *description = wmem_strdup_printf(below->view->pinfo->pool, "%s%s", row->description, note);

    drawing_append_description(below, below->item, hf_smtp_parameter_description, parameter->keyword, description,
                               row->reference);
}

/* Hidden where a field of its own says it. */
static void add_value(const struct mail_drawing *below, const struct smtp_parameter *parameter)
{
    const struct value_view *view = find_value_view(parameter);
    proto_item *item = drawing_add_string(below, hf_smtp_parameter_value, parameter->value);

    if (!view)
        return;
    proto_item_set_hidden(item);
    view->add(below, *view->field, parameter);
}

static const char *fault_text(enum smtp_parameter_fault fault)
{
    static const char *const texts[] = { [SMTP_PARAMETER_FINE] = "",
                                         [SMTP_PARAMETER_BAD_VALUE] = " (value not allowed by its RFC)",
                                         [SMTP_PARAMETER_BAD_XTEXT] = " (not valid xtext)" };

    return texts[fault];
}

void smtp_parameter_view_add(const struct mail_drawing *drawing, const struct smtp_parameter *parameter,
                             enum smtp_parameter_commands command)
{
    proto_item *item = drawing_add_string(drawing, hf_smtp_parameter, parameter->text);
    struct mail_drawing below = drawing_below(drawing, item, ett_parameter);

    proto_item_append_text(item, "%s", fault_text(parameter->fault));
    proto_item_set_hidden(drawing_add_string(&below, hf_smtp_parameter_keyword, parameter->keyword));
    if (parameter->row)
        add_description(&below, parameter, command);
    if (parameter->has_value)
        add_value(&below, parameter);
}
