/* Rows of the answer to CAPA taken apart (RFC 2449, 3 and 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_capability.h"

static void test_rows(void)
{
    static const struct {
        const char *text, *tag, *row, *parameters;
    } rows[] = {
        { "TOP", "TOP", "TOP", "" },
        { "top", "top", "TOP", "" },
        { "SASL PLAIN LOGIN", "SASL", "SASL", "PLAIN LOGIN" },
        { "  expire  5  USER ", "expire", "EXPIRE", "5  USER" },
        { "IMPLEMENTATION Shlemazle-Plotz v302 ", "IMPLEMENTATION", "IMPLEMENTATION", "Shlemazle-Plotz v302" },
        { "X-GOOGLE-RICO", "X-GOOGLE-RICO", "X-GOOGLE-RICO", "" },
        { "X-new 1", "X-new", "X-*", "1" },
        { "XTND", "XTND", NULL, "" },
        { "SASL=PLAIN", "SASL=PLAIN", NULL, "" },
        { "TOPS", "TOPS", NULL, "" },
        { "TO", "TO", NULL, "" },
        { "", "", NULL, "" },
        { " \t", "", NULL, "" },
        { "\xff\xfe 1", "\xff\xfe", NULL, "1" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct pop3_capability_row row = pop3_capability_row_parse(mail_slice_from_string(rows[i].text));
        core_test_expect_text(rows[i].text, row.tag, rows[i].tag);
        core_test_expect_text(rows[i].text, row.parameters, rows[i].parameters);
        g_assert_cmpstr(row.capability ? row.capability->tag : NULL, ==, rows[i].row);
    }
}

static void test_nothing(void)
{
    struct pop3_capability_row row = pop3_capability_row_parse((mail_slice){ NULL, 0 });

    g_assert_cmpuint(row.tag.length, ==, 0);
    g_assert_null(row.capability);
}

static void test_parameters(void)
{
    static const struct {
        enum pop3_capability_parameters parameters;
        unsigned index;
        const char *word;
        enum pop3_parameter_meaning meaning;
        uint32_t number;
    } rows[] = {
        { POP3_CAPABILITY_WORDS, 0, "5", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_WORDS, 0, "USER", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_TEXT, 0, "5", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_MECHANISMS, 0, "PLAIN", POP3_PARAMETER_MECHANISM, 0 },
        { POP3_CAPABILITY_MECHANISMS, 9, "USER", POP3_PARAMETER_MECHANISM, 0 },
        { POP3_CAPABILITY_SECONDS, 0, "300", POP3_PARAMETER_SECONDS, 300 },
        { POP3_CAPABILITY_SECONDS, 0, "4294967295", POP3_PARAMETER_SECONDS, G_MAXUINT32 },
        { POP3_CAPABILITY_SECONDS, 0, "4294967296", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_SECONDS, 0, "99999999999999999999", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_SECONDS, 0, "NEVER", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_SECONDS, 0, "USER", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_SECONDS, 1, "300", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_SECONDS, 1, "user", POP3_PARAMETER_PER_USER, 0 },
        { POP3_CAPABILITY_SECONDS, 2, "USER", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_DAYS, 0, "0", POP3_PARAMETER_DAYS, 0 },
        { POP3_CAPABILITY_DAYS, 0, "30", POP3_PARAMETER_DAYS, 30 },
        { POP3_CAPABILITY_DAYS, 0, "-1", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_DAYS, 0, "", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_DAYS, 0, "never", POP3_PARAMETER_NEVER, 0 },
        { POP3_CAPABILITY_DAYS, 1, "NEVER", POP3_PARAMETER_WORD, 0 },
        { POP3_CAPABILITY_DAYS, 1, "USER", POP3_PARAMETER_PER_USER, 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice word = mail_slice_from_string(rows[i].word);
        struct pop3_parameter parameter = pop3_parameter_read(rows[i].parameters, rows[i].index, word);
        g_test_message("row %zu: \"%s\"", i, rows[i].word);
        g_assert_cmpint(parameter.meaning, ==, rows[i].meaning);
        g_assert_cmpuint(parameter.number, ==, rows[i].number);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pop3-capability/rows", test_rows);
    g_test_add_func("/pop3-capability/nothing", test_nothing);
    g_test_add_func("/pop3-capability/parameters", test_parameters);
    return g_test_run();
}
