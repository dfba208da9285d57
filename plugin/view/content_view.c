/* See content_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content_view.h"
#include "fields.h"
#include "protocol_view.h"

#include "content/mime_message_charset.h"
#include "engine/mail_verb.h"
#include "view/message/message_fields.h"
#include "view/message/message_summary.h"
#include "view/message/message_view.h"
#include "wireshark/inner_dissector.h"
#include "wireshark/part_digest.h"
#include "wireshark/tree_room.h"

#include <inttypes.h>
#include <wsutil/str_util.h>

const char *content_view_name(const struct mail_view *view, const struct mail_message *message)
{
    wmem_allocator_t *pool = view->pinfo->pool;

    if (view->protocol->name_message)
        return view->protocol->name_message(pool, message);
    return wmem_strdup_printf(pool, "message %u", message->number);
}

static const char *end_label(const struct mail_message *message)
{
    static const char *const labels[] = { [MAIL_MESSAGE_OPEN] = "",
                                          [MAIL_MESSAGE_STRICT] = "",
                                          [MAIL_MESSAGE_LENIENT] = "",
                                          [MAIL_MESSAGE_IN_GAP] = " (end in a gap)",
                                          [MAIL_MESSAGE_ABORTED] = " (aborted)" };

    return labels[message->end];
}

/* The protocol names what is only a part. */
static const char *incomplete_label(const struct mail_message *message)
{
    return mail_message_is_complete(message) || message->via->may_be_part ? "" : " INCOMPLETE";
}

const char *content_view_summary(const struct mail_view *view, const struct mail_message *message)
{
    wmem_allocator_t *pool = view->pinfo->pool;
    const char *name =
        wmem_strconcat(pool, content_view_name(view, message), incomplete_label(message), end_label(message), NULL);

    if (message->missing == 0)
        return wmem_strdup_printf(pool, "%s, %" PRIu64 " bytes", name, message->size);
    return wmem_strdup_printf(pool, "%s, %" PRIu64 " of %" PRIu64 " bytes, %" PRIu64 " missing", name, message->size,
                              message->size + message->missing, message->missing);
}

struct view_envelope content_view_envelope(const struct protocol_view *protocol, const struct mail_arena *arena,
                                           const struct mime_options *options, const struct mail_unit *unit)
{
    if (protocol->find_envelope)
        return protocol->find_envelope(unit);

    struct message_summary_addresses from = message_summary_addresses(arena, options, unit->message, "From");
    struct message_summary_addresses to = message_summary_addresses(arena, options, unit->message, "To");

    return (struct view_envelope){ from.first, to.first, to.count };
}

/* The name as labels begin, for the tab of the bytes. */
static const char *title_of(const struct mail_view *view, const struct mail_message *message)
{
    char *title = wmem_strconcat(view->pinfo->pool, content_view_name(view, message), incomplete_label(message), NULL);

    title[0] = g_ascii_toupper(title[0]);
    return title;
}

void content_view_draw_content(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    const struct view_place *place = &drawing->place;

    drawing->item = proto_tree_add_string(drawing->parent, hf_content, place->tvb, place->offset, place->length,
                                          wmem_strdup_printf(drawing->view->pinfo->pool, "%" PRIu64 " bytes (%s)",
                                                             unit->end - unit->begin,
                                                             content_view_name(drawing->view, unit->message)));
    drawing->tree = proto_item_add_subtree(drawing->item, ett_content);
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

/* Costs a pass over the message: only where somebody looks. */
static void add_digest(const struct mail_drawing *drawing, const struct view_place *place, int field, bool is_md5)
{
    const struct mail_message *message = drawing->unit->message;

    if (!mail_message_is_whole(message) || !tree_room_is_asked_for(drawing->tree, field))
        return;
    proto_item_set_generated(
        proto_tree_add_string(drawing->tree, field, place->tvb, place->offset, place->length,
                              part_digest_of_bytes(drawing->view->pinfo->pool, message->content, is_md5)));
}

static void add_message_fields(const struct mail_drawing *drawing, const struct view_place *place)
{
    const struct mail_message *message = drawing->unit->message;
    proto_tree *tree = drawing->tree;
    proto_item *size =
        proto_tree_add_uint64(tree, hf_message_size, place->tvb, place->offset, place->length, message->size);

    proto_item_set_generated(size);
    proto_item_set_generated(
        proto_tree_add_boolean(tree, hf_message_complete, place->tvb, 0, 0, mail_message_is_complete(message)));
    proto_item_set_generated(proto_tree_add_uint64(tree, hf_message_missing, place->tvb, 0, 0, message->missing));
    add_digest(drawing, place, hf_message_md5, true);
    add_digest(drawing, place, hf_message_sha256, false);
    proto_item_set_generated(proto_tree_add_string(tree, hf_message_via, place->tvb, 0, 0, message->via->name));
    if (drawing->view->protocol->add_message_details)
        drawing->view->protocol->add_message_details(drawing);
}

/* Where in the message's bytes others are missing. */
static void add_holes(const struct mail_drawing *drawing)
{
    for (const struct mail_hole *hole = drawing->unit->message->holes;
         hole && tree_room_is_left_for_messages(drawing->tree); hole = hole->next) {
        proto_item *item = proto_tree_add_uint64(drawing->tree, hf_message_hole, drawing->message, (int) hole->offset,
                                                 0, hole->missing);
        if (hole->missing == 0)
            proto_item_append_text(item, " (it is not known how many)");
    }
}

static struct message_drawing message_drawing_of(const struct mail_view *view, const struct mail_message *message,
                                                 tvbuff_t *source, proto_tree *tree)
{
    struct mime_options *options = wmem_new(view->pinfo->pool, struct mime_options);

    *options = mime_message_options(view->reading_options, message->contents);
    return (struct message_drawing){ .pinfo = view->pinfo,
                                     .message = message,
                                     .options = options,
                                     .arena = view->arena,
                                     .tvb = source,
                                     .packet_tree = view->packet_tree,
                                     .tree = tree,
                                     .source_count = view->source_count,
                                     .sources = view->part_sources,
                                     .fills_stock_fields = view->fills_stock_fields,
                                     .address_field = hf_address };
}

static void add_contents(const struct mail_drawing *drawing)
{
    struct message_drawing contents =
        message_drawing_of(drawing->view, drawing->unit->message, drawing->message, drawing->tree);

    add_holes(drawing);
    message_view_add(&contents);
}

void content_view_draw_message(struct mail_drawing *drawing)
{
    const struct mail_message *message = drawing->unit->message;
    wmem_allocator_t *pool = drawing->view->pinfo->pool;
    struct view_place nowhere = { drawing->view->tvb, 0, 0 };
    struct view_place place = drawing->message ? place_of_tvb(drawing->message) : nowhere;
    const char *text =
        wmem_strdup_printf(pool, "%s via %s", content_view_summary(drawing->view, message), message->via->name);

    drawing->place = place;
    drawing_open_field(drawing, hf_message, ett_message, text);
    proto_item_set_text(drawing->item, "%c%s", g_ascii_toupper(text[0]), text + 1);
    add_message_fields(drawing, &place);
    if (drawing->message)
        add_contents(drawing);
}

tvbuff_t *content_view_add_source(const struct mail_view *view, const struct mail_message *message)
{
    if (message->content.length == 0)
        return NULL;
    return place_add_source(view, message->content, title_of(view, message));
}

/* Parts that the IMF dissector and those that it calls may have: each adds a layer to the packet, of which Wireshark
 * takes some 500. */
static const unsigned imf_parts_limit = 200;

/* Whether its first bytes are its first. */
static bool has_beginning(const struct mail_message *message)
{
    return message->content.length > 0 && !(message->holes && message->holes->offset == 0);
}

bool content_view_goes_to_imf(const struct mail_view *view, const struct mail_message *message)
{
    return view->fills_stock_fields && has_beginning(message) && inner_dissector_is_enabled("imf");
}

/* Of a message with too many parts the header alone. */
static tvbuff_t *bytes_for_imf(const struct mail_message *message, tvbuff_t *source)
{
    if (!message->contents || message->contents->part_count <= imf_parts_limit)
        return source;

    mail_slice header = message->contents->root->header.bytes;
    size_t length = (size_t) (header.bytes - message->content.bytes) + header.length;

    return tvb_new_subset_length(source, 0, (gint) length);
}

void content_view_hand_over(const struct mail_view *view, const struct mail_message *message, tvbuff_t *source)
{
    struct message_drawing contents = message_drawing_of(view, message, source, view->packet_tree);

    if (content_view_goes_to_imf(view, message))
        inner_dissector_call(view->pinfo, "imf", bytes_for_imf(message, source), view->packet_tree);
    message_view_hand_over_parts(&contents);
}
