/* See smtp_enhanced_status_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_enhanced_status_view.h"
#include "smtp_fields.h"

#include "smtp/smtp_enhanced_status.h"
#include "wireshark/view_text.h"

static const char not_registered[] = "not registered";

/* Hidden, as are the other two numbers: the item above says what they mean together. The detail has a meaning only
 * together with its subject (RFC 3463, 2). */
static void add_detail(const struct mail_drawing *drawing, const struct smtp_enhanced_status *status,
                       const char *meaning)
{
    struct view_place place = drawing_place_of(drawing, status->detail_text);

    proto_item_set_hidden(proto_tree_add_uint_format_value(drawing->tree, hf_smtp_reply_enhanced_detail, place.tvb,
                                                           place.offset, place.length, status->detail, "%u (%s)",
                                                           status->detail, meaning));
}

void smtp_enhanced_status_view_add(const struct mail_drawing *drawing, mail_slice code)
{
    struct mail_drawing below = *drawing;
    struct smtp_enhanced_status status;

    if (!smtp_enhanced_status_parse(code, &status))
        return;

    const struct smtp_enhanced_status_row *row = smtp_enhanced_status_find(&status);
    const char *meaning = row ? row->meaning : not_registered;

    const char *text = view_text(drawing->view->pinfo->pool, code);
    struct view_place place = drawing_place_of(drawing, code);

    below.item = proto_tree_add_string_format_value(drawing->tree, hf_smtp_reply_enhanced, place.tvb, place.offset,
                                                    place.length, text, "%s (%s)", text, meaning);
    below.tree = proto_item_add_subtree(below.item, ett_enhanced_status);
    proto_item_set_hidden(
        drawing_add_number(&below, hf_smtp_reply_enhanced_class, status.class_text, status.class_code));
    proto_item_set_hidden(
        drawing_add_number(&below, hf_smtp_reply_enhanced_subject, status.subject_text, status.subject));
    add_detail(&below, &status, meaning);
    if (row)
        drawing_add_hidden(&below, hf_smtp_reply_enhanced_meaning, code, meaning);
}
