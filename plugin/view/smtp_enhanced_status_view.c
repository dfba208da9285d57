/* See smtp_enhanced_status_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_enhanced_status_view.h"
#include "fields.h"

#include "core/smtp_enhanced_status.h"

static const char not_registered[] = "not registered";

/* The detail has a meaning only together with its subject (RFC 3463, 2). */
static void add_detail(const struct mail_drawing *drawing, const struct smtp_enhanced_status *status,
                       const char *meaning)
{
    proto_item *item = drawing_add_number(drawing, hf_smtp_reply_enhanced_detail, status->detail_text, status->detail);

    proto_item_append_text(item, " (%s)", meaning);
}

void smtp_enhanced_status_view_add(const struct mail_drawing *drawing, mail_slice code)
{
    struct mail_drawing below = *drawing;
    struct smtp_enhanced_status status;

    if (!smtp_enhanced_status_parse(code, &status))
        return;

    const struct smtp_enhanced_status_row *row = smtp_enhanced_status_find(&status);
    const char *meaning = row ? row->meaning : not_registered;

    below.item = drawing_add_string(drawing, hf_smtp_reply_enhanced, code);
    proto_item_append_text(below.item, " (%s)", meaning);
    below.tree = proto_item_add_subtree(below.item, ett_enhanced_status);
    drawing_add_number(&below, hf_smtp_reply_enhanced_class, status.class_text, status.class_code);
    drawing_add_number(&below, hf_smtp_reply_enhanced_subject, status.subject_text, status.subject);
    add_detail(&below, &status, meaning);
}
