/* See mime_report_fields.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_report_fields.h"
#include "imf_line.h"
#include "imf_section.h"

/* In the order of enum mime_report_field. */
static const char *const names[MIME_REPORT_FIELDS] = {
    "ACTION",          "DIAGNOSTIC-CODE",  "DISPOSITION",        "ERROR",      "FAILURE",       "FEEDBACK-TYPE",
    "FINAL-RECIPIENT", "ORIGINAL-RCPT-TO", "ORIGINAL-RECIPIENT", "REMOTE-MTA", "REPORTING-MTA", "STATUS",
};

static mail_slice *find_more(struct mime_report_fields *fields, enum mime_report_field field)
{
    if (field != MIME_REPORT_ORIGINAL_RCPT_TO || fields->more_count == MIME_REPORT_MORE_LIMIT)
        return NULL;
    return &fields->more[fields->more_count++];
}

/* Where the body of a field goes; NULL: nobody asks for it, or it was there before. */
static mail_slice *find_body(struct mime_report_fields *fields, mail_slice name)
{
    for (size_t i = 0; i < MIME_REPORT_FIELDS; i++)
        if (mail_slice_compare_nocase(name, names[i]) == 0)
            return fields->bodies[i].bytes ? find_more(fields, (enum mime_report_field) i) : &fields->bodies[i];
    return NULL;
}

/* Begins the field that `line` is; NULL as above, and for a line that is no field. */
static mail_slice *begin_field(struct mime_report_fields *fields, mail_slice line)
{
    size_t length = imf_field_name_length(line);
    mail_slice *body = length ? find_body(fields, mail_slice_first(line, length)) : NULL;

    if (body)
        *body = mail_slice_skip(line, mail_slice_index_of(line, ':') + 1);
    return body;
}

bool mime_report_fields_take(mail_slice *rest, struct mime_report_fields *fields)
{
    struct imf_source source = { .bytes = *rest };
    mail_slice *open = NULL; /* what a folded line goes on with */
    size_t position = 0;

    memset(fields->bodies, 0, sizeof fields->bodies);
    fields->more_count = 0;
    while (position < source.bytes.length) {
        struct imf_line line = imf_line_read(&source, position);
        mail_slice text = imf_line_text(&source, &line);
        bool is_folded = text.length && (text.bytes[0] == ' ' || text.bytes[0] == '\t');
        position = line.next;
        if (text.length == 0)
            break;
        if (!is_folded)
            open = begin_field(fields, text);
        else if (open)
            open->length = (size_t) (text.bytes + text.length - open->bytes);
    }
    *rest = mail_slice_skip(source.bytes, position);
    return position > 0;
}
