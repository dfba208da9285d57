/* See message_text_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_text_view.h"
#include "message_fields.h"

#include "content/mime_reading_text.h"

static const unsigned texts_limit = 1000;

/* Decoded bytes of text that are looked at in one part, and in all. */
static const size_t text_limit = 64 * 1024 * 1024;

static void add_texts(const struct message_drawing *drawing, const struct mime_message *contents)
{
    unsigned drawn = 0;
    size_t left = text_limit;

    if (!message_drawing_wants(drawing, hf_message_text))
        return;
    for (const struct mime_part *part = contents->root; part; part = part->next) {
        if (!mime_part_is_text(part))
            continue;
        if (left == 0 || !message_drawing_has_room(drawing, drawn++, texts_limit))
            return;
        mail_slice text = mime_part_text(drawing->arena, drawing->options, part, left);
        left -= MIN(left, text.length);
        if (text.length)
            proto_item_set_generated(message_drawing_add_text(drawing, hf_message_text, part->body, text));
    }
}

static void add_urls(const struct message_drawing *drawing, const struct mime_message *contents)
{
    unsigned drawn = 0;

    if (!message_drawing_wants(drawing, hf_message_url))
        return;
    for (const struct mime_url *url = mime_urls_find(drawing->arena, drawing->options, contents);
         url && message_drawing_has_room(drawing, drawn, MIME_URLS_LIMIT); url = url->next, drawn++)
        message_drawing_add_text(drawing, hf_message_url, url->part->body, url->url);
}

void message_text_view_add(const struct message_drawing *drawing, const struct mime_message *contents)
{
    add_texts(drawing, contents);
    add_urls(drawing, contents);
}
