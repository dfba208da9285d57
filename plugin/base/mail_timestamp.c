/* See mail_timestamp.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_timestamp.h"

#include <glib.h>

/* Takes `digits` digits with a value from `least` to `most`, and the byte `next` after them unless it is 0. */
static bool take_number(mail_slice *rest, size_t digits, uint64_t least, uint64_t most, char next, int *value)
{
    uint64_t number;

    if (rest->length < digits || !mail_slice_parse_decimal(mail_slice_first(*rest, digits), most, &number))
        return false;
    *rest = mail_slice_skip(*rest, digits);
    *value = (int) number;
    if (number < least || (next && (rest->length == 0 || g_ascii_toupper((gchar) rest->bytes[0]) != next)))
        return false;
    *rest = mail_slice_skip(*rest, next ? 1 : 0);
    return true;
}

/* full-date = date-fullyear "-" date-month "-" date-mday, and the "T" after it */
static bool take_date(mail_slice *rest, int64_t *days)
{
    int year, month, day;

    if (!take_number(rest, 4, 1, 9999, '-', &year) || !take_number(rest, 2, 1, 12, '-', &month) ||
        !take_number(rest, 2, 1, 31, 'T', &day) ||
        !g_date_valid_dmy((GDateDay) day, (GDateMonth) month, (guint16) year))
        return false;

    GDate date, epoch;

    g_date_clear(&date, 1);
    g_date_clear(&epoch, 1);
    g_date_set_dmy(&date, (GDateDay) day, (GDateMonth) month, (guint16) year);
    g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
    *days = g_date_days_between(&epoch, &date);
    return true;
}

/* time-secfrac = "." 1*DIGIT; digits after the nanoseconds are dropped. */
static bool take_fraction(mail_slice *rest, int32_t *nanoseconds)
{
    int32_t unit = 100000000;
    size_t digits = 0;

    *nanoseconds = 0;
    if (rest->length == 0 || rest->bytes[0] != '.')
        return true;
    *rest = mail_slice_skip(*rest, 1);
    for (; rest->length && g_ascii_isdigit(rest->bytes[0]); digits++) {
        *nanoseconds += unit * (rest->bytes[0] - '0');
        unit /= 10;
        *rest = mail_slice_skip(*rest, 1);
    }
    return digits > 0;
}

/* partial-time = time-hour ":" time-minute ":" time-second [time-secfrac] */
static bool take_time(mail_slice *rest, struct mail_time *time)
{
    int hour, minute, second;

    if (!take_number(rest, 2, 0, 23, ':', &hour) || !take_number(rest, 2, 0, 59, ':', &minute) ||
        !take_number(rest, 2, 0, 60, '\0', &second))
        return false;
    time->seconds = hour * 3600 + minute * 60 + second;
    return take_fraction(rest, &time->nanoseconds);
}

/* time-offset = "Z" / time-numoffset; time-numoffset = ("+" / "-") time-hour ":" time-minute */
static bool take_offset(mail_slice *rest, int64_t *seconds, bool *is_utc)
{
    int hour, minute;
    bool is_negative = rest->length && rest->bytes[0] == '-';
    bool is_numeric = is_negative || (rest->length && rest->bytes[0] == '+');

    *is_utc = rest->length && g_ascii_toupper((gchar) rest->bytes[0]) == 'Z';
    *seconds = 0;
    if (!*is_utc && !is_numeric)
        return false;
    *rest = mail_slice_skip(*rest, 1);
    if (*is_utc)
        return true;
    if (!take_number(rest, 2, 0, 23, ':', &hour) || !take_number(rest, 2, 0, 59, '\0', &minute))
        return false;
    *seconds = (hour * 3600 + minute * 60) * (is_negative ? -1 : 1);
    return true;
}

bool mail_timestamp_parse(mail_slice text, struct mail_time *time, bool *is_utc)
{
    int64_t days, offset;
    struct mail_time result;

    if (!take_date(&text, &days) || !take_time(&text, &result) || !take_offset(&text, &offset, is_utc) || text.length)
        return false;
    result.seconds += days * 86400 - offset;
    *time = result;
    return true;
}
