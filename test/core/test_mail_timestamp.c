/* Dates and times as RFC 3339 writes them, and texts that are not dates.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/mail_timestamp.h"
#include "core_test.h"

static void test_timestamps(void)
{
    static const struct {
        const char *text;
        gint64 seconds;
        gint32 nanoseconds;
        bool is_utc;
    } rows[] = {
        { "1970-01-01T00:00:00Z", 0, 0, true },
        { "1985-04-12T23:20:50.52Z", 482196050, 520000000, true },
        { "1996-12-19T16:39:57-08:00", 851042397, 0, false },
        { "1990-12-31T23:59:60Z", 662688000, 0, true },
        { "1937-01-01T12:00:27.87+00:20", -1041337173, 870000000, false },
        { "2006-12-31t23:59:59z", 1167609599, 0, true },
        { "2024-02-29T00:00:00Z", 1709164800, 0, true },
        { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT(253402300799), 0, true },
        { "0001-01-01T00:00:00Z", G_GINT64_CONSTANT(-62135596800), 0, true },
        { "2000-01-01T00:00:00.1234567899Z", 946684800, 123456789, true },
        { "2000-01-01T00:00:00+23:59", 946684800 - 86340, 0, false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct mail_time time;
        bool is_utc;
        g_test_message("%s", rows[i].text);
        g_assert_true(mail_timestamp_parse(mail_slice_from_string(rows[i].text), &time, &is_utc));
        g_assert_cmpint(time.seconds, ==, rows[i].seconds);
        g_assert_cmpint(time.nanoseconds, ==, rows[i].nanoseconds);
        g_assert_cmpint(is_utc, ==, rows[i].is_utc);
    }
}

static void test_others(void)
{
    static const char *const rows[] = {
        "",
        "2006",
        "2006-12-31",
        "2006-12-31T23:59:59",
        "2006-12-31 23:59:59Z",
        "2006-13-01T00:00:00Z",
        "2006-00-01T00:00:00Z",
        "2006-01-00T00:00:00Z",
        "2006-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2006-04-31T00:00:00Z",
        "2006-12-31T24:00:00Z",
        "2006-12-31T23:60:00Z",
        "2006-12-31T23:59:61Z",
        "2006-12-31T23:59Z",
        "2006-12-31T23:59:59.Z",
        "2006-12-31T23:59:59ZZ",
        "2006-12-31T23:59:59+1:00",
        "2006-12-31T23:59:59+01:00Z",
        "2006-12-31T23:59:59+24:00",
        "2006-12-31T23:59:59+0100",
        "06-12-31T23:59:59Z",
        "+006-12-31T23:59:59Z",
        "2006-12-31T23:59:59\xc3\xa4",
    };
    struct mail_time time;
    bool is_utc;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i]);
        g_assert_false(mail_timestamp_parse(mail_slice_from_string(rows[i]), &time, &is_utc));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-timestamp/timestamps", test_timestamps);
    g_test_add_func("/mail-timestamp/others", test_others);
    return g_test_run();
}
