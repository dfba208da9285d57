/* A slice is never read past its length, and a question about bytes that it lacks is answered with no.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"

static const mail_slice nothing = { NULL, 0 };

static void test_skip_and_first(void)
{
    mail_slice text = mail_slice_from_string("abc");

    core_test_expect_text("skip 1", mail_slice_skip(text, 1), "bc");
    core_test_expect_text("skip 3", mail_slice_skip(text, 3), "");
    core_test_expect_text("skip 9", mail_slice_skip(text, 9), "");
    core_test_expect_text("skip of nothing", mail_slice_skip(nothing, 9), NULL);
    core_test_expect_text("first 2", mail_slice_first(text, 2), "ab");
    core_test_expect_text("first 9", mail_slice_first(text, 9), "abc");
    core_test_expect_text("first of nothing", mail_slice_first(nothing, 9), NULL);
}

static void test_comparisons(void)
{
    g_assert_true(mail_slice_equals_nocase(mail_slice_from_string("aBc"), mail_slice_from_string("AbC")));
    g_assert_false(mail_slice_equals_nocase(mail_slice_from_string("ab"), mail_slice_from_string("abc")));
    g_assert_false(mail_slice_equals_nocase(mail_slice_from_string("abc"), mail_slice_from_string("ab")));
    g_assert_true(mail_slice_equals_nocase(nothing, mail_slice_from_string("")));
    g_assert_false(mail_slice_equals_nocase(mail_slice_from_string("\xe4"), mail_slice_from_string("\xc4")));
    g_assert_true(mail_slice_starts_with_nocase(mail_slice_from_string("abc"), mail_slice_from_string("AB")));
    g_assert_false(mail_slice_starts_with_nocase(mail_slice_from_string("a"), mail_slice_from_string("ab")));
    g_assert_true(mail_slice_starts_with_nocase(nothing, mail_slice_from_string("")));
    g_assert_false(mail_slice_starts_with_nocase(nothing, mail_slice_from_string("a")));
    g_assert_true(mail_slice_contains_nocase(mail_slice_from_string("220 x eSmTp"), mail_slice_from_string("smtp")));
    g_assert_false(mail_slice_contains_nocase(mail_slice_from_string("smt"), mail_slice_from_string("smtp")));
    g_assert_false(mail_slice_contains_nocase(nothing, mail_slice_from_string("x")));
}

static void test_order(void)
{
    g_assert_cmpint(mail_slice_compare_nocase(mail_slice_from_string("mail"), "MAIL"), ==, 0);
    g_assert_cmpint(mail_slice_compare_nocase(mail_slice_from_string("mai"), "MAIL"), <, 0);
    g_assert_cmpint(mail_slice_compare_nocase(mail_slice_from_string("mails"), "MAIL"), >, 0);
    g_assert_cmpint(mail_slice_compare_nocase(mail_slice_from_string("8bit"), "MAIL"), <, 0);
    g_assert_cmpint(mail_slice_compare_nocase(mail_slice_from_string("\xe4"), "MAIL"), >, 0);
    g_assert_cmpint(mail_slice_compare_nocase(mail_slice_make("MAIL\0", sizeof "MAIL\0" - 1), "MAIL"), >, 0);
    g_assert_cmpint(mail_slice_compare_nocase(nothing, "MAIL"), <, 0);
}

static void test_take_until(void)
{
    mail_slice rest = mail_slice_from_string("a,,b");

    core_test_expect_text("before the first", mail_slice_take_until(&rest, ','), "a");
    core_test_expect_text("between two", mail_slice_take_until(&rest, ','), "");
    core_test_expect_text("without one", mail_slice_take_until(&rest, ','), "b");
    core_test_expect_text("left", rest, "");
    core_test_expect_text("of what is left", mail_slice_take_until(&rest, ','), "");
    rest = nothing;
    core_test_expect_text("of nothing", mail_slice_take_until(&rest, ','), NULL);
}

static void test_comparison_does_not_stop_at_nul(void)
{
    g_assert_false(mail_slice_equals_nocase(mail_slice_make("a\0b", sizeof "a\0b" - 1),
                                            mail_slice_make("a\0c", sizeof "a\0c" - 1)));
    g_assert_false(mail_slice_starts_with_nocase(mail_slice_make("a\0b", sizeof "a\0b" - 1),
                                                 mail_slice_make("a\0c", sizeof "a\0c" - 1)));
}

static void test_index_of(void)
{
    g_assert_cmpuint(mail_slice_index_of(mail_slice_from_string("abca"), 'a'), ==, 0);
    g_assert_cmpuint(mail_slice_index_of(mail_slice_from_string("abca"), 'c'), ==, 2);
    g_assert_cmpuint(mail_slice_index_of(mail_slice_from_string("abca"), 'x'), ==, 4);
    g_assert_cmpuint(mail_slice_index_of(mail_slice_make("a\0b", sizeof "a\0b" - 1), 'b'), ==, 2);
    g_assert_cmpuint(mail_slice_index_of(nothing, 'x'), ==, 0);
}

static void test_trim(void)
{
    core_test_expect_text("blanks around", mail_slice_trim(mail_slice_from_string(" \t a b\t ")), "a b");
    core_test_expect_text("blanks only", mail_slice_trim(mail_slice_from_string(" \t ")), "");
    core_test_expect_text("CR is no blank", mail_slice_trim(mail_slice_from_string(" \r ")), "\r");
    core_test_expect_text("nothing", mail_slice_trim(nothing), NULL);
}

static void test_take_word(void)
{
    mail_slice rest = mail_slice_from_string("  one\ttwo  ");

    core_test_expect_text("first word", mail_slice_take_word(&rest), "one");
    core_test_expect_text("second word", mail_slice_take_word(&rest), "two");
    core_test_expect_text("no third word", mail_slice_take_word(&rest), "");
    core_test_expect_text("rest", rest, "");
    rest = nothing;
    core_test_expect_text("nothing", mail_slice_take_word(&rest), NULL);
}

static void test_parse_decimal(void)
{
    static const struct {
        const char *text;
        uint64_t maximum;
        bool is_number;
        uint64_t value;
    } rows[] = {
        { "0", 9, true, 0 },
        { "0000000000000000000000007", 9, true, 7 },
        { "4294967295", UINT32_MAX, true, UINT32_MAX },
        { "4294967296", UINT32_MAX, false, 0 },
        { "18446744073709551615", UINT64_MAX, true, UINT64_MAX },
        { "18446744073709551616", UINT64_MAX, false, 0 },
        { "99999999999999999999999999", UINT64_MAX, false, 0 },
        { "5", 4, false, 0 },
        { "", 9, false, 0 },
        { "-1", 9, false, 0 },
        { "+1", 9, false, 0 },
        { " 1", 9, false, 0 },
        { "1 ", 9, false, 0 },
        { "0x1", 99, false, 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        uint64_t value = 0;
        g_test_message("%s", rows[i].text);
        g_assert_cmpint(mail_slice_parse_decimal(mail_slice_from_string(rows[i].text), rows[i].maximum, &value), ==,
                        rows[i].is_number);
        g_assert_cmpuint(value, ==, rows[i].value);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slice/skip-and-first", test_skip_and_first);
    g_test_add_func("/slice/comparisons", test_comparisons);
    g_test_add_func("/slice/nul", test_comparison_does_not_stop_at_nul);
    g_test_add_func("/slice/index-of", test_index_of);
    g_test_add_func("/slice/trim", test_trim);
    g_test_add_func("/slice/take-word", test_take_word);
    g_test_add_func("/slice/parse-decimal", test_parse_decimal);
    g_test_add_func("/slice/order", test_order);
    g_test_add_func("/slice/take-until", test_take_until);
    return g_test_run();
}
