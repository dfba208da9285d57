/* Enhanced status codes taken apart and named (RFC 3463, 2; RFC 2034, 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_enhanced_status.h"

#include <string.h>

static void test_parts(void)
{
    static const struct {
        const char *code;
        unsigned class_code, subject, detail;
    } rows[] = { { "2.0.0", 2, 0, 0 },
                 { "4.7.12", 4, 7, 12 },
                 { "5.7.8", 5, 7, 8 },
                 { "5.999.999", 5, 999, 999 },
                 { "5.07.008", 5, 7, 8 } };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_enhanced_status status;
        g_test_message("%s", rows[i].code);
        g_assert_true(smtp_enhanced_status_parse(mail_slice_from_string(rows[i].code), &status));
        g_assert_cmpuint(status.class_code, ==, rows[i].class_code);
        g_assert_cmpuint(status.subject, ==, rows[i].subject);
        g_assert_cmpuint(status.detail, ==, rows[i].detail);
        g_assert_cmpuint(smtp_enhanced_status_length(mail_slice_from_string(rows[i].code)), ==, strlen(rows[i].code));
    }
}

static void test_no_codes(void)
{
    static const char *const rows[] = { "",       "5",         "5.",     "5.7",    "5.7.",     "5..8",     "3.7.8",
                                        "55.7.8", "5.7.8.9",   "X.7.8",  "5.7.8 ", "5.1234.1", "5.1.1234", "5,7,8",
                                        "-5.7.8", "5.7.8\xff", " 5.7.8", "5.-7.8", "5.7.x" };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_enhanced_status status;
        g_test_message("\"%s\"", rows[i]);
        g_assert_false(smtp_enhanced_status_parse(mail_slice_from_string(rows[i]), &status));
    }
    g_assert_cmpuint(smtp_enhanced_status_length((mail_slice){ NULL, 0 }), ==, 0);
}

static void test_length_at_the_front(void)
{
    g_assert_cmpuint(smtp_enhanced_status_length(mail_slice_from_string("5.7.8 no")), ==, 5);
    g_assert_cmpuint(smtp_enhanced_status_length(mail_slice_from_string("5.7.8no")), ==, 0);
    g_assert_cmpuint(smtp_enhanced_status_length(mail_slice_from_string("10.1.1.1 ESMTP")), ==, 0);
    g_assert_cmpuint(smtp_enhanced_status_length(mail_slice_make("5.7.8\0no", sizeof "5.7.8\0no" - 1)), ==, 0);
}

static void test_meanings(void)
{
    static const struct {
        const char *code, *row;
    } rows[] = { { "5.7.8", "X.7.8" },     { "2.7.8", "X.7.8" },   { "5.07.08", "X.7.8" }, { "4.4.1", "X.4.1" },
                 { "5.4.1", "5.4.1" },     { "5.6.11", "5.6.11" }, { "4.6.11", NULL },     { "5.1.10", "X.1.10" },
                 { "4.7.500", "4.7.500" }, { "5.7.500", NULL },    { "2.0.1", NULL },      { "5.8.0", NULL },
                 { "5.999.999", NULL },    { "5.7.30", "X.7.30" }, { "2.0.0", "X.0.0" } };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_enhanced_status status;
        g_assert_true(smtp_enhanced_status_parse(mail_slice_from_string(rows[i].code), &status));
        const struct smtp_enhanced_status_row *row = smtp_enhanced_status_find(&status);
        g_test_message("%s", rows[i].code);
        g_assert_cmpstr(row ? row->code : NULL, ==, rows[i].row);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp-enhanced-status/parts", test_parts);
    g_test_add_func("/smtp-enhanced-status/no-codes", test_no_codes);
    g_test_add_func("/smtp-enhanced-status/length", test_length_at_the_front);
    g_test_add_func("/smtp-enhanced-status/meanings", test_meanings);
    return g_test_run();
}
