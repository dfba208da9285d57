/* Field bodies as people read them: folding, encoded words of every form, and bytes without a character set.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_text.h"
#include "core_test.h"

enum { RAW = 1, UNDECODABLE = 2, WORDS = 4, UNKNOWN = 8, INVALID = 16, GUESSED = 32 };

static const struct {
    const char *body, *text;
    unsigned flags;
} bodies[] = {
    { "", "", 0 },
    { " Tea on Sunday ", "Tea on Sunday", 0 },
    { " Tea\r\n on\n\tSunday\r\n", "Tea on\tSunday", 0 },
    { " a\r\n \r\n b", "a  b", 0 },
    { " a\rb", "a\rb", 0 },
    { "=?utf-8?q?caf=C3=A9?=", "caf\u00e9", WORDS },
    { "=?UTF-8?Q?caf=c3=a9?=", "caf\u00e9", WORDS },
    { "=?utf-8*fr?b?Y2Fmw6k=?=", "caf\u00e9", WORDS },
    { "=?iso-8859-1?q?a_b=20c=5F?=", "a b c_", WORDS },
    { "=?utf-8?q?a?= =?utf-8?q?b?=", "ab", WORDS },
    { "=?utf-8?q?a?=\r\n \t=?iso-8859-1?q?=E9?=", "a\u00e9", WORDS },
    { "=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c", WORDS },
    { "=?utf-8?q?a?==?utf-8?q?b?=", "ab", WORDS },
    { "x=?utf-8?q?a?=y", "xay", WORDS },
    { "\"=?utf-8?q?a?=\" <a@example.com>", "\"a\" <a@example.com>", WORDS },
    { "(=?utf-8?q?a?=)", "(a)", WORDS },
    { "=?utf-8?q?a b?=", "a b", WORDS },
    { "=?utf-8?b?Y2Fm\r\n w6k=?=", "caf\u00e9", WORDS },
    { "=?utf-8?q?"
      "?=",
      "", WORDS },
    { "=?utf-8?q?a=?=", "a=", WORDS },
    { "=?utf-8?q?=4?=", "=4", WORDS },
    { "=?utf-8?q?a?b?=", "a?b", WORDS },
    { "=?iso-8859-1?q?M\xfcller?=", "M\u00fcller", WORDS },
    /* characters cut in two (RFC 2047, 5 forbids it), and base64 cut */
    { "=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "caf\u00e9", WORDS },
    { "=?utf-8?b?Y2Fmww==?=\r\n =?utf-8?q?=A9?=", "caf\u00e9", WORDS },
    { "=?utf-8?b?Y2Fmw?= =?utf-8?b?6k=?=", "caf\u00e9", WORDS },
    { "=?utf-8?b?Y2Fm?= =?utf-8?b?w?= =?utf-8?b?6k=?=", "caf\u00e9", WORDS },
    { "=?utf-8?b?YQ?= =?utf-8?b?Yg==?=", "ab", WORDS },
    { "=?gb2312?q?=C4?= =?gb2312?q?=E3?=", "\u4f60", WORDS },
    { "=?gb2312?q?=C4?= =?gbk?q?=E3?=", "\u4f60", WORDS },
    { "=?utf-8?q?=C3?= =?iso-8859-1?q?=A9?=", "\ufffd\u00a9", WORDS | INVALID },
    { "=?utf-8?q?=C3?= x =?utf-8?q?=A9?=", "\ufffd x \ufffd", WORDS | INVALID },
    { "=?utf-8?q?=FF?= =?utf-8?q?a?=",
      "\ufffd"
      "a",
      WORDS | INVALID },
    { "=?iso-2022-jp?b?GyRCRnwbKEI=?= =?iso-2022-jp?b?GyRCRnwbKEI=?=", "\u65e5\u65e5", WORDS },
    { "=?iso-2022-jp?b?GyRCRnw=?= =?iso-2022-jp?q?ab?=",
      "\u65e5"
      "ab",
      WORDS },
    { "=?iso-2022-jp?q?=1B$BF?= =?iso-2022-jp?q?|=1B(B?=", "\u65e5", WORDS },
    /* left as they stand */
    { "=?no-such-set?q?a=20b?=", "=?no-such-set?q?a=20b?=", UNKNOWN },
    { "=?utf-8?q?a?= =?no-such-set?q?b?= =?utf-8?q?c?=", "a =?no-such-set?q?b?= c", WORDS | UNKNOWN },
    { "=?utf-8?x?a?=", "=?utf-8?x?a?=", INVALID },
    { "=?utf-8?q?a", "=?utf-8?q?a", INVALID },
    { "=?utf-8?q?a =?utf-8?q?b?=", "=?utf-8?q?a b", WORDS | INVALID },
    { "=?"
      "?q?a?=",
      "=?"
      "?q?a?=",
      UNKNOWN },
    { "=?utf 8?q?a?=", "=?utf 8?q?a?=", INVALID },
    { "a =? b ?= c", "a =? b ?= c", INVALID },
    { "= ?utf-8?q?a?=", "= ?utf-8?q?a?=", 0 },
    { "=?", "=?", INVALID },
    { "=?utf-8?q?", "=?utf-8?q?", INVALID },
    /* bytes that no word holds */
    { "caf\u00e9", "caf\u00e9", RAW },
    { "caf\u00e9 =?utf-8?q?a?=", "caf\u00e9 a", RAW | WORDS },
    { "caf\xe9", "caf\xe9", RAW | UNDECODABLE },
    { "caf\xe9 =?utf-8?q?=C3=A9?=", "caf\xe9 \u00e9", RAW | UNDECODABLE | WORDS },
    { "Re: \xb2\xe2\xca\xd4\xd3\xca\xbc\xfe", "Re: \u6d4b\u8bd5\u90ae\u4ef6", RAW | GUESSED },
};

static unsigned flags_of(const struct mime_text *text)
{
    return (text->has_raw_bytes ? RAW : 0U) | (text->has_undecodable_bytes ? UNDECODABLE : 0U) |
           (text->has_encoded_words ? WORDS : 0U) | (text->has_unknown_charset ? UNKNOWN : 0U) |
           (text->has_invalid_words ? INVALID : 0U) | (text->guess ? GUESSED : 0U);
}

static void test_bodies(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        struct mail_arena arena = core_test_arena_new();
        struct mime_text text = mime_text_decode(&arena, NULL, mail_slice_from_string(bodies[i].body));
        core_test_expect_text(bodies[i].body, text.text, bodies[i].text);
        g_test_message("row %zu: %s", i, bodies[i].body);
        g_assert_cmpuint(flags_of(&text), ==, bodies[i].flags);
        core_test_arena_free(&arena);
    }
}

static void test_fallback(void)
{
    static const struct mime_options options = { .fallback_charset = "iso-8859-1" };
    struct mail_arena arena = core_test_arena_new();
    struct mime_text text = mime_text_decode(&arena, &options, mail_slice_from_string("caf\xe9"));

    core_test_expect_text("fallback", text.text, "caf\u00e9");
    g_assert_cmpuint(flags_of(&text), ==, RAW);
    core_test_arena_free(&arena);
}

static void test_nul(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mime_text text = mime_text_decode(&arena, NULL, mail_slice_make("a\0=?utf-8?q?b=00?=\0\0", 20));

    g_assert_cmpuint(text.text.length, ==, 6);
    g_assert_true(memcmp(text.text.bytes, "a\0b\0\0\0", 6) == 0);
    core_test_arena_free(&arena);
}

static void test_unfold(void)
{
    struct mail_arena arena = core_test_arena_new();
    mail_slice plain = mail_slice_from_string("a b");

    g_assert_true(mime_text_unfold(&arena, plain).bytes == plain.bytes);
    core_test_expect_text("fold", mime_text_unfold(&arena, mail_slice_from_string("a\r\n b\n\tc\r\nd\n")),
                          "a b\tc\r\nd\n");
    core_test_arena_free(&arena);
}

static const char *const hostile[] = {
    "=?utf-8?q?a?= ",
    "=?",
    "=?utf-8?q?",
    "=?utf-8?q?x",
    "=?=",
    "?=",
    "=?utf-8?b?w",
    "=?utf-8?b?w?= ",
    "=?big5?q?=A4?= ",
    "=?iso-2022-jp?q?=1B?= ",
    "\xe9",
    "\r\n ",
    "\xc4\xe3",
    "=?x?q?a?= ",
    "=?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

/* A megabyte of each: memory, which what is decoded takes, stays in proportion. */
static void test_hostile(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        struct mail_arena arena = core_test_arena_new();
        GString *body = g_string_new(NULL);
        while (body->len < 1024 * 1024)
            g_string_append(body, hostile[i]);
        g_test_message("%s", hostile[i]);
        mime_text_decode(&arena, NULL, mail_slice_make(body->str, body->len));
        g_assert_cmpuint(core_test_arena_size(&arena), <=, 8 * body->len);
        g_string_free(body, TRUE);
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-text/bodies", test_bodies);
    g_test_add_func("/mime-text/fallback", test_fallback);
    g_test_add_func("/mime-text/nul", test_nul);
    g_test_add_func("/mime-text/unfold", test_unfold);
    g_test_add_func("/mime-text/hostile", test_hostile);
    return g_test_run();
}
