/* See smtp_parameters.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_parameters.h"
#include "base/mail_codec.h"
#include "base/mail_timestamp.h"

#include <glib.h>
#include <stdlib.h>

/* 1*9DIGIT */
#define NINE_DIGITS 999999999

static enum smtp_parameter_fault bad_unless(bool is_fine)
{
    return is_fine ? SMTP_PARAMETER_FINE : SMTP_PARAMETER_BAD_VALUE;
}

static bool is_one_of(mail_slice value, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mail_slice_equals_nocase(value, mail_slice_from_string(words[i])))
            return true;
    return false;
}

static enum smtp_parameter_fault no_value_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    (void) arena;
    return bad_unless(!parameter->has_value);
}

static enum smtp_parameter_fault text_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    (void) arena;
    return bad_unless(parameter->value.length > 0);
}

static enum smtp_parameter_fault optional_text_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    (void) arena;
    return bad_unless(!parameter->has_value || parameter->value.length > 0);
}

static enum smtp_parameter_fault xtext_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    if (parameter->value.length == 0)
        return SMTP_PARAMETER_BAD_VALUE;
    return mail_xtext_decode(arena, parameter->value, &parameter->decoded) ? SMTP_PARAMETER_FINE
                                                                           : SMTP_PARAMETER_BAD_XTEXT;
}

/* size-value ::= 1*20DIGIT (RFC 1870, 3) */
static enum smtp_parameter_fault size_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    (void) arena;
    return bad_unless(parameter->value.length <= 20 &&
                      mail_slice_parse_decimal(parameter->value, UINT64_MAX, &parameter->number));
}

/* body-value = "7BIT" / "8BITMIME" / "BINARYMIME" (RFC 6152, 2; RFC 3030, 3); the last is an extension of its own. */
static enum smtp_parameter_fault body_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    static const char *const words[] = { "7BIT", "8BITMIME" };

    (void) arena;
    if (is_one_of(parameter->value, words, G_N_ELEMENTS(words)))
        return SMTP_PARAMETER_FINE;
    parameter->extension = "BINARYMIME";
    return bad_unless(mail_slice_equals_nocase(parameter->value, mail_slice_from_string(parameter->extension)));
}

/* ret-value = "FULL" / "HDRS" (RFC 3461, 4.3) */
static enum smtp_parameter_fault return_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    static const char *const words[] = { "FULL", "HDRS" };

    (void) arena;
    return bad_unless(is_one_of(parameter->value, words, G_N_ELEMENTS(words)));
}

static unsigned notify_bit(mail_slice word)
{
    static const char *const words[] = { "NEVER", "SUCCESS", "FAILURE", "DELAY" };

    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
        if (mail_slice_equals_nocase(word, mail_slice_from_string(words[i])))
            return 1u << i;
    return 0;
}

/* notify-esmtp-value = "NEVER" / 1#notify-list-element (RFC 3461, 4.1) */
static enum smtp_parameter_fault notify_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    mail_slice rest = parameter->value;
    bool is_fine = true;

    (void) arena;
    do {
        bool is_last = mail_slice_index_of(rest, ',') == rest.length;
        unsigned bit = notify_bit(mail_slice_take_until(&rest, ','));
        is_fine = is_fine && bit;
        parameter->notify |= bit;
        if (is_last)
            break;
    } while (is_fine);
    return bad_unless(is_fine && (!(parameter->notify & SMTP_NOTIFY_NEVER) || parameter->notify == SMTP_NOTIFY_NEVER));
}

/* original-recipient-address = addr-type ";" xtext (RFC 3461, 4.2); of the type utf-8, RFC 6533, 3. */
static enum smtp_parameter_fault original_recipient_read(const struct mail_arena *arena,
                                                         struct smtp_parameter *parameter)
{
    mail_slice rest = parameter->value;

    parameter->detail = mail_slice_take_until(&rest, ';');
    if (parameter->detail.length == 0 || rest.length == 0)
        return SMTP_PARAMETER_BAD_VALUE;

    bool is_utf8 = mail_slice_equals_nocase(parameter->detail, mail_slice_from_string("utf-8"));
    bool is_decoded = is_utf8 ? mail_unitext_decode(arena, rest, &parameter->decoded)
                              : mail_xtext_decode(arena, rest, &parameter->decoded);

    return is_decoded ? SMTP_PARAMETER_FINE : SMTP_PARAMETER_BAD_XTEXT;
}

/* ["-" / "+"]1*9digit */
static bool read_signed(mail_slice text, int32_t *number)
{
    bool is_negative = text.length && text.bytes[0] == '-';
    bool has_sign = is_negative || (text.length && text.bytes[0] == '+');
    mail_slice digits = mail_slice_skip(text, has_sign ? 1 : 0);
    uint64_t value;

    if (digits.length > 9 || !mail_slice_parse_decimal(digits, NINE_DIGITS, &value))
        return false;
    *number = is_negative ? -(int32_t) value : (int32_t) value;
    return true;
}

/* by-value = by-time";"by-mode[by-trace]; by-mode = "N" / "R"; by-trace = "T". A negative or zero time is not allowed
 * with R (RFC 2852, 4). */
static enum smtp_parameter_fault by_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    mail_slice rest = parameter->value;
    mail_slice time = mail_slice_take_until(&rest, ';');
    mail_slice trace = mail_slice_skip(rest, 1);

    (void) arena;
    parameter->detail = mail_slice_first(rest, 1);
    parameter->has_trace = mail_slice_equals_nocase(trace, mail_slice_from_string("T"));

    bool is_return = mail_slice_equals_nocase(parameter->detail, mail_slice_from_string("R"));
    bool is_notify = mail_slice_equals_nocase(parameter->detail, mail_slice_from_string("N"));

    if (!read_signed(time, &parameter->signed_number) || !(is_return || is_notify))
        return SMTP_PARAMETER_BAD_VALUE;
    return bad_unless((trace.length == 0 || parameter->has_trace) && (is_notify || parameter->signed_number > 0));
}

/* future-release-integer = %x31-39 *8DIGIT (RFC 4865, 3) */
static enum smtp_parameter_fault hold_for_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    (void) arena;
    return bad_unless(mail_slice_parse_decimal(parameter->value, NINE_DIGITS, &parameter->number) &&
                      parameter->value.bytes[0] != '0');
}

/* future-release-date-time = Internet-style-date-time-UTC: ends with Z (RFC 4865, 3) */
static enum smtp_parameter_fault hold_until_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    bool is_utc;

    (void) arena;
    return bad_unless(mail_timestamp_parse(parameter->value, &parameter->time, &is_utc) && is_utc);
}

/* priority-value = (["-"] NZDIGIT) / "0" (RFC 6710, 7) */
static enum smtp_parameter_fault priority_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    mail_slice value = parameter->value;
    bool is_negative = value.length && value.bytes[0] == '-';

    (void) arena;
    return bad_unless(value.length == (is_negative ? 2 : 1) && read_signed(value, &parameter->signed_number) &&
                      (!is_negative || parameter->signed_number != 0));
}

/* mtrk-parameter = "MTRK=" mtrk-certifier [ ":" mtrk-timeout ]; base64, and 1*9DIGIT (RFC 3885, 3.1) */
static enum smtp_parameter_fault tracking_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    mail_slice rest = parameter->value;
    mail_slice ignored;

    parameter->has_timeout = mail_slice_index_of(rest, ':') < rest.length;
    parameter->decoded = mail_slice_take_until(&rest, ':');
    if (parameter->decoded.length == 0 || !mail_base64_decode(arena, parameter->decoded, &ignored))
        return SMTP_PARAMETER_BAD_VALUE;
    return bad_unless(!parameter->has_timeout ||
                      (rest.length <= 9 && mail_slice_parse_decimal(rest, NINE_DIGITS, &parameter->number)));
}

/* rrvs-param = "RRVS=" date-time [ ";" ( "C" / "R" ) ] (RFC 7293, 3.1) */
static enum smtp_parameter_fault valid_since_read(const struct mail_arena *arena, struct smtp_parameter *parameter)
{
    static const char *const actions[] = { "C", "R" };
    bool has_action = mail_slice_index_of(parameter->value, ';') < parameter->value.length;
    bool is_utc;

    (void) arena;
    parameter->detail = parameter->value;

    mail_slice time = mail_slice_take_until(&parameter->detail, ';');

    return bad_unless(mail_timestamp_parse(time, &parameter->time, &is_utc) &&
                      (!has_action || is_one_of(parameter->detail, actions, G_N_ELEMENTS(actions))));
}

/* As the rows name them. */
enum { OF_MAIL = SMTP_PARAMETER_OF_MAIL, OF_RCPT = SMTP_PARAMETER_OF_RCPT, OF_VRFY = SMTP_PARAMETER_OF_VRFY };

const struct smtp_parameter_row smtp_parameter_rows[] = {
#define SMTP_PARAMETER(keyword, commands, reader, extension, reference, description)                                   \
    { keyword, commands, reader, extension, reference, description },
#include "smtp_parameters.def"
#undef SMTP_PARAMETER
};
const size_t smtp_parameter_row_count = G_N_ELEMENTS(smtp_parameter_rows);

static int compare_keyword_with_row(const void *key, const void *row)
{
    return mail_slice_compare_nocase(*(const mail_slice *) key, ((const struct smtp_parameter_row *) row)->keyword);
}

const struct smtp_parameter_row *smtp_parameter_find(mail_slice keyword)
{
    return bsearch(&keyword, smtp_parameter_rows, smtp_parameter_row_count, sizeof *smtp_parameter_rows,
                   compare_keyword_with_row);
}

struct smtp_parameter smtp_parameter_parse(const struct mail_arena *arena, mail_slice text)
{
    size_t keyword_length = mail_slice_index_of(text, '=');
    struct smtp_parameter parameter = { .text = text,
                                        .keyword = mail_slice_first(text, keyword_length),
                                        .value = mail_slice_skip(text, keyword_length + 1),
                                        .has_value = keyword_length < text.length };

    parameter.row = smtp_parameter_find(parameter.keyword);
    if (!parameter.row)
        return parameter;
    parameter.extension = parameter.row->extension;
    parameter.fault = parameter.row->read(arena, &parameter);
    return parameter;
}
