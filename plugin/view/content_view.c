/* See content_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content_view.h"
#include "fields.h"
#include "protocol_view.h"

#include "engine/mail_verb.h"
#include "wireshark/inner_dissector.h"

#include <gcrypt.h>
#include <inttypes.h>
#include <wsutil/to_str.h>

const char *content_view_name(const struct mail_view *view, const struct mail_message *message)
{
    wmem_allocator_t *pool = view->pinfo->pool;

    if (view->protocol->name_message)
        return view->protocol->name_message(pool, message);
    return wmem_strdup_printf(pool, "message %u", message->number);
}

/* The same, as labels begin. */
static const char *title_of(const struct mail_view *view, const struct mail_message *message)
{
    char *title = wmem_strdup(view->pinfo->pool, content_view_name(view, message));

    title[0] = g_ascii_toupper(title[0]);
    return title;
}

void content_view_draw_content(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    const struct view_place *place = &drawing->place;

    drawing->tree = proto_tree_add_subtree_format(
        drawing->parent, place->tvb, place->offset, place->length, ett_content, &drawing->item,
        "Content: %" PRIu64 " bytes (%s)", unit->end - unit->begin, content_view_name(drawing->view, unit->message));
}

const char *content_view_end_label(const struct mail_message *message)
{
    static const char *const labels[] = { [MAIL_MESSAGE_OPEN] = "",
                                          [MAIL_MESSAGE_STRICT] = "",
                                          [MAIL_MESSAGE_LENIENT] = "",
                                          [MAIL_MESSAGE_IN_GAP] = " (end in a gap)",
                                          [MAIL_MESSAGE_ABORTED] = " (aborted)" };

    return labels[message->end];
}

void content_view_draw_blob(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    bool is_end = unit->exchange->kind == MAIL_EXCHANGE_CONTENT;

    drawing_open_label(drawing, ett_content,
                       wmem_strdup_printf(drawing->view->pinfo->pool, "Binary data of %s: %" PRIu64 " bytes",
                                          unit->exchange->verb->name, unit->end - unit->begin));
    if (is_end)
        drawing_add_response_in(drawing);
}

/* GLib's own takes seven times as long. */
static const char *sha256_of(wmem_allocator_t *pool, mail_slice content)
{
    uint8_t digest[32];
    char *text = wmem_alloc0(pool, 2 * sizeof digest + 1);

    gcry_md_hash_buffer(GCRY_MD_SHA256, digest, content.bytes, content.length);
    bytes_to_hexstr(text, digest, sizeof digest);
    return text;
}

/* Costs a pass over the message: only where somebody looks. */
static void add_sha256(const struct mail_drawing *drawing, const struct view_place *place)
{
    const struct mail_message *message = drawing->unit->message;

    if (!mail_message_is_whole(message) || !proto_field_is_referenced(drawing->tree, hf_message_sha256))
        return;
    proto_item_set_generated(proto_tree_add_string(drawing->tree, hf_message_sha256, place->tvb, place->offset,
                                                   place->length,
                                                   sha256_of(drawing->view->pinfo->pool, message->content)));
}

static void add_message_fields(const struct mail_drawing *drawing, const struct view_place *place)
{
    const struct mail_message *message = drawing->unit->message;
    proto_tree *tree = drawing->tree;
    proto_item *size =
        proto_tree_add_uint64(tree, hf_message_size, place->tvb, place->offset, place->length, message->size);

    proto_item_set_generated(size);
    add_sha256(drawing, place);
    proto_item_set_generated(proto_tree_add_uint64(tree, hf_message_missing, place->tvb, 0, 0, message->missing));
    proto_item_set_generated(proto_tree_add_string(tree, hf_message_via, place->tvb, 0, 0, message->via->name));
    if (drawing->view->protocol->add_message_details)
        drawing->view->protocol->add_message_details(drawing);
}

void content_view_draw_message(struct mail_drawing *drawing)
{
    const struct mail_message *message = drawing->unit->message;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    struct view_place nowhere = { drawing->view->tvb, 0, 0 };
    struct view_place place = drawing->message ? place_of_tvb(drawing->message) : nowhere;

    drawing->place = place;
    drawing_open_label(drawing, ett_message,
                       wmem_strdup_printf(pool, "%s%s: %" PRIu64 " bytes via %s", title_of(drawing->view, message),
                                          content_view_end_label(message), message->size, message->via->name));
    add_message_fields(drawing, &place);
}

tvbuff_t *content_view_add_source(const struct mail_view *view, const struct mail_message *message)
{
    if (message->content.length == 0)
        return NULL;
    return place_add_source(view, message->content, title_of(view, message));
}

bool content_view_goes_to_imf(const struct mail_message *message)
{
    return mail_message_is_whole(message) && message->content.length > 0 && inner_dissector_is_enabled("imf");
}

void content_view_hand_to_imf(const struct mail_view *view, const struct mail_message *message, tvbuff_t *source)
{
    if (source && content_view_goes_to_imf(message))
        inner_dissector_call(view->pinfo, "imf", source, view->packet_tree);
}
