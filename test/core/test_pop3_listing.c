/* Listings of LANG and XTND taken apart (RFC 6856, 3.2; RFC 1082).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_listing.h"

static void test_languages(void)
{
    static const struct {
        const char *row;
        bool is_valid;
        const char *tag, *text;
    } rows[] = {
        { "en English", true, "en", "English" },
        { "en-boont English Boontling dialect", true, "en-boont", "English Boontling dialect" },
        { "es Idioma cambiado", true, "es", "Idioma cambiado" },
        { "zh-Hant-TW", true, "zh-Hant-TW", "" },
        { "i-default", true, "i-default", "" },
        { "de-1996 x", true, "de-1996", "x" },
        { "Language changed.", true, "Language", "changed." },
        { "ok. x", false, "", "" },
        { "1 x", false, "", "" },
        { "en- x", false, "", "" },
        { "en--x x", false, "", "" },
        { "-en x", false, "", "" },
        { "languages x", false, "", "" },
        { "en-abcdefghi x", false, "", "" },
        { "* x", false, "", "" },
        { "", false, "", "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice tag, text;
        bool is_valid = pop3_language_parse(mail_slice_from_string(rows[i].row), &tag, &text);
        g_test_message("\"%s\"", rows[i].row);
        g_assert_cmpint(is_valid, ==, rows[i].is_valid);
        if (is_valid) {
            core_test_expect_text(rows[i].row, tag, rows[i].tag);
            core_test_expect_text(rows[i].row, text, rows[i].text);
        }
    }
}

static void test_bboards(void)
{
    static const struct {
        const char *row;
        bool is_valid;
        const char *name;
        uint32_t maxima;
    } rows[] = {
        { "system 10", true, "system", 10 },
        { "mh-users 100 and more", true, "mh-users", 100 },
        { "1 4294967295", true, "1", G_MAXUINT32 },
        { "system 4294967296", false, "", 0 },
        { "system -1", false, "", 0 },
        { "system ten", false, "", 0 },
        { "system", false, "", 0 },
        { "", false, "", 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice name, maxima_text;
        uint32_t maxima = 0;
        bool is_valid = pop3_bboard_parse(mail_slice_from_string(rows[i].row), &name, &maxima_text, &maxima);
        g_test_message("\"%s\"", rows[i].row);
        g_assert_cmpint(is_valid, ==, rows[i].is_valid);
        if (is_valid) {
            core_test_expect_text(rows[i].row, name, rows[i].name);
            g_assert_cmpuint(maxima, ==, rows[i].maxima);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pop3-listing/languages", test_languages);
    g_test_add_func("/pop3-listing/bboards", test_bboards);
    return g_test_run();
}
