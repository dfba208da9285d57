/* See message_report_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_report_view.h"
#include "message_fields.h"

#include "content/mime_report.h"

static const int *const report_fields[] = { &hf_message_report_action,    &hf_message_report_diagnostic,
                                            &hf_message_report_recipient, &hf_message_report_remote_mta,
                                            &hf_message_report_status,    &hf_message_report_type };

static void add_entry(const struct message_drawing *drawing, const struct mime_report_entry *entry)
{
    mail_slice place = entry->part->body;
    proto_item *item = message_drawing_add_text(drawing, hf_message_report_recipient, place, entry->recipient);
    struct message_drawing below = message_drawing_below(drawing, item, ett_message_report);

    message_drawing_add_text(&below, hf_message_report_action, place, entry->action);
    message_drawing_add_text(&below, hf_message_report_status, place, entry->status);
    message_drawing_add_text(&below, hf_message_report_diagnostic, place, entry->diagnostic);
    message_drawing_add_text(&below, hf_message_report_remote_mta, place, entry->remote_mta);
}

void message_report_view_add(const struct message_drawing *drawing, const struct mime_message *contents)
{
    unsigned drawn = 0;

    if (!message_drawing_wants_any(drawing, report_fields, G_N_ELEMENTS(report_fields)))
        return;

    mail_slice type = mime_report_type(contents);

    if (type.length == 0)
        return;
    message_drawing_add_text(drawing, hf_message_report_type, contents->root->header.bytes, type);
    for (const struct mime_report_entry *entry = mime_report_read(drawing->arena, drawing->options, contents);
         entry && message_drawing_has_room(drawing, drawn, MIME_REPORT_ENTRIES_LIMIT); entry = entry->next, drawn++)
        add_entry(drawing, entry);
}
