/* Lists of addresses: what each mailbox is called, its address, and where it stands.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/imf_address.h"
#include "core_test.h"

/* Each mailbox as "name|address|source" with a line end; "-": no address. */
static const struct {
    const char *body, *mailboxes;
} lists[] = {
    { "", "" },
    { " ,, , ;", "" },
    { "a@example.com", "|a@example.com|a@example.com\n" },
    { " Bob <bob@example.com> ", "Bob|bob@example.com|Bob <bob@example.com>\n" },
    { "a@example.com, b@example.com", "|a@example.com|a@example.com\n|b@example.com|b@example.com\n" },
    { ",a@example.com,", "|a@example.com|a@example.com\n" },
    { "<a@example.com>", "|a@example.com|<a@example.com>\n" },
    { "a@example.com>", "|a@example.com|a@example.com>\n" },
    { "Al a@example.com>>, b@example.com", "Al|a@example.com|Al a@example.com>>\n|b@example.com|b@example.com\n" },
    { "<\"a>\"@example.com>", "|\"a>\"@example.com|<\"a>\"@example.com>\n" },
    { "MAILER-DAEMON <>", "MAILER-DAEMON||MAILER-DAEMON <>\n" },
    { "\"Doe, J.\" <j@example.com>", "Doe, J.|j@example.com|\"Doe, J.\" <j@example.com>\n" },
    { "\"J \\\"x\\\" D\" <j@example.com>", "J \"x\" D|j@example.com|\"J \\\"x\\\" D\" <j@example.com>\n" },
    { "J. \"x\"  Doe <j@example.com>", "J. x Doe|j@example.com|J. \"x\"  Doe <j@example.com>\n" },
    { "\"a@b\" <j@example.com>", "a@b|j@example.com|\"a@b\" <j@example.com>\n" },
    { "a@b <j@example.com>", "a@b|j@example.com|a@b <j@example.com>\n" },
    { "Bob: x <j@example.com>", "x|j@example.com|x <j@example.com>\n" },
    /* comments */
    { "j@example.com (J. Doe)", "J. Doe|j@example.com|j@example.com (J. Doe)\n" },
    { "j@example.com (a \\) (b) c)", "a ) (b) c|j@example.com|j@example.com (a \\) (b) c)\n" },
    { "J(x) Doe <j(y)@example.com(z)> (w)", "J Doe|j@example.com|J(x) Doe <j(y)@example.com(z)> (w)\n" },
    { "<j@example.com> (J)", "J|j@example.com|<j@example.com> (J)\n" },
    { "(nobody)", "" },
    { "j@example.com (=?utf-8?q?caf=C3=A9?=)", "caf\u00e9|j@example.com|j@example.com (=?utf-8?q?caf=C3=A9?=)\n" },
    { "(a, b <c@example.com>) j@example.com", "a, b <c@example.com>|j@example.com|"
                                              "(a, b <c@example.com>) j@example.com\n" },
    /* blanks, quotation marks, literals, routes (RFC 5322, 4.4) */
    { "j . doe @ example . com", "|j.doe@example.com|j . doe @ example . com\n" },
    { "<j . doe @ example . com>", "|j.doe@example.com|<j . doe @ example . com>\n" },
    { "\"a b\"@example.com", "|\"a b\"@example.com|\"a b\"@example.com\n" },
    { "<\"a>b\"@example.com>", "|\"a>b\"@example.com|<\"a>b\"@example.com>\n" },
    { "\"a,b\"@example.com,c@example.com", "|\"a,b\"@example.com|\"a,b\"@example.com\n|c@example.com|c@example.com\n" },
    { "j@[192.0.2.1]", "|j@[192.0.2.1]|j@[192.0.2.1]\n" },
    { "j@[IPv6:2001:db8::1], k@example.com", "|j@[IPv6:2001:db8::1]|j@[IPv6:2001:db8::1]\n"
                                             "|k@example.com|k@example.com\n" },
    { "J <j@[IPv6:2001:db8::1]>", "J|j@[IPv6:2001:db8::1]|J <j@[IPv6:2001:db8::1]>\n" },
    { "[list] J <j@example.com>", "[list] J|j@example.com|[list] J <j@example.com>\n" },
    { "<@a.example,@b.example:j@example.com>", "|j@example.com|<@a.example,@b.example:j@example.com>\n" },
    { "<<j@example.com>>", "|j@example.com|<<j@example.com>\n" },
    /* groups */
    { "undisclosed-recipients:;", "" },
    { "undisclosed-recipients: ;, a@example.com", "|a@example.com|a@example.com\n" },
    { "G: A <a@example.com>, b@example.com;, c@example.com",
      "A|a@example.com|A <a@example.com>\n|b@example.com|b@example.com\n|c@example.com|c@example.com\n" },
    { "\"G h\":a@example.com; (the end)", "|a@example.com|a@example.com\n" },
    { "g:g:g:a@example.com;;;", "|a@example.com|a@example.com\n" },
    { "a@example.com; b@example.com", "|a@example.com|a@example.com\n|b@example.com|b@example.com\n" },
    /* encoded words */
    { "=?utf-8?q?caf=C3=A9?= <a@example.com>", "caf\u00e9|a@example.com|=?utf-8?q?caf=C3=A9?= <a@example.com>\n" },
    { "\"=?utf-8?q?caf=C3=A9?=\" <a@example.com>",
      "caf\u00e9|a@example.com|\"=?utf-8?q?caf=C3=A9?=\" <a@example.com>\n" },
    { "=?utf-8?q?a?= =?utf-8?q?b?= <a@example.com>", "ab|a@example.com|=?utf-8?q?a?= =?utf-8?q?b?= <a@example.com>\n" },
    { "=?utf-8?q?Doe=2C_J?= <a@example.com>", "Doe, J|a@example.com|=?utf-8?q?Doe=2C_J?= <a@example.com>\n" },
    { "=?utf-8?q?Doe,_J?= <a@example.com>", "Doe, J|a@example.com|=?utf-8?q?Doe,_J?= <a@example.com>\n" },
    { "caf\u00e9 <caf\u00e9@example.com>", "caf\u00e9|caf\u00e9@example.com|caf\u00e9 <caf\u00e9@example.com>\n" },
    { "caf\xe9 <a@example.com>", "caf\xe9|a@example.com|caf\xe9 <a@example.com>\n" },
    /* what is no address */
    { "me", "me|-|me\n" },
    { "Big Bug b@example.com", "Big Bug|b@example.com|Big Bug b@example.com\n" },
    { "b@example.com Big Bug", "|b@example.com|b@example.com Big Bug\n" },
    { "J <matmail>", "J|matmail|J <matmail>\n" },
    { "J <j@example.com, K <k@example.com>", "J|j@example.com|J <j@example.com\nK|k@example.com|K <k@example.com>\n" },
    { "A <a@example.com> B <b@example.com>", "A|a@example.com|A <a@example.com>\nB|b@example.com|B <b@example.com>\n" },
    { "J \"never closed <a@example.com>", "J never closed <a@example.com>|-|J \"never closed <a@example.com>\n" },
    { "J (never closed <a@example.com>", "J|-|J (never closed <a@example.com>\n" },
    { "J <", "J||J <\n" },
    { "@", "|@|@\n" },
    { "A <a@example.com> B (x)", "A|a@example.com|A <a@example.com> B (x)\n" },
    { "A <a@example.com> B", "A|a@example.com|A <a@example.com>\n" },
    { "J\r\n <j@example.com>,\r\n\tk@example.com\r\n",
      "J|j@example.com|J\r\n <j@example.com>\n|k@example.com|k@example.com\n" },
};

static void append_slice(GString *text, mail_slice slice, char end)
{
    g_string_append_len(text, slice.bytes ? (const char *) slice.bytes : "-", slice.bytes ? (gssize) slice.length : 1);
    g_string_append_c(text, end);
}

static void test_lists(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        struct mail_arena arena = core_test_arena_new();
        mail_slice body = mail_slice_from_string(lists[i].body);
        struct imf_address_list list = imf_address_list_read(&arena, NULL, body);
        GString *text = g_string_new(NULL);
        unsigned count = 0;
        for (const struct imf_address *address = list.first; address; address = address->next, count++) {
            g_assert_true(mail_slice_is_part(body, address->source));
            append_slice(text, address->display_name.length ? address->display_name : mail_slice_from_string(""), '|');
            append_slice(text, address->address, '|');
            append_slice(text, address->source, '\n');
        }
        core_test_expect_text(lists[i].body, mail_slice_make(text->str, text->len), lists[i].mailboxes);
        g_assert_cmpuint(list.count, ==, count);
        g_string_free(text, TRUE);
        core_test_arena_free(&arena);
    }
}

static void test_limit(void)
{
    struct mail_arena arena = core_test_arena_new();
    GString *body = g_string_new(NULL);

    for (int i = 0; i < IMF_ADDRESSES_LIMIT; i++)
        g_string_append(body, "a@example.com,");
    for (int extra = 0; extra < 2; extra++) {
        struct imf_address_list list = imf_address_list_read(&arena, NULL, mail_slice_make(body->str, body->len));
        g_assert_cmpuint(list.count, ==, IMF_ADDRESSES_LIMIT);
        g_assert_cmpint(list.is_over_limit, ==, extra);
        g_string_append(body, "a@example.com");
    }
    g_string_free(body, TRUE);
    core_test_arena_free(&arena);
}

static const char *const hostile[] = {
    "g:",  "(",   "((", "<",    "<<", "\"",   "\\",  "a ", "a@",          "a@[",
    "@,",  "<@",  ":;", "[",    "]",  "(a)",  "a. ", "a<", "=?utf-8?q?a", "=?utf-8?q?a?= ",
    "\"a", "\\(", "<(", "\xe9", ">",  "a@b ", "<a>", "()", "<@a:"
};

/* A megabyte of each: no recursion, and memory in proportion to what is there. */
static void test_hostile(void)
{
    for (size_t i = 0; i <= G_N_ELEMENTS(hostile); i++) {
        struct mail_arena arena = core_test_arena_new();
        GString *body = g_string_new(NULL);
        while (body->len < 1024 * 1024)
            g_string_append_len(body, i ? hostile[i - 1] : "", i ? (gssize) strlen(hostile[i - 1]) : 1);
        imf_address_list_read(&arena, NULL, mail_slice_make(body->str, body->len));
        g_assert_cmpuint(core_test_arena_size(&arena), <=, 8 * body->len);
        g_string_free(body, TRUE);
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imf-address/lists", test_lists);
    g_test_add_func("/imf-address/limit", test_limit);
    g_test_add_func("/imf-address/hostile", test_hostile);
    return g_test_run();
}
