/* Families of keywords: "X-*".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/mail_keyword.h"
#include "core_test.h"

static void test_families(void)
{
    static const struct {
        const char *name, *word;
        bool fits;
    } rows[] = {
        { "X-*", "X-NEW", true }, { "X-*", "x-new", true }, { "X-*", "X-", true },   { "X-*", "X-*", true },
        { "X-*", "X", false },    { "X-*", "", false },     { "X-*", "XX-", false }, { "X-", "X-", false },
        { "", "", false },        { "*", "", true },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s: \"%s\"", rows[i].name, rows[i].word);
        g_assert_cmpint(mail_keyword_fits_family(rows[i].name, mail_slice_from_string(rows[i].word)), ==, rows[i].fits);
    }
    g_assert_false(mail_keyword_fits_family("X-*", (mail_slice){ NULL, 0 }));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-keyword/families", test_families);
    return g_test_run();
}
