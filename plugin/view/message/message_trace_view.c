/* See message_trace_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_trace_view.h"
#include "message_fields.h"

#include "content/imf_authentication.h"
#include "content/imf_received.h"
#include "content/mime_text.h"

static const unsigned hops_limit = 1000;

static void add_hop_date(const struct message_drawing *drawing, const struct imf_hop *hop)
{
    if (hop->has_date)
        message_drawing_add_seconds(drawing, hf_message_received_date, hop->field->body, hop->date);
    if (hop->has_delay)
        proto_item_set_generated(
            message_drawing_add_seconds(drawing, hf_message_received_delay, hop->field->body, hop->delay));
}

static void add_hop(const struct message_drawing *drawing, const struct imf_hop *hop)
{
    mail_slice place = hop->field->body;
    mail_slice text = mime_text_decode(drawing->arena, drawing->options, place).text;
    proto_item *item = message_drawing_add_text(drawing, hf_message_received, place, text);
    struct message_drawing below = message_drawing_below(drawing, item, ett_message_hop);

    message_drawing_add_known(&below, hf_message_received_from, place, hop->from);
    message_drawing_add_known(&below, hf_message_received_from_address, place, hop->from_address);
    message_drawing_add_known(&below, hf_message_received_by, place, hop->by);
    message_drawing_add_known(&below, hf_message_received_via, place, hop->via);
    message_drawing_add_known(&below, hf_message_received_with, place, hop->with);
    message_drawing_add_known(&below, hf_message_received_id, place, hop->id);
    message_drawing_add_known(&below, hf_message_received_for, place, hop->recipient);
    add_hop_date(&below, hop);
}

static void add_hops(const struct message_drawing *drawing, const struct imf_header *header)
{
    static const int *const fields[] = { &hf_message_received,      &hf_message_received_by,
                                         &hf_message_received_date, &hf_message_received_for,
                                         &hf_message_received_from, &hf_message_received_from_address,
                                         &hf_message_received_id,   &hf_message_received_via,
                                         &hf_message_received_with, &hf_message_received_delay };
    unsigned drawn = 0;

    if (!message_drawing_wants_any(drawing, fields, G_N_ELEMENTS(fields)))
        return;
    for (const struct imf_hop *hop = imf_hops_read(drawing->arena, header);
         hop && message_drawing_has_room(drawing, drawn, hops_limit); hop = hop->next, drawn++)
        add_hop(drawing, hop);
}

static void add_result(const struct message_drawing *drawing, const struct imf_result *result)
{
    mail_slice place = result->field->body;
    const char *text = wmem_strdup_printf(drawing->pinfo->pool, "%.*s=%.*s", (int) result->method.length,
                                          (const char *) result->method.bytes, (int) result->result.length,
                                          (const char *) result->result.bytes);
    proto_item *item =
        message_drawing_add_text(drawing, hf_message_authentication, place, mail_slice_from_string(text));
    struct message_drawing below = message_drawing_below(drawing, item, ett_message_authentication);

    message_drawing_add_text(&below, hf_message_authentication_method, place, result->method);
    message_drawing_add_text(&below, hf_message_authentication_result, place, result->result);
    message_drawing_add_known(&below, hf_message_authentication_property, place, result->property);
}

static void add_results(const struct message_drawing *drawing, const struct imf_header *header)
{
    static const int *const fields[] = { &hf_message_authentication, &hf_message_authentication_method,
                                         &hf_message_authentication_property, &hf_message_authentication_result };
    unsigned drawn = 0;

    if (!message_drawing_wants_any(drawing, fields, G_N_ELEMENTS(fields)))
        return;
    for (const struct imf_result *result = imf_results_read(drawing->arena, header);
         result && message_drawing_has_room(drawing, drawn, hops_limit); result = result->next, drawn++)
        add_result(drawing, result);
}

static void add_signature(const struct message_drawing *drawing, const struct imf_signature *signature)
{
    mail_slice place = signature->field->body;
    proto_item *item = message_drawing_add_text(drawing, hf_message_dkim_domain, place, signature->domain);
    struct message_drawing below = message_drawing_below(drawing, item, ett_message_signature);

    message_drawing_add_text(&below, hf_message_dkim_selector, place, signature->selector);
    message_drawing_add_text(&below, hf_message_dkim_algorithm, place, signature->algorithm);
}

static void add_signatures(const struct message_drawing *drawing, const struct imf_header *header)
{
    static const int *const fields[] = { &hf_message_dkim_algorithm, &hf_message_dkim_domain,
                                         &hf_message_dkim_selector };
    unsigned drawn = 0;

    if (!message_drawing_wants_any(drawing, fields, G_N_ELEMENTS(fields)))
        return;
    for (const struct imf_signature *signature = imf_signatures_read(drawing->arena, header);
         signature && message_drawing_has_room(drawing, drawn, hops_limit); signature = signature->next, drawn++)
        add_signature(drawing, signature);
}

void message_trace_view_add(const struct message_drawing *drawing, const struct imf_header *header)
{
    add_hops(drawing, header);
    add_results(drawing, header);
    add_signatures(drawing, header);
}
