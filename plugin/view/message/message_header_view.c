/* See message_header_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_header_view.h"
#include "message_fields.h"

#include "content/imf_address.h"
#include "content/imf_date.h"
#include "content/mime_text.h"
#include "wireshark/view_text.h"

#include <wsutil/str_util.h>

/* Items of one kind that are drawn of one message. */
static const unsigned items_limit = 5000;

/* A header field that has a display field of its own; `otherwise` is taken where the first is not there. */
struct named_field {
    const char *name, *otherwise;
    const int *field;
    bool has_addresses;
};

static const struct named_field named_fields[] = {
    { "From", NULL, &hf_message_from, true },
    { "Sender", NULL, &hf_message_sender, true },
    { "Reply-To", NULL, &hf_message_reply_to, true },
    { "To", NULL, &hf_message_to, true },
    { "Cc", NULL, &hf_message_cc, true },
    { "Bcc", NULL, &hf_message_bcc, true },
    { "Subject", NULL, &hf_message_subject, false },
    { "Message-ID", NULL, &hf_message_message_id, false },
    { "In-Reply-To", NULL, &hf_message_in_reply_to, false },
    { "References", NULL, &hf_message_references, false },
    { "User-Agent", "X-Mailer", &hf_message_mailer, false },
    { "Return-Path", NULL, &hf_message_return_path, false },
    { "Delivered-To", NULL, &hf_message_delivered_to, false },
    { "List-ID", NULL, &hf_message_list_id, false },
    { "X-Originating-IP", NULL, &hf_message_originating_ip, false },
};

static const struct named_field embedded_fields[] = {
    { "From", NULL, &hf_message_embedded_from, false },
    { "To", NULL, &hf_message_embedded_to, false },
    { "Subject", NULL, &hf_message_embedded_subject, false },
    { "Message-ID", NULL, &hf_message_embedded_message_id, false },
};

static struct mime_text decode(const struct message_drawing *drawing, mail_slice body)
{
    return mime_text_decode(drawing->arena, drawing->options, body);
}

static void mark_hole(proto_item *item, const struct imf_field *field)
{
    if (field->has_hole)
        proto_item_append_text(item, " (bytes are missing)");
}

/* Also in the field for every address, hidden: it stands here already. */
static void add_address(const struct message_drawing *drawing, const struct imf_field *field,
                        const struct imf_address *address)
{
    mail_slice place = address->source;
    proto_item *item = message_drawing_add_text(drawing, hf_message_address, place, address->address);
    struct message_drawing below = message_drawing_below(drawing, item, ett_message_address);

    message_drawing_add_text(&below, hf_message_address_display_name, place, address->display_name);
    message_drawing_add_text(&below, hf_message_address_field, field->name, field->name);
    proto_item_set_hidden(message_drawing_add_text(&below, drawing->address_field, place, address->address));
}

static bool wants_addresses(const struct message_drawing *drawing)
{
    const int *const fields[] = { &hf_message_address, &hf_message_address_display_name, &hf_message_address_field,
                                  &drawing->address_field };

    return message_drawing_wants_any(drawing, fields, G_N_ELEMENTS(fields));
}

static void add_addresses(const struct message_drawing *drawing, const struct imf_field *field)
{
    struct imf_address_list list = imf_address_list_read_field(drawing->arena, drawing->options, field);
    unsigned drawn = 0;

    for (const struct imf_address *address = list.first;
         address && message_drawing_has_room(drawing, drawn, items_limit); address = address->next, drawn++)
        add_address(drawing, field, address);
}

static const struct imf_field *find_field(const struct imf_header *header, const struct named_field *named)
{
    const struct imf_field *field = imf_header_find(header, named->name);

    return field || !named->otherwise ? field : imf_header_find(header, named->otherwise);
}

static void add_named(const struct message_drawing *drawing, const struct imf_header *header,
                      const struct named_field *named)
{
    bool asks_for_addresses = named->has_addresses && wants_addresses(drawing);
    bool is_wanted = asks_for_addresses || message_drawing_wants(drawing, *named->field);
    const struct imf_field *field = is_wanted ? find_field(header, named) : NULL;

    if (!field)
        return;

    proto_item *item = message_drawing_add_text(drawing, *named->field, field->body, decode(drawing, field->body).text);

    mark_hole(item, field);
    if (asks_for_addresses) {
        struct message_drawing below = message_drawing_below(drawing, item, ett_message_addresses);
        add_addresses(&below, field);
    }
}

static void add_skew(const struct message_drawing *drawing, int64_t seconds)
{
    nstime_t date = NSTIME_INIT_SECS_NSECS(seconds, 0);
    nstime_t skew;

    nstime_delta(&skew, &date, &drawing->pinfo->abs_ts);

    proto_item_set_generated(proto_tree_add_time(drawing->tree, hf_message_date_skew, drawing->tvb, 0, 0, &skew));
}

static void add_date(const struct message_drawing *drawing, const struct imf_header *header)
{
    static const int *const fields[] = { &hf_message_date, &hf_message_date_skew };
    bool is_wanted = message_drawing_wants_any(drawing, fields, G_N_ELEMENTS(fields));
    const struct imf_field *field = is_wanted ? imf_header_find(header, "Date") : NULL;
    int64_t seconds;

    if (!field || !imf_date_read_field(field, &seconds))
        return;
    message_drawing_add_seconds(drawing, hf_message_date, field->body, seconds);
    add_skew(drawing, seconds);
}

static void add_field(const struct message_drawing *drawing, const struct imf_field *field)
{
    wmem_allocator_t *pool = drawing->pinfo->pool;
    struct mime_text value = decode(drawing, field->body);
    mail_slice whole =
        mail_slice_make(field->name.bytes, (size_t) (field->body.bytes + field->body.length - field->name.bytes));
    const char *text = wmem_strconcat(pool, view_text(pool, field->name), ": ", view_text(pool, value.text), NULL);
    proto_item *item = message_drawing_add_string(drawing, hf_message_header, whole, text);

    proto_item_set_text(item, "%s", text);
    mark_hole(item, field);

    struct message_drawing below = message_drawing_below(drawing, item, ett_message_field);

    message_drawing_add_text(&below, hf_message_header_name, field->name, field->name);
    message_drawing_add_text(&below, hf_message_header_value, field->body, value.text);
    if (value.guess)
        proto_item_set_generated(
            message_drawing_add_string(&below, hf_message_charset_guess, field->body, value.guess));
}

static bool wants_all_fields(const struct message_drawing *drawing)
{
    static const int *const fields[] = { &hf_message_header, &hf_message_header_name, &hf_message_header_value,
                                         &hf_message_charset_guess };

    return message_drawing_wants_any(drawing, fields, G_N_ELEMENTS(fields));
}

static void add_all_fields(const struct message_drawing *drawing, const struct imf_header *header)
{
    if (header->count == 0 || !wants_all_fields(drawing))
        return;

    const char *label =
        wmem_strdup_printf(drawing->pinfo->pool, "Header: %u field%s", header->count, header->count == 1 ? "" : "s");
    struct message_drawing below = message_drawing_below_label(drawing, header->bytes, ett_message_header, label);
    unsigned drawn = 0;

    for (const struct imf_field *field = header->first; field && message_drawing_has_room(&below, drawn, items_limit);
         field = field->next, drawn++)
        add_field(&below, field);
}

void message_header_view_add(const struct message_drawing *drawing, const struct imf_header *header)
{
    for (size_t i = 0; i < G_N_ELEMENTS(named_fields); i++)
        add_named(drawing, header, &named_fields[i]);
    add_date(drawing, header);
    add_all_fields(drawing, header);
}

static bool wants_embedded(const struct message_drawing *drawing)
{
    for (size_t i = 0; i < G_N_ELEMENTS(embedded_fields); i++)
        if (message_drawing_wants(drawing, *embedded_fields[i].field))
            return true;
    return message_drawing_wants(drawing, hf_message_embedded_date);
}

static void add_embedded(const struct message_drawing *drawing, const struct mime_part *root)
{
    wmem_allocator_t *pool = drawing->pinfo->pool;
    const char *label =
        wmem_strdup_printf(pool, "Embedded message, part %s", mime_part_path(drawing->arena, root->parent));
    struct message_drawing below =
        message_drawing_below_label(drawing, root->header.bytes, ett_message_embedded, label);
    const struct imf_field *date = imf_header_find(&root->header, "Date");
    int64_t seconds;

    for (size_t i = 0; i < G_N_ELEMENTS(embedded_fields); i++)
        add_named(&below, &root->header, &embedded_fields[i]);
    if (date && imf_date_read_field(date, &seconds))
        message_drawing_add_seconds(&below, hf_message_embedded_date, date->body, seconds);
}

void message_header_view_add_embedded(const struct message_drawing *drawing, const struct mime_message *contents)
{
    unsigned drawn = 0;

    if (!wants_embedded(drawing))
        return;
    for (const struct mime_part *part = contents->root; part; part = part->next) {
        if (!part->is_embedded_root)
            continue;
        if (!message_drawing_has_room(drawing, drawn++, items_limit))
            return;
        add_embedded(drawing, part);
    }
}
