/* Counts of messages and octets in the text of +OK (RFC 1939, 5 and 7, and real servers).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_reply_text.h"

/* NULL: not claimed. */
struct expected_counts {
    const char *text, *messages, *octets;
};

static void expect_count(const char *text, const struct pop3_claimed_count *count, const char *expected)
{
    g_autofree char *value = g_strdup_printf("%" G_GUINT64_FORMAT, count->value);

    core_test_expect_text(text, count->text, expected);
    g_assert_cmpstr(value, ==, expected ? expected : "0");
}

static void expect_counts(const struct expected_counts *expected, const struct pop3_claimed_counts *counts)
{
    expect_count(expected->text, &counts->of[POP3_COUNT_MESSAGES], expected->messages);
    expect_count(expected->text, &counts->of[POP3_COUNT_OCTETS], expected->octets);
}

/* Each row of the table, and texts that nearly fit one. */
static void test_nouns(void)
{
    static const struct expected_counts rows[] = {
        { "120 octets", NULL, "120" },
        { "2 messages (320 octets)", "2", "320" },
        { "mrose's maildrop has 2 messages (320 octets)", "2", "320" },
        { "maildrop has 1 message (369 octets)", "1", "369" },
        { "1 messages:", "1", NULL },
        { "20058 octets follow.", NULL, "20058" },
        { "3 messages (1520 bytes)", "3", "1520" },
        { "5 message(s) [14000 byte(s)]", "5", "14000" },
        { "5 message(s) (14000 byte(s))", "5", "14000" },
        { "mrose has 3 visible messages (0 hidden) in 4571 octets.", "3", "4571" },
        { "mrose has 1 visible message (0 hidden) in 1 octet.", "1", "1" },
        { "mailbox \"a1@example.com\" has 3 messages (19191 octets) H mimap15", "3", "19191" },
        { "Mailbox open, 3 messages", "3", NULL },
        { "1 byte", NULL, "1" },
        { "2 MESSAGES 3 Octets", "2", "3" },
        { "0 messages (18446744073709551615 octets)", "0", "18446744073709551615" },
        { "1 octets", NULL, "1" },
        { "4294967296 messages (320 octets)", NULL, "320" },
        { "Message 1 follows (120 octets)", NULL, "120" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct pop3_claimed_counts counts;
        g_test_message("\"%s\"", rows[i].text);
        g_assert_true(pop3_claimed_counts_parse(mail_slice_from_string(rows[i].text), &counts));
        expect_counts(&rows[i], &counts);
    }
}

static void test_no_nouns(void)
{
    static const char *const rows[] = {
        "",
        "message follows",
        "message 1 deleted",
        "5 14000",
        "-1 messages",
        "1.5 octets",
        "a1 octets",
        "2 messagesx",
        "2 octetstreams",
        "octets 120",
        "2x messages",
        "messages",
        "120octets",
        "two messages",
        "18446744073709551616 octets",
        "4294967296 messages",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct pop3_claimed_counts counts;
        g_test_message("\"%s\"", rows[i]);
        g_assert_false(pop3_claimed_counts_parse(mail_slice_from_string(rows[i]), &counts));
        expect_counts(&(struct expected_counts){ rows[i], NULL, NULL }, &counts);
    }
}

static void test_bare_numbers(void)
{
    static const char *const others[] = { "",    "5",    "5 14000 1",    "5 x",
                                          "x 5", "5 -1", "4294967296 1", "1 18446744073709551616" };
    static const struct expected_counts expected = { "5 14000", "5", "14000" };
    struct pop3_claimed_counts counts;

    g_assert_true(pop3_bare_counts_parse(mail_slice_from_string(expected.text), &counts));
    expect_counts(&expected, &counts);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_test_message("\"%s\"", others[i]);
        g_assert_false(pop3_bare_counts_parse(mail_slice_from_string(others[i]), &counts));
    }
}

/* A long line of what a wording begins with takes no longer than its length says. */
static void test_hostile_text(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    struct pop3_claimed_counts counts;
    gint64 begin = g_get_monotonic_time();

    for (int i = 0; i < 20000; i++)
        g_string_append(text, "(1111111 visible 1 mess ");
    g_assert_false(pop3_claimed_counts_parse(mail_slice_make(text->str, text->len), &counts));
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pop3-reply-text/nouns", test_nouns);
    g_test_add_func("/pop3-reply-text/no-nouns", test_no_nouns);
    g_test_add_func("/pop3-reply-text/bare-numbers", test_bare_numbers);
    g_test_add_func("/pop3-reply-text/hostile-text", test_hostile_text);
    return g_test_run();
}
