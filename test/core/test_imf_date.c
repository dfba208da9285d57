/* Dates of header fields (RFC 5322, 3.3 and 4.3), and what is none.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/imf_date.h"
#include "core_test.h"

static const struct {
    const char *body;
    int64_t seconds;
} dates[] = {
    { "Fri, 21 Nov 1997 09:55:06 -0600", 880127706 },
    { "21 Nov 1997 09:55:06 -0600", 880127706 },
    { " Fri,21 Nov 1997 09:55:06 -0600 ", 880127706 },
    { "fri, 21 nov 1997 09:55:06 -0600", 880127706 },
    { "FRI, 21 NOV 1997 09:55:06 -0600", 880127706 },
    { "Mon, 21 Nov 1997 09:55:06 -0600", 880127706 },
    { "Fri,\r\n 21 Nov 1997\r\n\t09:55:06\n -0600", 880127706 },
    { "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)",
      -27723480 },
    { "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", 880127706 },
    { "(a) Fri (b) , 21 (c (d) \\) e) Nov 1997(f)09:55:06(g)-0600(h)", 880127706 },
    { "Fri, 21 Nov 1997 09:55:06 -0600 (never closed", 880127706 },
    { "21 Nov 97 09:55:06 GMT", 880106106 },
    { "21 Nov 97 09:55 GMT", 880106100 },
    { "01 Jan 1970 00:00:00 +0000", 0 },
    { "1 Jan 1970 00:00:00 +0000", 0 },
    { "31 Dec 1969 23:59:59 +0000", -1 },
    { "1 Jan 1970 00:00:00", 0 },
    { "1 Jan 1900 00:00:00 +0000", -2208988800 },
    { "31 Dec 9999 23:59:59 +0000", 253402300799 },
    { "1 Jan 49 00:00:00 +0000", 2493072000 },
    { "1 Jan 50 00:00:00 +0000", -631152000 },
    { "1 Jan 99 00:00:00 +0000", 915148800 },
    { "1 Jan 100 00:00:00 +0000", 946684800 },
    { "1 Jan 126 00:00:00 +0000", 1767225600 },
    { "29 Feb 2000 00:00:00 +0000", 951782400 },
    { "29 Feb 2024 00:00:00 +0000", 1709164800 },
    { "31 Dec 2016 23:59:60 +0000", 1483228800 },
    { "1 Jan 1970 00:00:00 +9959", -359940 },
    { "1 Jan 1970 00:00:00 -9959", 359940 },
    { "1 Jan 1970 00:00:00 -0000", 0 },
    { "1 Jan 1970 00:00:00 EST", 18000 },
    { "1 Jan 1970 00:00:00 edt", 14400 },
    { "1 Jan 1970 00:00:00 CST", 21600 },
    { "1 Jan 1970 00:00:00 CDT", 18000 },
    { "1 Jan 1970 00:00:00 MST", 25200 },
    { "1 Jan 1970 00:00:00 MDT", 21600 },
    { "1 Jan 1970 00:00:00 PST", 28800 },
    { "1 Jan 1970 00:00:00 PDT", 25200 },
    { "1 Jan 1970 00:00:00 UT", 0 },
    { "1 Jan 1970 00:00:00 Z", 0 },
    { "1 Jan 1970 00:00:00 A", 0 },
    { "1 Jan 1970 00:00:00 MET", 0 },
    { "1 Jan 1970 00:00:00 (PST)", 0 },
    { "Fri Nov 21 09:55:06 1997", 880106106 },
    { "Fri Nov 21 09:55:06 1997 -0600", 880127706 },
    { "Fri Nov 21 09:55:06 CST 1997", 880127706 },
    { "Thu Jan  1 00:00:00 1970", 0 },
};

static void test_dates(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        int64_t seconds = 1;
        g_test_message("%s", dates[i].body);
        g_assert_true(imf_date_read(mail_slice_from_string(dates[i].body), &seconds));
        g_assert_cmpint(seconds, ==, dates[i].seconds);
    }
}

static const char *const others[] = {
    "",
    " ",
    "()",
    "yesterday",
    "Fri,",
    "Fri, 21 Nov 1997",
    "Fri, 21 Nov 1997 -0600",
    "Fri, 21 Nov 1997 09",
    "Fri, 21 Nov 1997 09:",
    "Fri, 21 Nov 1997 09:5:06 -0600",
    "Fri, 21 Nov 1997 9:55:06 -0600",
    "Fri, 21 Nov 1997 09:55:06: -0600",
    "Fri, 21 Nov 1997 09:55:6 -0600",
    "Fri, 21 Nov 1997 09.55.06 -0600",
    "Fri, 21 Nov 1997 09:55:06.5 -0600",
    "Fri, 21 Nov 1997 24:00:00 -0600",
    "Fri, 21 Nov 1997 09:60:00 -0600",
    "Fri, 21 Nov 1997 09:55:61 -0600",
    "Fri, 21 Nov 1997 09:55:06 -06:00",
    "Fri, 21 Nov 1997 09:55:06 -600",
    "Fri, 21 Nov 1997 09:55:06 -06000",
    "Fri, 21 Nov 1997 09:55:06 -0660",
    "Fri, 21 Nov 1997 09:55:06 0600",
    "Fri, 21 Nov 1997 09:55:06 -0600 -0600",
    "Fri, 21 Nov 1997 09:55:06 -0600 x",
    "Fri, 21 Nov 1997 09:55:06 M3T",
    "Fri, 0 Nov 1997 09:55:06 -0600",
    "Fri, 31 Nov 1997 09:55:06 -0600",
    "Fri, 29 Feb 1900 09:55:06 -0600",
    "Fri, 32 Dec 1997 09:55:06 -0600",
    "Fri, 021 Nov 1997 09:55:06 -0600",
    "Fri, 21 Nov 1899 09:55:06 -0600",
    "Fri, 21 Nov 10000 09:55:06 -0600",
    "Fri, 21 Nov 7 09:55:06 -0600",
    "Fri, 21 Nove 1997 09:55:06 -0600",
    "Fri, 21 11 1997 09:55:06 -0600",
    "Fri, 21-Nov-1997 09:55:06 -0600",
    "Friday, 21 Nov 1997 09:55:06 -0600",
    "Fre, 21 Nov 1997 09:55:06 -0600",
    "Fri 21 Nov 1997 09:55:06 -0600",
    "Fri,, 21 Nov 1997 09:55:06 -0600",
    ", 21 Nov 1997 09:55:06 -0600",
    "Wed, 15 Dec 2010    59:10 -0500",
    "Nov 21 09:55:06 1997",
    "Fri Nov 21 1997 09:55:06",
    "Fri Nov 21 09:55:06 CST 1997 CST",
    "1997-11-21T09:55:06-06:00",
    "880127706",
    "(21 Nov 1997 09:55:06 -0600)",
};

static void test_others(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        int64_t seconds;
        g_test_message("%s", others[i]);
        g_assert_false(imf_date_read(mail_slice_from_string(others[i]), &seconds));
    }
}

/* A body is bytes with a length: NUL is one of them, and nothing behind the end is looked at. */
static void test_bytes(void)
{
    static const char date[] = "1 Jan 1970 00:00:00 +0000";
    int64_t seconds;

    g_assert_true(imf_date_read(mail_slice_make(date, 19), &seconds));
    g_assert_false(imf_date_read(mail_slice_make(date, 18), &seconds));
    g_assert_false(imf_date_read(mail_slice_make(date, sizeof date), &seconds));
    g_assert_false(imf_date_read(mail_slice_make(NULL, 0), &seconds));
}

static void test_zones(void)
{
    static const char *const names[] = {
#define DATE_ZONE(name, reference, hours) name,
#include "registry/date_zones.def"
#undef DATE_ZONE
    };

    for (size_t i = 1; i < G_N_ELEMENTS(names); i++)
        g_assert_cmpstr(names[i - 1], <, names[i]);
}

/* Megabytes that are no date are read once. */
static void test_hostile(void)
{
    static const char *const fillings[] = { "(", "()", "\\", "\"", "(\\", "Mon,", "1 ", ":", "\t" };
    enum { SIZE = 4 * 1024 * 1024 };

    for (size_t i = 0; i < G_N_ELEMENTS(fillings); i++) {
        g_autoptr(GString) text = g_string_sized_new(SIZE);
        int64_t seconds;
        while (text->len < SIZE)
            g_string_append(text, fillings[i]);
        g_assert_false(imf_date_read(mail_slice_make(text->str, text->len), &seconds));
        g_string_append(text, " 1 Jan 1970 00:00:00 +0000");
        imf_date_read(mail_slice_make(text->str, text->len), &seconds);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imf-date/dates", test_dates);
    g_test_add_func("/imf-date/others", test_others);
    g_test_add_func("/imf-date/bytes", test_bytes);
    g_test_add_func("/imf-date/zones", test_zones);
    g_test_add_func("/imf-date/hostile", test_hostile);
    return g_test_run();
}
