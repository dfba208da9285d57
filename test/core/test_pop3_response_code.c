/* Extended response codes found in a text, and in their table (RFC 2449, 3 and 8; RFC 3206, 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_response_code.h"

static void test_texts(void)
{
    static const char *const rows[][2] = {
        { "[IN-USE] Do you have another POP session running?", "IN-USE" },
        { "[SYS/TEMP] x", "SYS/TEMP" },
        { "[sys/perm/new]", "sys/perm/new" },
        { "[AUTH]x", "AUTH" },
        { "[a[b]", "a[b" },
        { "[]", "" },
        { "[/]", "" },
        { "[SYS/] x", "" },
        { "[/SYS] x", "" },
        { "[SYS//TEMP] x", "" },
        { "[two words] x", "" },
        { "[\xe4\xbd\xa0] x", "" },
        { "[\x01] x", "" },
        { "[AUTH", "" },
        { "[", "" },
        { " [AUTH] x", "" },
        { "x [AUTH]", "" },
        { "AUTH]", "" },
        { "", "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        core_test_expect_text(rows[i][0], pop3_response_code_parse(mail_slice_from_string(rows[i][0])), rows[i][1]);
    g_assert_cmpuint(pop3_response_code_parse((mail_slice){ NULL, 0 }).length, ==, 0);
    g_assert_cmpuint(pop3_response_code_parse(mail_slice_make("[A\0]", 4)).length, ==, 0);
}

static void test_levels(void)
{
    static const struct {
        const char *code, *row, *known;
    } rows[] = {
        { "SYS/TEMP", "SYS/TEMP", "SYS/TEMP" },
        { "sys/temp", "SYS/TEMP", "sys/temp" },
        { "SYS/TEMP/DISK/FULL", "SYS/TEMP", "SYS/TEMP" },
        { "SYS/NEW", "SYS", "SYS" },
        { "SYS", "SYS", "SYS" },
        { "SYSTEM", NULL, "" },
        { "IN-USE/BY/X", "IN-USE", "IN-USE" },
        { "X-NEW", "X-*", "X-NEW" },
        { "x-new/more", "X-*", "x-new/more" },
        { "NEW/SYS", NULL, "" },
        { "NEW", NULL, "" },
        { "/SYS", NULL, "" },
        { "///", NULL, "" },
        { "", NULL, "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice known;
        const struct pop3_response_code *row = pop3_response_code_find(mail_slice_from_string(rows[i].code), &known);
        core_test_expect_text(rows[i].code, known, rows[i].known);
        g_assert_cmpstr(row ? row->code : NULL, ==, rows[i].row);
    }
}

/* Many levels take no longer than their number says. */
static void test_hostile_code(void)
{
    g_autoptr(GString) code = g_string_new("SYS");
    gint64 begin = g_get_monotonic_time();
    mail_slice known;

    for (int i = 0; i < 200000; i++)
        g_string_append(code, "/A");
    g_assert_cmpstr(pop3_response_code_find(mail_slice_make(code->str, code->len), &known)->code, ==, "SYS");
    g_assert_cmpuint(known.length, ==, 3);
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pop3-response-code/texts", test_texts);
    g_test_add_func("/pop3-response-code/levels", test_levels);
    g_test_add_func("/pop3-response-code/hostile", test_hostile_code);
    return g_test_run();
}
