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

static struct pop3_status_line line_after_status(enum pop3_status status, mail_slice line, size_t length)
{
    struct pop3_status_line parsed = { .status = status,
                                       .status_text = mail_slice_first(line, length),
                                       .text = mail_slice_trim(mail_slice_skip(line, length)) };

    parsed.response_code = pop3_response_code_parse(parsed.text);
    return parsed;
}

bool pop3_status_line_parse(mail_slice line, struct pop3_status_line *status)
{
    static const struct {
        enum pop3_status status;
        const char *text;
    } rows[] = { { POP3_STATUS_OK, "+OK" }, { POP3_STATUS_ERR, "-ERR" }, { POP3_STATUS_CHALLENGE, "+" } };

    *status = (struct pop3_status_line){ 0 };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mail_slice text = mail_slice_from_string(rows[i].text);
        if (!has_status(line, text))
            continue;
        *status = line_after_status(rows[i].status, line, text.length);
        return true;
    }
    return false;
}

enum mail_outcome pop3_status_outcome(enum pop3_status status)
{
    static const enum mail_outcome outcomes[] = { [POP3_STATUS_NONE] = MAIL_OUTCOME_REFUSED,
                                                  [POP3_STATUS_OK] = MAIL_OUTCOME_ACCEPTED,
                                                  [POP3_STATUS_ERR] = MAIL_OUTCOME_REFUSED,
                                                  [POP3_STATUS_CHALLENGE] = MAIL_OUTCOME_CONTINUES };

    return outcomes[status];
}

/* The server could not look, or has found the credentials right: LOGIN-DELAY and IN-USE (RFC 2449, 8.1), SYS (RFC 3206,
 * 4). */
static bool is_not_of_credentials(mail_slice response_code)
{
    static const char *const codes[] = { "IN-USE", "LOGIN-DELAY", "SYS" };
    mail_slice level = mail_slice_take_until(&response_code, '/');

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (mail_slice_equals_nocase(level, mail_slice_from_string(codes[i])))
            return true;
    return false;
}

enum sasl_result pop3_login_result(const struct pop3_status_line *line)
{
    if (line->status == POP3_STATUS_CHALLENGE)
        return SASL_UNDECIDED;
    if (line->status == POP3_STATUS_OK)
        return SASL_SUCCESS;
    return is_not_of_credentials(line->response_code) ? SASL_LEFT_OPEN : SASL_FAILURE;
}

void pop3_unit_keep_status_line(struct mail_unit *unit, const struct pop3_status_line *line)
{
    unit->head_length = (uint8_t) line->status_text.length;
}

struct pop3_status_line pop3_unit_status_line(const struct mail_unit *unit)
{
    return line_after_status((enum pop3_status) unit->reply->status, unit->line->text, unit->head_length);
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
