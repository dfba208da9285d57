/* Words, comments and quoted strings (RFC 5322, 3.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/imf_token.h"
#include "core_test.h"

static const struct {
    const char *body, *tokens; /* one a line: a letter for the kind, and the text */
} bodies[] = {
    { "", "" },
    { " \t\r\n ", "" },
    { "a b", "w:a\nw:b\n" },
    { "a;b", "w:a\nm:;\nw:b\n" },
    { "a:b", "w:a:b\n" },
    { "a(b)c", "w:a\nc:b\nw:c\n" },
    { "(a(b)c)d", "c:a(b)c\nw:d\n" },
    { "(a\\)b)c", "c:a\\)b\nw:c\n" },
    { "(a;\"b)\"c", "c:a;\"b\nw:\"c\n" },
    { "(a(b)", "c:a(b)\n" },
    { "(a\\)", "c:a\\)\n" },
    { "(", "c:\n" },
    { "()", "c:\n" },
    { ")", "w:)\n" },
    { "\"a b\"@c d", "w:\"a b\"@c\nw:d\n" },
    { "\"a;(b\" c", "w:\"a;(b\"\nw:c\n" },
    { "\"a\\\" b\" c", "w:\"a\\\" b\"\nw:c\n" },
    { "\"a b", "w:\"a b\n" },
    { "\"a\\", "w:\"a\\\n" },
    { "a\\ b", "w:a\\\nw:b\n" },
};

static void test_tokens(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        mail_slice rest = mail_slice_from_string(bodies[i].body);
        g_autoptr(GString) text = g_string_new(NULL);
        for (;;) {
            struct imf_token token = imf_token_take(&rest, ";");
            if (token.kind == IMF_TOKEN_END)
                break;
            g_string_append_printf(text, "%c:%.*s\n", "-cwm"[token.kind], (int) token.text.length,
                                   (const char *) token.text.bytes);
        }
        g_assert_cmpstr(text->str, ==, bodies[i].tokens);
    }
}

static const struct {
    const char *body, *taken, *rest;
} cuts[] = {
    { "a;b;c", "a", "b;c" }, { "a (;) \";\" b;c", "a (;) \";\" b", "c" },
    { ";c", "", "c" },       { "a ", "a ", "" },
    { "a;", "a", "" },       { "", "", "" },
};

static void test_cuts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++) {
        mail_slice rest = mail_slice_from_string(cuts[i].body);
        core_test_expect_text(cuts[i].body, imf_token_take_until(&rest, ';'), cuts[i].taken);
        core_test_expect_text(cuts[i].body, rest, cuts[i].rest);
    }
}

static const struct {
    const char *word, *text;
} words[] = {
    { "a", "a" },
    { "a\\b", "a\\b" },
    { "\"\"", "" },
    { "\"a b\"", "a b" },
    { "\"a \\\"b\\\\\"", "a \"b\\" },
    { "\"a b\"@c\\d", "a b@c\\d" },
    { "\"a", "a" },
    { "\"a\\", "a\\" },
};

static void test_words(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        core_test_expect_text(words[i].word, imf_token_unquote(&arena, mail_slice_from_string(words[i].word)),
                              words[i].text);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imf-token/tokens", test_tokens);
    g_test_add_func("/imf-token/cuts", test_cuts);
    g_test_add_func("/imf-token/words", test_words);
    return g_test_run();
}
