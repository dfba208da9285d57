/* Lines of the answer to EHLO taken apart (RFC 5321, 4.1.1.1; RFC 9422, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_extension.h"

static void test_lines(void)
{
    static const struct {
        const char *text, *keyword, *row, *parameters;
        bool is_masked;
    } rows[] = {
        { "SIZE 35882577", "SIZE", "SIZE", "35882577", false },
        { "size", "size", "SIZE", "", false },
        { "  SIZE  1  ", "SIZE", "SIZE", "1", false },
        { "AUTH LOGIN PLAIN", "AUTH", "AUTH", "LOGIN PLAIN", false },
        { "AUTH=LOGIN PLAIN", "AUTH", "AUTH", "LOGIN PLAIN", false },
        { "AUTH=", "AUTH", "AUTH", "", false },
        { "AUTH= LOGIN", "AUTH", "AUTH", "LOGIN", false },
        { "X-EXPS=LOGIN", "X-EXPS", "X-EXPS", "LOGIN", false },
        { "LIMITS RCPTMAX=20 MAILMAX=5", "LIMITS", "LIMITS", "RCPTMAX=20 MAILMAX=5", false },
        { "coremail 1Uxr2xKj7kG0xkI17xGrU7I0s8FY2U3Uj8", "coremail", "COREMAIL", "1Uxr2xKj7kG0xkI17xGrU7I0s8FY2U3Uj8",
          false },
        { "XXXXXXXA", "XXXXXXXA", NULL, "", true },
        { "XXXC", "XXXC", NULL, "", true },
        { "XXXXXXXXXXX", "XXXXXXXXXXX", NULL, "", true },
        { "XXXXXXXXXXXG", "XXXXXXXXXXXG", NULL, "", true },
        { "XXX", "XXX", NULL, "", false },
        { "XXXAB", "XXXAB", NULL, "", false },
        { "XI", "XI", NULL, "", false },
        { "263.net", "263.net", NULL, "", false },
        { "", "", NULL, "", false },
        { "   ", "", NULL, "", false },
        { "=", "", NULL, "", false },
        { "=A B", "", NULL, "A B", false },
        { "\xff\xfe 1", "\xff\xfe", NULL, "1", false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_extension_line line = smtp_extension_line_parse(mail_slice_from_string(rows[i].text));
        core_test_expect_text(rows[i].text, line.keyword, rows[i].keyword);
        core_test_expect_text(rows[i].text, line.parameters, rows[i].parameters);
        g_assert_cmpstr(line.extension ? line.extension->keyword : NULL, ==, rows[i].row);
        g_assert_cmpint(line.is_masked, ==, rows[i].is_masked);
    }
}

static void test_nothing(void)
{
    struct smtp_extension_line line = smtp_extension_line_parse((mail_slice){ NULL, 0 });

    g_assert_cmpuint(line.keyword.length, ==, 0);
    g_assert_null(line.extension);
}

static void test_limits(void)
{
    static const struct {
        const char *parameter, *name, *value_text;
        bool is_number;
        guint64 value;
    } rows[] = {
        { "RCPTMAX=20", "RCPTMAX", "20", true, 20 },
        { "MAILMAX=18446744073709551615", "MAILMAX", "18446744073709551615", true, G_MAXUINT64 },
        { "MAILMAX=18446744073709551616", "MAILMAX", "18446744073709551616", false, 0 },
        { "NAME", "NAME", "", false, 0 },
        { "NAME=", "NAME", "", false, 0 },
        { "NAME=x", "NAME", "x", false, 0 },
        { "NAME=-1", "NAME", "-1", false, 0 },
        { "=1", "", "1", true, 1 },
        { "A=B=1", "A", "B=1", false, 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice name, value_text;
        uint64_t value;
        bool is_number = smtp_limit_parse(mail_slice_from_string(rows[i].parameter), &name, &value_text, &value);
        core_test_expect_text(rows[i].parameter, name, rows[i].name);
        core_test_expect_text(rows[i].parameter, value_text, rows[i].value_text);
        g_assert_cmpint(is_number, ==, rows[i].is_number);
        if (is_number)
            g_assert_cmpuint(value, ==, rows[i].value);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp-extension/lines", test_lines);
    g_test_add_func("/smtp-extension/nothing", test_nothing);
    g_test_add_func("/smtp-extension/limits", test_limits);
    return g_test_run();
}
