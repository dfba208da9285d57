/* See message_attachment_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_attachment_view.h"
#include "message_fields.h"

#include "content/mime_attachment.h"
#include "wireshark/data_source.h"
#include "wireshark/inner_dissector.h"
#include "wireshark/part_digest.h"
#include "wireshark/tree_room.h"
#include "wireshark/view_text.h"

#include <inttypes.h>

static const unsigned attachments_limit = 5000;

/* Decoded bytes of one part that are shown or handed over, and parts of one message that are handed over. */
static const size_t decoded_limit = 16 * 1024 * 1024;
static const unsigned handed_over_limit = 40;

static const int *const attachment_fields[] = { &hf_attachment,       &hf_attachment_data,   &hf_attachment_encoding,
                                                &hf_attachment_magic, &hf_attachment_md5,    &hf_attachment_name,
                                                &hf_attachment_path,  &hf_attachment_sha256, &hf_attachment_size,
                                                &hf_attachment_type };

static struct part_digest digest_of(const struct message_drawing *drawing, const struct mime_part *part)
{
    struct part_digest none = { "", "", 0 };
    bool wants_md5 = !part->has_hole && message_drawing_wants(drawing, hf_attachment_md5);
    bool wants_sha256 = !part->has_hole && message_drawing_wants(drawing, hf_attachment_sha256);

    if (!wants_md5 && !wants_sha256 && !message_drawing_wants(drawing, hf_attachment_size) &&
        !message_drawing_wants(drawing, hf_attachment))
        return none;
    return part_digest_make(drawing->pinfo->pool, part, wants_md5, wants_sha256);
}

static const char *magic_of(const struct message_drawing *drawing, const struct mime_part *part)
{
    const char *magic = NULL;

    if (message_drawing_wants(drawing, hf_attachment_magic))
        magic = mime_signature_find(mime_part_decode_first(drawing->arena, part, MIME_SIGNATURE_LENGTH));
    return magic ? magic : "";
}

/* "report.pdf (application/pdf), 12345 bytes" */
static const char *title_of(wmem_allocator_t *pool, const struct mime_part *part, mail_slice name, uint64_t size)
{
    return wmem_strdup_printf(pool, "%s (%s), %" PRIu64 " bytes%s",
                              name.length ? view_excerpt(pool, name, 200) : "no name",
                              view_text(pool, part->type.value), size, part->has_hole ? ", bytes are missing" : "");
}

/* One for each part, however often it is shown; NULL where it is empty. */
static tvbuff_t *source_of(const struct message_drawing *drawing, const struct mime_part *part, const char *name)
{
    tvbuff_t *tvb = wmem_map_lookup(drawing->sources, part);
    mail_slice decoded = tvb ? part->body : mime_part_decode_first(drawing->arena, part, decoded_limit);

    if (tvb || decoded.length == 0)
        return tvb;
    tvb = data_source_add(drawing->pinfo, drawing->tvb, drawing->source_count, decoded, name);
    wmem_map_insert(drawing->sources, part, tvb);
    return tvb;
}

static void add_data(const struct message_drawing *drawing, const struct mime_part *part, const char *title)
{
    if (!message_drawing_wants(drawing, hf_attachment_data))
        return;

    tvbuff_t *tvb = source_of(drawing, part, title);

    if (tvb)
        proto_tree_add_item(drawing->tree, hf_attachment_data, tvb, 0, -1, ENC_NA);
}

/* What is not known is there as the empty string, so that columns stay in step. */
static void add_attachment(const struct message_drawing *drawing, const struct mime_part *part)
{
    wmem_allocator_t *pool = drawing->pinfo->pool;
    mail_slice name = mime_part_name(drawing->arena, drawing->options, part);
    struct part_digest digest = digest_of(drawing, part);
    const char *title = title_of(pool, part, name, digest.size);
    proto_item *item = message_drawing_add_string(drawing, hf_attachment, part->body, title);
    struct message_drawing below = message_drawing_below(drawing, item, ett_message_attachment);
    mail_slice place = part->header.bytes;

    message_drawing_add_text(&below, hf_attachment_name, place, name);
    message_drawing_add_text(&below, hf_attachment_type, place, part->type.value);
    proto_item_set_generated(
        message_drawing_add_string(&below, hf_attachment_magic, part->body, magic_of(drawing, part)));
    message_drawing_add_text(&below, hf_attachment_encoding, place, mime_part_encoding_name(part));
    message_drawing_add_size(&below, hf_attachment_size, part->body, digest.size);
    proto_item_set_generated(message_drawing_add_string(&below, hf_attachment_md5, part->body, digest.md5));
    proto_item_set_generated(message_drawing_add_string(&below, hf_attachment_sha256, part->body, digest.sha256));
    message_drawing_add_string(&below, hf_attachment_path, part->body, mime_part_path(drawing->arena, part));
    add_data(&below, part, title);
}

void message_attachment_view_add(const struct message_drawing *drawing, const struct mime_message *contents)
{
    unsigned drawn = 0;

    if (!message_drawing_wants_any(drawing, attachment_fields, G_N_ELEMENTS(attachment_fields)))
        return;
    for (const struct mime_part *part = contents->root; part; part = part->next) {
        if (!mime_part_is_attachment(part))
            continue;
        if (!message_drawing_has_room(drawing, drawn++, attachments_limit))
            return;
        add_attachment(drawing, part);
    }
}

/* Whether the part is encoded, or nobody else is given the message. */
static bool may_be_handed_over(const struct message_drawing *drawing, const struct mime_part *part)
{
    bool is_encoded = part->encoding != MIME_ENCODING_IDENTITY && part->encoding != MIME_ENCODING_UNKNOWN;

    return part->kind == MIME_PART_LEAF && (is_encoded || !drawing->fills_stock_fields);
}

static bool is_looked_at(const struct message_drawing *drawing, const struct mime_part *part, const char *type)
{
    int protocol = may_be_handed_over(drawing, part) ? inner_dissector_of_media_type(type) : -1;

    return protocol >= 0 && tree_room_is_asked_for(drawing->packet_tree, protocol);
}

static void hand_over_part(const struct message_drawing *drawing, const struct mime_part *part, const char *type)
{
    const char *path = mime_part_path(drawing->arena, part);
    const char *name = wmem_strdup_printf(drawing->pinfo->pool, "Part %s (%s)", path, type);
    tvbuff_t *tvb = source_of(drawing, part, name);

    if (tvb)
        inner_dissector_call_media_type(drawing->pinfo, type, tvb, drawing->packet_tree);
}

void message_attachment_view_hand_over(const struct message_drawing *drawing, const struct mime_message *contents)
{
    unsigned count = 0;

    for (const struct mime_part *part = contents->root; part && count < handed_over_limit; part = part->next) {
        const char *type = view_text(drawing->pinfo->pool, part->type.value);
        if (!is_looked_at(drawing, part, type))
            continue;
        hand_over_part(drawing, part, type);
        count++;
    }
}
