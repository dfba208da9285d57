/* See message_part_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_part_view.h"
#include "message_fields.h"

#include "content/mime_attachment.h"
#include "wireshark/view_text.h"

#include <inttypes.h>

static const unsigned parts_limit = 5000;

static const int *const part_fields[] = { &hf_message_part,          &hf_message_part_charset,
                                          &hf_message_part_complete, &hf_message_part_disposition,
                                          &hf_message_part_encoding, &hf_message_part_name,
                                          &hf_message_part_path,     &hf_message_part_size,
                                          &hf_message_part_type };

/* "1.2: image/png, inline, "logo.png"" */
static const char *title_of(const struct message_drawing *drawing, const struct mime_part *part, const char *path,
                            mail_slice name)
{
    wmem_allocator_t *pool = drawing->pinfo->pool;
    wmem_strbuf_t *text = wmem_strbuf_new(pool, path);

    if (path[0])
        wmem_strbuf_append(text, ": ");
    wmem_strbuf_append(text, view_text(pool, part->type.value));
    if (part->disposition.value.length)
        wmem_strbuf_append_printf(text, ", %s", view_excerpt(pool, part->disposition.value, 40));
    if (name.length)
        wmem_strbuf_append_printf(text, ", \"%s\"", view_excerpt(pool, name, 100));
    if (part->has_hole)
        wmem_strbuf_append(text, " (bytes are missing)");
    return wmem_strbuf_get_str(text);
}

static void add_size(const struct message_drawing *drawing, const struct mime_part *part)
{
    if (!message_drawing_wants(drawing, hf_message_part_size))
        return;
    message_drawing_add_size(drawing, hf_message_part_size, part->body,
                             part->kind == MIME_PART_MULTIPART ? part->body.length : mime_part_size(part));
}

/* The tree below the part's item. */
static proto_tree *add_part(const struct message_drawing *drawing, const struct mime_part *part)
{
    const char *path = mime_part_path(drawing->arena, part);
    mail_slice name = mime_part_name(drawing->arena, drawing->options, part);
    mail_slice charset = mime_value_parameter(&part->type, "charset");
    proto_item *item =
        message_drawing_add_string(drawing, hf_message_part, part->body, title_of(drawing, part, path, name));
    struct message_drawing below = message_drawing_below(drawing, item, ett_message_part);

    message_drawing_add_string(&below, hf_message_part_path, part->body, path);
    message_drawing_add_text(&below, hf_message_part_type, part->header.bytes, part->type.value);
    message_drawing_add_known(&below, hf_message_part_charset, part->header.bytes, charset);
    message_drawing_add_text(&below, hf_message_part_encoding, part->header.bytes, mime_part_encoding_name(part));
    message_drawing_add_known(&below, hf_message_part_disposition, part->header.bytes, part->disposition.value);
    message_drawing_add_known(&below, hf_message_part_name, part->header.bytes, name);
    add_size(&below, part);
    message_drawing_add_truth(&below, hf_message_part_complete, part->body, !part->has_hole);
    return below.tree;
}

void message_part_view_add(const struct message_drawing *drawing, const struct mime_message *contents)
{
    proto_tree *trees[MIME_DEPTH_LIMIT + 2]; /* below the part of each depth that was drawn last */
    unsigned drawn = 0;

    if (!message_drawing_wants_any(drawing, part_fields, G_N_ELEMENTS(part_fields)))
        return;
    for (const struct mime_part *part = contents->root; part; part = part->next) {
        struct message_drawing above = *drawing;
        unsigned depth = MIN(part->depth, MIME_DEPTH_LIMIT + 1);
        if (depth > 0)
            above.tree = trees[depth - 1];
        if (!message_drawing_has_room(&above, drawn++, parts_limit))
            return;
        trees[depth] = add_part(&above, part);
    }
}
