/* See imf_date.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_date.h"
#include "imf_token.h"

#include <glib.h>

/* Names are found by their place in these: three letters each. */
#define DAY_NAMES "montuewedthufrisatsun"
#define MONTH_NAMES "janfebmaraprmayjunjulaugsepoctnovdec"

enum { NAME_LENGTH = 3, FIRST_YEAR = 1900, LAST_YEAR = 9999 };

struct clock_time {
    int day, month, year, hour, minute, second;
    int64_t zone; /* seconds */
};

static const struct zone {
    const char *name;
    int hours;
} zones[] = {
#define DATE_ZONE(name, reference, hours) { name, hours },
#include "registry/date_zones.def"
#undef DATE_ZONE
};

static mail_slice take_word(mail_slice *rest)
{
    struct imf_token token = imf_token_take_visible(rest, ",:");

    return token.kind == IMF_TOKEN_WORD ? token.text : mail_slice_make(NULL, 0);
}

/* Takes `mark` from the front if it stands there. */
static bool take_mark(mail_slice *rest, uint8_t mark)
{
    mail_slice after = *rest;
    struct imf_token token = imf_token_take_visible(&after, ",:");

    if (token.kind != IMF_TOKEN_MARK || token.text.bytes[0] != mark)
        return false;
    *rest = after;
    return true;
}

/* The place of a name in `names`, from 1; 0 if it is none of them. */
static int find_name(mail_slice word, const char *names)
{
    if (word.length != NAME_LENGTH)
        return 0;
    for (size_t i = 0; names[i]; i += NAME_LENGTH)
        if (mail_slice_equals_nocase(word, mail_slice_make(names + i, NAME_LENGTH)))
            return (int) (i / NAME_LENGTH) + 1;
    return 0;
}

/* Reads `least` to `most` digits with a value up to `maximum`. */
static bool read_number(mail_slice word, size_t least, size_t most, uint64_t maximum, int *number)
{
    uint64_t value;

    if (word.length < least || word.length > most || !mail_slice_parse_decimal(word, maximum, &value))
        return false;
    *number = (int) value;
    return true;
}

/* year = 4*DIGIT, 1900 or later (RFC 5322, 3.3); obs-year = 2*DIGIT (RFC 5322, 4.3). */
static bool read_year(mail_slice word, int *year)
{
    if (!read_number(word, 2, 4, LAST_YEAR, year))
        return false;
    if (word.length == 2)
        *year += *year < 50 ? 2000 : 1900;
    if (word.length == 3)
        *year += 1900;
    return *year >= FIRST_YEAR;
}

/* hour ":" minute [ ":" second ], with CFWS between (RFC 5322, 4.3). */
static bool take_time_of_day(mail_slice *rest, struct clock_time *time)
{
    if (!read_number(take_word(rest), 2, 2, 23, &time->hour) || !take_mark(rest, ':') ||
        !read_number(take_word(rest), 2, 2, 59, &time->minute))
        return false;
    return !take_mark(rest, ':') || read_number(take_word(rest), 2, 2, 60, &time->second);
}

static bool is_letters(mail_slice word)
{
    for (size_t i = 0; i < word.length; i++)
        if (!g_ascii_isalpha(word.bytes[i]))
            return false;
    return word.length > 0;
}

/* zone = ( "+" / "-" ) 4DIGIT, -9959 to +9959 (RFC 5322, 3.3); obs-zone: names and letters (RFC 5322, 4.3). */
static bool read_zone(mail_slice word, int64_t *seconds)
{
    int hours, minutes;
    bool has_sign = word.length == 5 && (word.bytes[0] == '+' || word.bytes[0] == '-');

    if (has_sign) {
        if (!read_number(mail_slice_make(word.bytes + 1, 2), 2, 2, 99, &hours) ||
            !read_number(mail_slice_make(word.bytes + 3, 2), 2, 2, 59, &minutes))
            return false;
        *seconds = (hours * 3600 + minutes * 60) * (word.bytes[0] == '-' ? -1 : 1);
        return true;
    }
    if (!is_letters(word))
        return false;
    *seconds = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(zones); i++)
        if (mail_slice_compare_nocase(word, zones[i].name) == 0)
            *seconds = zones[i].hours * 3600;
    return true;
}

static bool is_end(mail_slice rest)
{
    return imf_token_take_visible(&rest, ",:").kind == IMF_TOKEN_END;
}

/* day month year time [ zone ]: without a zone it is UTC. */
static bool read_rest(mail_slice rest, mail_slice day, struct clock_time *time)
{
    if (!read_number(day, 1, 2, 31, &time->day))
        return false;
    time->month = find_name(take_word(&rest), MONTH_NAMES);
    if (!read_year(take_word(&rest), &time->year) || !take_time_of_day(&rest, time))
        return false;
    return is_end(rest) || (read_zone(take_word(&rest), &time->zone) && is_end(rest));
}

/* "Nov 16 00:00:00 1994", as asctime() writes it after the day's name; with a zone before or after the year. */
static bool read_asctime(mail_slice rest, struct clock_time *time)
{
    time->month = find_name(take_word(&rest), MONTH_NAMES);
    if (!read_number(take_word(&rest), 1, 2, 31, &time->day) || !take_time_of_day(&rest, time))
        return false;

    mail_slice word = take_word(&rest);
    bool has_zone = read_zone(word, &time->zone);

    if (!read_year(has_zone ? take_word(&rest) : word, &time->year))
        return false;
    return is_end(rest) || (!has_zone && read_zone(take_word(&rest), &time->zone) && is_end(rest));
}

/* date-time = [ day-of-week "," ] date time. Whether the day of the week is the date's does not matter: people forge
 * and programs err, and the date is what they mean. */
static bool read_clock_time(mail_slice rest, struct clock_time *time)
{
    mail_slice word = take_word(&rest);

    if (!find_name(word, DAY_NAMES))
        return read_rest(rest, word, time);
    if (!take_mark(&rest, ','))
        return read_asctime(rest, time);
    word = take_word(&rest);
    return read_rest(rest, word, time);
}

bool imf_date_read(mail_slice body, int64_t *seconds)
{
    struct clock_time time = { 0 };
    GDate date, epoch;

    if (!read_clock_time(body, &time) || time.month == 0 ||
        !g_date_valid_dmy((GDateDay) time.day, (GDateMonth) time.month, (GDateYear) time.year))
        return false;
    g_date_clear(&date, 1);
    g_date_clear(&epoch, 1);
    g_date_set_dmy(&date, (GDateDay) time.day, (GDateMonth) time.month, (GDateYear) time.year);
    g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
    *seconds = (int64_t) g_date_days_between(&epoch, &date) * 86400 + time.hour * 3600 + time.minute * 60 +
               time.second - time.zone;
    return true;
}

/* "10:01" may have gone on with seconds, and with a zone. */
bool imf_date_read_field(const struct imf_field *field, int64_t *seconds)
{
    return !field->is_cut && imf_date_read(field->body, seconds);
}
