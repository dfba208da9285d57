/* What is remembered of the messages in a maildrop.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_maildrop.h"

static void expect_counts(const struct pop3_maildrop *maildrop, unsigned fetched, unsigned deleted, unsigned kept)
{
    g_assert_cmpuint(maildrop->counts.fetched, ==, fetched);
    g_assert_cmpuint(maildrop->counts.deleted, ==, deleted);
    g_assert_cmpuint(maildrop->counts.kept, ==, kept);
}

static void test_facts_of_one_message(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct pop3_maildrop maildrop = pop3_maildrop_new(&arena, 10);

    pop3_maildrop_note_octets(&maildrop, 7, 120);
    pop3_maildrop_note_unique_id(&maildrop, 7, mail_slice_from_string("abc"));
    pop3_maildrop_note_octets(&maildrop, 3, 0);

    struct pop3_mail seven = pop3_maildrop_mail(&maildrop, 7), three = pop3_maildrop_mail(&maildrop, 3);
    struct pop3_mail other = pop3_maildrop_mail(&maildrop, 5);

    g_assert_true(seven.has_octets && three.has_octets && !other.has_octets);
    g_assert_cmpuint(seven.octets, ==, 120);
    core_test_expect_text("7", seven.unique_id, "abc");
    core_test_expect_text("3", three.unique_id, NULL);
    g_assert_cmpuint(other.number, ==, 5);
    core_test_arena_free(&arena);
}

static void test_counts(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct pop3_maildrop maildrop = pop3_maildrop_new(&arena, 10);

    pop3_maildrop_note_fetched(&maildrop, 1);
    pop3_maildrop_note_fetched(&maildrop, 1);
    pop3_maildrop_note_fetched(&maildrop, 2);
    expect_counts(&maildrop, 2, 0, 2);
    pop3_maildrop_note_deleted(&maildrop, 1);
    pop3_maildrop_note_deleted(&maildrop, 1);
    pop3_maildrop_note_deleted(&maildrop, 9);
    expect_counts(&maildrop, 2, 2, 1);
    pop3_maildrop_note_fetched(&maildrop, 9);
    expect_counts(&maildrop, 3, 2, 1);
    g_assert_true(pop3_maildrop_mail(&maildrop, 1).is_deleted);
    pop3_maildrop_unmark_all(&maildrop);
    expect_counts(&maildrop, 3, 0, 3);
    g_assert_false(pop3_maildrop_mail(&maildrop, 1).is_deleted);
    pop3_maildrop_note_deleted(&maildrop, 1);
    expect_counts(&maildrop, 3, 1, 2);
    core_test_arena_free(&arena);
}

static void test_limit(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct pop3_maildrop maildrop = pop3_maildrop_new(&arena, 2);

    pop3_maildrop_note_octets(&maildrop, 1, 10);
    pop3_maildrop_note_octets(&maildrop, 2, 20);
    g_assert_false(maildrop.is_full || maildrop.counts.may_be_incomplete);
    pop3_maildrop_note_fetched(&maildrop, 3);
    g_assert_true(maildrop.is_full && maildrop.counts.may_be_incomplete);
    pop3_maildrop_note_fetched(&maildrop, 2);
    expect_counts(&maildrop, 1, 0, 1);
    core_test_arena_free(&arena);
}

/* Numbers that differ only in their highest bits make the longest possible paths. */
static void test_any_numbers(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct pop3_maildrop maildrop = pop3_maildrop_new(&arena, 100000);

    for (uint32_t i = 0; i < 50000; i++)
        pop3_maildrop_note_octets(&maildrop, i << 16 | i >> 16, i);
    for (uint32_t i = 0; i < 50000; i++)
        g_assert_cmpuint(pop3_maildrop_mail(&maildrop, i << 16 | i >> 16).octets, ==, i);
    g_assert_cmpuint(maildrop.mail_count, ==, 50000);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pop3-maildrop/facts-of-one-message", test_facts_of_one_message);
    g_test_add_func("/pop3-maildrop/counts", test_counts);
    g_test_add_func("/pop3-maildrop/limit", test_limit);
    g_test_add_func("/pop3-maildrop/any-numbers", test_any_numbers);
    return g_test_run();
}
