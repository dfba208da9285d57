/* Encoded words one by one: where they begin and end, and what runs of them say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_encoded_word.h"
#include "core_test.h"

/* The sources of all words, each in brackets with its charset. */
static const struct {
    const char *text, *words;
    bool has_malformed_word, has_unknown_charset;
} texts[] = {
    { "", "", false, false },
    { "tea", "", false, false },
    { "=?utf-8?q?a?=", "[utf-8 q a]", false, false },
    { "x =?UTF-8*en?B?YQ==?= y", "[UTF-8 b YQ==]", false, false },
    { "=?utf-8?q?a?==?us-ascii?q?b?=", "[utf-8 q a][us-ascii q b]", false, false },
    { "=?utf-8?q?a?=?utf-8?q?b?=", "[utf-8 q a]", false, false },
    { "=?utf-8?q?=?utf-8?q?b?=", "[utf-8 q b]", true, false },
    { "=?utf-8?q?a =?utf-8?q?b?=", "[utf-8 q b]", true, false },
    { "=?no-such-set?q?a?= =?utf-8?q?b?=", "[utf-8 q b]", false, true },
    { "=?utf-8?z?a?=", "", true, false },
    { "=?utf-8?qq?a?=", "", true, false },
    { "=?utf-8?q?a", "", true, false },
    { "=?utf-8?q?a?", "", true, false },
    { "=?utf-8?q", "", true, false },
    { "=?utf(8?q?a?=", "", true, false },
    { "=", "", false, false },
};

static void test_reader(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct mime_word_reader reader = { .text = mail_slice_from_string(texts[i].text) };
        struct mime_encoded_word word;
        bool has_unknown_charset = false;
        GString *words = g_string_new(NULL);
        while (mime_word_reader_next(&reader, &word, &has_unknown_charset)) {
            g_assert_true(mail_slice_is_part(reader.text, word.source));
            g_string_append_printf(words, "[%.*s %c %.*s]", (int) word.charset.length,
                                   (const char *) word.charset.bytes, word.is_base64 ? 'b' : 'q',
                                   (int) word.encoded.length, (const char *) word.encoded.bytes);
        }
        g_test_message("%s", texts[i].text);
        g_assert_cmpstr(words->str, ==, texts[i].words);
        g_assert_cmpint(reader.has_malformed_word, ==, texts[i].has_malformed_word);
        g_assert_cmpint(has_unknown_charset, ==, texts[i].has_unknown_charset);
        g_string_free(words, TRUE);
    }
}

/* The longest name of a character set that is looked at: a whole word has 75 characters (RFC 2047, 2). */
static void test_long_charset(void)
{
    for (size_t length = 72; length <= 74; length++) {
        GString *text = g_string_new("=?");
        struct mime_encoded_word word;
        bool has_unknown_charset = false;
        for (size_t i = 0; i < length; i++)
            g_string_append_c(text, 'x');
        g_string_append(text, "?q?a?=");
        struct mime_word_reader reader = { .text = mail_slice_make(text->str, text->len) };
        g_assert_false(mime_word_reader_next(&reader, &word, &has_unknown_charset));
        g_assert_cmpint(has_unknown_charset, ==, length <= 73);
        g_assert_cmpint(reader.has_malformed_word, ==, length > 73);
        g_string_free(text, TRUE);
    }
}

static const struct {
    const char *words, *text;
    bool is_valid;
} runs[] = {
    { "=?utf-8?q?a_b?=", "a b", true },
    { "=?utf-8?q?a?= =?utf-8?b?Yg==?=", "ab", true },
    { "=?utf-8?q?=C3?= =?utf-8?b?qQ==?=", "\u00e9", true },
    { "=?utf-8?q?=C3?= =?utf-8?q?x?=", "\ufffdx", false },
    { "=?utf-8?b?w6?= =?utf-8?b?k=?=", "\u00e9", true },
    { "=?utf-8?b?YWI?= =?utf-8?b?Y2Q=?=", "abcd", true },
    { "=?utf-8?b?YQ==w6k=?=", "a", true },
    { "=?utf-8?b?Y*W-J?=", "ab", true },
    { "=?utf-8?b?Y?=", "", true },
    { "=?gb2312?q?=C4?= =?gb2312?q?=E3=BA?= =?gb2312?q?=C3?=", "\u4f60\u597d", true },
    { "=?iso-2022-jp?q?=1B$BF|=1B(B?= =?iso-2022-jp?q?F|?=",
      "\u65e5"
      "F|",
      true },
    { "=?iso-2022-jp?q?=1B$BF?= =?iso-2022-jp?q?=E9?=", "\ufffd\ufffd", false },
};

static void test_runs(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(runs); i++) {
        struct mail_arena arena = core_test_arena_new();
        struct mime_word_reader reader = { .text = mail_slice_from_string(runs[i].words) };
        struct mime_encoded_word words[4];
        size_t count = 0;
        bool ignored;
        GString *text = g_string_new(NULL);
        while (mime_word_reader_next(&reader, &words[count], &ignored))
            count++;
        g_test_message("%s", runs[i].words);
        g_assert_cmpint(mime_words_append_text(&arena, words, count, text), ==, runs[i].is_valid);
        g_assert_cmpstr(text->str, ==, runs[i].text);
        g_string_free(text, TRUE);
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-encoded-word/reader", test_reader);
    g_test_add_func("/mime-encoded-word/long-charset", test_long_charset);
    g_test_add_func("/mime-encoded-word/runs", test_runs);
    return g_test_run();
}
