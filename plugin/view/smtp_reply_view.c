/* See smtp_reply_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_reply_view.h"
#include "fields.h"
#include "sasl_view.h"
#include "smtp_enhanced_status_view.h"
#include "smtp_extension_view.h"
#include "view_text.h"

#include "core/smtp_offers.h"
#include "core/smtp_reply.h"

static void add_reply_head(const struct mail_drawing *drawing, mail_slice line, uint16_t code)
{
    drawing_add_number(drawing, hf_smtp_reply_code, mail_slice_first(line, 3), code);
    drawing_add_number(drawing, hf_smtp_reply_class, mail_slice_first(line, 1), code / 100);
}

void smtp_reply_view_draw(struct mail_drawing *drawing)
{
    const struct mail_unit *unit = drawing->unit;
    mail_slice line = unit->line->text;
    struct smtp_reply_line reply;

    drawing_open_field(drawing, hf_smtp_reply_line, ett_reply, view_text(drawing->view->pinfo->pool, line));
    if (smtp_reply_line_parse(line, &reply)) {
        if (unit->reply_index == 0)
            add_reply_head(drawing, line, reply.code);
        if (reply.enhanced.length)
            smtp_enhanced_status_view_add(drawing, reply.enhanced);
        drawing_add_string(drawing, hf_smtp_reply_text, reply.text);
        if (smtp_unit_is_extension(unit))
            smtp_extension_view_add(drawing, reply.text);
    }
    drawing_add_response_to(drawing);
    sasl_view_add(drawing);
    drawing_add_line_parts(drawing);
}
