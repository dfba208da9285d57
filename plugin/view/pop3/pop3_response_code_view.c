/* See pop3_response_code_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_response_code_view.h"
#include "pop3_fields.h"

#include "pop3/pop3_response_code.h"

static const char unknown[] = "Unknown response code";

/* "Clients MUST ignore unknown hierarchical detail about the response code" (RFC 2449, 8). */
static const char *meaning_of(const struct mail_drawing *drawing, const struct pop3_response_code *row, bool is_whole)
{
    const char *addition = is_whole ? "" : "; the rest of the code is unknown";

    return wmem_strdup_printf(drawing->view->pinfo->pool, "%s%s", row ? row->meaning : unknown, addition);
}

void pop3_response_code_view_add(const struct mail_drawing *drawing, mail_slice code)
{
    struct mail_drawing below =
        drawing_below(drawing, drawing_add_string(drawing, hf_pop3_response_code, code), ett_response_code);
    mail_slice known;
    const struct pop3_response_code *row = pop3_response_code_find(code, &known);
    bool is_whole = !row || known.length == code.length;

    drawing_add_description(&below, hf_pop3_response_code_description, row ? known : code,
                            meaning_of(drawing, row, is_whole), row ? row->reference : "RFC 2449 8");
}
