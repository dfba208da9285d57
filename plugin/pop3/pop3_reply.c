/* See pop3_reply.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_reply.h"
#include "pop3_response_code.h"

static bool has_status(mail_slice line, mail_slice status)
{
    return mail_slice_starts_with_nocase(line, status) &&
           (line.length == status.length || line.bytes[status.length] == ' ' || line.bytes[status.length] == '\t');
}

bool pop3_status_line_parse(mail_slice line, struct pop3_status_line *status)
{
    static const struct {
        enum mail_status status;
        const char *text;
    } rows[] = { { MAIL_STATUS_OK, "+OK" }, { MAIL_STATUS_ERR, "-ERR" }, { MAIL_STATUS_CHALLENGE, "+" } };

    *status = (struct pop3_status_line){ 0 };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mail_slice text = mail_slice_from_string(rows[i].text);
        if (!has_status(line, text))
            continue;
        status->status = rows[i].status;
        status->status_text = mail_slice_first(line, text.length);
        status->text = mail_slice_trim(mail_slice_skip(line, text.length));
        status->response_code = pop3_response_code_parse(status->text);
        return true;
    }
    return false;
}

mail_slice pop3_timestamp_find(mail_slice text)
{
    mail_slice rest = text;

    while (true) {
        rest = mail_slice_skip(rest, mail_slice_index_of(rest, '<'));

        size_t end = mail_slice_index_of(rest, '>');
        mail_slice timestamp = mail_slice_first(rest, end + 1);

        if (end == rest.length)
            return mail_slice_from_string("");
        if (mail_slice_index_of(timestamp, '@') < timestamp.length)
            return timestamp;
        rest = mail_slice_skip(rest, end + 1);
    }
}

bool pop3_numbers_parse(mail_slice text, uint32_t *first, uint64_t *second)
{
    uint64_t number;

    if (!mail_slice_parse_decimal(mail_slice_take_word(&text), UINT32_MAX, &number))
        return false;
    *first = (uint32_t) number;
    return mail_slice_parse_decimal(mail_slice_take_word(&text), UINT64_MAX, second);
}

bool pop3_unique_id_parse(mail_slice text, uint32_t *message, mail_slice *unique_id)
{
    uint64_t number;

    if (!mail_slice_parse_decimal(mail_slice_take_word(&text), UINT32_MAX, &number))
        return false;
    *message = (uint32_t) number;
    *unique_id = mail_slice_take_word(&text);
    return unique_id->length > 0;
}
