/* See message_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_view.h"
#include "message_attachment_view.h"
#include "message_header_view.h"
#include "message_part_view.h"
#include "message_report_view.h"
#include "message_text_view.h"
#include "message_trace_view.h"

void message_view_add(const struct message_drawing *drawing)
{
    const struct mime_message *contents = message_drawing_contents(drawing);

    if (!contents)
        return;
    message_header_view_add(drawing, &contents->root->header);
    message_report_view_add(drawing, contents);
    message_part_view_add(drawing, contents);
    message_attachment_view_add(drawing, contents);
    message_text_view_add(drawing, contents);
    message_header_view_add_embedded(drawing, contents);
    message_trace_view_add(drawing, &contents->root->header);
}

void message_view_hand_over_parts(const struct message_drawing *drawing)
{
    const struct mime_message *contents = message_drawing_contents(drawing);

    if (contents)
        message_attachment_view_hand_over(drawing, contents);
}
