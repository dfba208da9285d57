/* See smtp_enhanced_status.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_enhanced_status.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST_PART 999

const struct smtp_enhanced_status_row smtp_enhanced_status_rows[] = {
#define ENHANCED_STATUS_CODE(code, reference, meaning) { code, reference, meaning },
#include "registry/enhanced_status_codes.def"
#undef ENHANCED_STATUS_CODE
};
const size_t smtp_enhanced_status_row_count = G_N_ELEMENTS(smtp_enhanced_status_rows);

/* 1*3digit (RFC 3463, 2), taken from the front; empty if there is none. */
static mail_slice take_part(mail_slice *rest)
{
    size_t length = 0;

    while (length < rest->length && g_ascii_isdigit(rest->bytes[length]))
        length++;

    mail_slice part = mail_slice_first(*rest, length <= 3 ? length : 0);

    *rest = mail_slice_skip(*rest, part.length);
    return part;
}

static bool take_dot(mail_slice *rest)
{
    bool has_dot = rest->length && rest->bytes[0] == '.';

    *rest = mail_slice_skip(*rest, has_dot ? 1 : 0);
    return has_dot;
}

/* class = "2"/"4"/"5" */
static bool is_class(mail_slice part)
{
    return part.length == 1 && strchr("245", part.bytes[0]);
}

/* Takes the three parts from the front of `rest`. */
static bool take_status(mail_slice *rest, struct smtp_enhanced_status *status)
{
    status->class_text = take_part(rest);
    if (!is_class(status->class_text) || !take_dot(rest))
        return false;
    status->subject_text = take_part(rest);
    if (!status->subject_text.length || !take_dot(rest))
        return false;
    status->detail_text = take_part(rest);
    return status->detail_text.length > 0;
}

static unsigned value_of(mail_slice part)
{
    uint64_t value = 0;

    mail_slice_parse_decimal(part, LARGEST_PART, &value);
    return (unsigned) value;
}

static bool is_at_end(mail_slice rest)
{
    if (rest.length && rest.bytes[0] == ':')
        rest = mail_slice_skip(rest, 1);
    return rest.length == 0 || rest.bytes[0] == ' ';
}

size_t smtp_enhanced_status_length(mail_slice text)
{
    struct smtp_enhanced_status status;
    mail_slice rest = text;

    if (!take_status(&rest, &status) || !is_at_end(rest))
        return 0;
    return text.length - rest.length;
}

bool smtp_enhanced_status_parse(mail_slice code, struct smtp_enhanced_status *status)
{
    *status = (struct smtp_enhanced_status){ 0 };
    if (!take_status(&code, status) || code.length)
        return false;
    status->class_code = value_of(status->class_text);
    status->subject = value_of(status->subject_text);
    status->detail = value_of(status->detail_text);
    return true;
}

static int compare_code_with_row(const void *key, const void *row)
{
    return strcmp(key, ((const struct smtp_enhanced_status_row *) row)->code);
}

/* Writes a number of at most three digits, without leading zeros; returns where it ends. */
static char *write_part(char *end, unsigned value)
{
    if (value >= 100)
        *end++ = (char) ('0' + value / 100);
    if (value >= 10)
        *end++ = (char) ('0' + value / 10 % 10);
    *end++ = (char) ('0' + value % 10);
    return end;
}

static const struct smtp_enhanced_status_row *find_code(char class_letter, const struct smtp_enhanced_status *status)
{
    char code[sizeof "X.999.999"] = { class_letter, '.' };
    char *end = write_part(code + 2, status->subject);

    *end++ = '.';
    *write_part(end, status->detail) = 0;
    return bsearch(code, smtp_enhanced_status_rows, smtp_enhanced_status_row_count, sizeof *smtp_enhanced_status_rows,
                   compare_code_with_row);
}

const struct smtp_enhanced_status_row *smtp_enhanced_status_find(const struct smtp_enhanced_status *status)
{
    const struct smtp_enhanced_status_row *row = find_code((char) ('0' + status->class_code), status);

    return row ? row : find_code('X', status);
}
