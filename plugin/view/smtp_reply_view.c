/* See smtp_reply_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_reply_view.h"
#include "fields.h"
#include "sasl_view.h"
#include "smtp_enhanced_status_view.h"
#include "view_text.h"

#include "core/mail_verb.h"
#include "core/smtp_reply.h"

/* Whether the line names an extension: of the answer to EHLO or LHLO, every line but the first (RFC 5321, 4.1.1.1). */
static bool is_extension(const struct mail_unit *unit)
{
    const struct mail_exchange *exchange = unit->reply->exchange;

    if (unit->reply_index == 0 || unit->reply->code != 250 || !exchange || !exchange->verb)
        return false;

    mail_slice verb = mail_slice_from_string(exchange->verb->name);

    return mail_slice_equals_nocase(verb, MAIL_SLICE("EHLO")) || mail_slice_equals_nocase(verb, MAIL_SLICE("LHLO"));
}

/* The keyword ends at a blank; "AUTH=LOGIN" is how AUTH was written before RFC 2554. */
static void add_extension(const struct mail_drawing *drawing, mail_slice text)
{
    mail_slice word = mail_slice_take_word(&text);
    mail_slice keyword = mail_slice_first(word, mail_slice_index_of(word, '='));

    if (keyword.length)
        drawing_add_string(drawing, hf_smtp_extension, keyword);
}

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
        if (is_extension(unit))
            add_extension(drawing, reply.text);
    }
    drawing_add_response_to(drawing);
    sasl_view_add(drawing);
    drawing_add_line_parts(drawing);
}
