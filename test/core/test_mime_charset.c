/* Character sets: their labels, what is not valid in them, and what can be said of text without a label.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_charset.h"
#include "core_test.h"

#define BYTES(text) (text), sizeof(text) - 1
#define REPLACED "\xef\xbf\xbd"

static const struct {
    const char *label, *name;
} labels[] = {
    { "utf-8", "UTF-8" },
    { "UTF8", "UTF-8" },
    { " utf_8 ", "UTF-8" },
    { "us-ascii", "US-ASCII" },
    { "ANSI_X3.4-1968", "US-ASCII" },
    { "gb2312", "GB18030" },
    { "GBK", "GB18030" },
    { "euc-kr", "CP949" },
    { "ks_c_5601-1987", "CP949" },
    { "Shift_JIS", "CP932" },
    { "big5", "BIG5-HKSCS" },
    { "iso-8859-1", "ISO-8859-1" },
    { "ISO_8859-1:1987", "ISO-8859-1" },
    { "iso8859-15", "ISO-8859-15" },
    { "iso-8859-8-i", "ISO-8859-8" },
    { "windows1252", "CP1252" },
    { "x-mac-cyrillic", "MAC-CYRILLIC" },
    { "tis-620", "CP874" },
    { "iso-2022-jp", "ISO-2022-JP" },
    { "", NULL },
    { "-", NULL },
    { "invalid-charset", NULL },
    { "unknown-8bit", NULL },
    { "utf-8x", NULL },
    { "utf-", NULL },
    { "utf-8;utf-8;utf-8;utf-8;utf-8;utf-8;utf-8;utf-8;utf-8;utf-8;utf-8;utf-8", NULL },
    { "UTF-8//TRANSLIT", NULL },
};

static void test_labels(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        g_test_message("%s", labels[i].label);
        g_assert_cmpstr(mime_charset_find(mail_slice_from_string(labels[i].label)), ==, labels[i].name);
    }
}

/* Each label is found, in the form in which the table is searched; iconv knows the name, and one name is one kind. */
static void test_table(void)
{
    for (size_t i = 0; i < mime_charset_count; i++) {
        const struct mime_charset *charset = &mime_charsets[i];
        g_test_message("%s", charset->label);
        g_assert_cmpstr(mime_charset_find(mail_slice_from_string(charset->label)), ==, charset->name);
        for (const char *letter = charset->label; *letter; letter++)
            g_assert_true(g_ascii_isdigit(*letter) || g_ascii_islower(*letter));
        for (size_t j = 0; j < i; j++)
            if (strcmp(mime_charsets[j].name, charset->name) == 0)
                g_assert_cmpint(mime_charsets[j].kind, ==, charset->kind);
        if (charset->kind == MIME_CHARSET_HZ)
            continue;
        GIConv converter = g_iconv_open("UTF-8", charset->name);
        g_assert_true(converter != (GIConv) -1);
        g_iconv_close(converter);
    }
}

static const struct {
    const char *label, *bytes;
    size_t length;
    enum mime_charset_result result;
    const char *text;
    size_t text_length;
} texts[] = {
    { "utf-8", BYTES("caf\u00e9"), MIME_CHARSET_VALID, BYTES("caf\u00e9") },
    { "utf-8", BYTES("a\0b\0"), MIME_CHARSET_VALID, BYTES("a\0b\0") },
    { "utf-8",
      BYTES("a\0\xff\xfe"
            "b"),
      MIME_CHARSET_INVALID, BYTES("a\0" REPLACED REPLACED "b") },
    { "utf-8", BYTES("a\xe4\xb8"), MIME_CHARSET_INVALID, BYTES("a" REPLACED REPLACED) },
    { "utf-8", BYTES("\xed\xa0\x80"), MIME_CHARSET_INVALID, BYTES(REPLACED REPLACED REPLACED) },
    { "utf-8", BYTES("\xc0\xaf"), MIME_CHARSET_INVALID, BYTES(REPLACED REPLACED) },
    { "us-ascii",
      BYTES("a\xe9"
            "b"),
      MIME_CHARSET_INVALID, BYTES("a" REPLACED "b") },
    { "us-ascii", BYTES("a\0b"), MIME_CHARSET_VALID, BYTES("a\0b") },
    { "iso-8859-1", BYTES("caf\xe9\x85"), MIME_CHARSET_VALID, BYTES("caf\u00e9\xc2\x85") },
    { "windows-1252", BYTES("\x80"), MIME_CHARSET_VALID, BYTES("\u20ac") },
    { "windows-1252", BYTES("a\x81z"), MIME_CHARSET_INVALID, BYTES("a" REPLACED "z") },
    { "windows-1251", BYTES("\xcf\xf0\xe8"), MIME_CHARSET_VALID, BYTES("\u041f\u0440\u0438") },
    { "koi8-r", BYTES("\xf0\xd2\xc9"), MIME_CHARSET_VALID, BYTES("\u041f\u0440\u0438") },
    { "gb2312", BYTES("\xc4\xe3\xba\xc3\xe9\x46"), MIME_CHARSET_VALID, BYTES("\u4f60\u597d\u9555") },
    { "gb2312", BYTES("a\xc4"), MIME_CHARSET_INVALID, BYTES("a" REPLACED) },
    { "gb18030", BYTES("\x81\x30\x81\x30"), MIME_CHARSET_VALID, BYTES("\xc2\x80") },
    { "gb18030", BYTES("a\x81\x30\x81"), MIME_CHARSET_INVALID, BYTES("a" REPLACED "0" REPLACED) },
    { "gbk", BYTES("\xff\xffz"), MIME_CHARSET_INVALID, BYTES(REPLACED REPLACED "z") },
    { "big5", BYTES("\xa4\xa4"), MIME_CHARSET_VALID, BYTES("\u4e2d") },
    { "euc-kr", BYTES("\xb0\xa1\x8c\x63"), MIME_CHARSET_VALID, BYTES("\uac00\ub620") },
    { "shift_jis", BYTES("\x93\xfa\xb1\x87\x40\\~"), MIME_CHARSET_VALID, BYTES("\u65e5\uff71\u2460\\~") },
    { "euc-jp", BYTES("\xc6\xfc\x8e\xb1\xad\xa1"), MIME_CHARSET_VALID, BYTES("\u65e5\uff71\u2460") },
    { "iso-2022-jp", BYTES("a\x1b$BF|\x1b(Bb"), MIME_CHARSET_VALID,
      BYTES("a\u65e5"
            "b") },
    { "iso-2022-jp", BYTES("\x1b$@F|\x1b(J\\"), MIME_CHARSET_VALID, BYTES("\u65e5\\") },
    { "iso-2022-jp", BYTES("\x1b(I1\x1b(B"), MIME_CHARSET_VALID, BYTES("\uff71") },
    { "iso-2022-jp", BYTES("\x1b$B-!\x1b(B"), MIME_CHARSET_VALID, BYTES("\u2460") },
    { "iso-2022-jp", BYTES("\x1b$BF|\nab"), MIME_CHARSET_VALID, BYTES("\u65e5\nab") },
    { "iso-2022-jp", BYTES("\x1b$BF|F"), MIME_CHARSET_INVALID, BYTES("\u65e5" REPLACED) },
    { "iso-2022-jp", BYTES("\x1b$BF\x1b(Ba"), MIME_CHARSET_INVALID, BYTES(REPLACED "a") },
    { "iso-2022-jp", BYTES("\x1bXa\xe9"), MIME_CHARSET_INVALID, BYTES(REPLACED "Xa" REPLACED) },
    { "iso-2022-jp", BYTES("a\0b"), MIME_CHARSET_VALID, BYTES("a\0b") },
    { "iso-2022-kr", BYTES("\x1b$)C\x0eGQ\x0f!"), MIME_CHARSET_VALID, BYTES("\ud55c!") },
    { "iso-2022-kr", BYTES("\x1b$)C\x0eG"), MIME_CHARSET_INVALID, BYTES(REPLACED) },
    { "hz-gb-2312", BYTES("~{<:Ky~} ~~ a~\nb"), MIME_CHARSET_VALID, BYTES("\u5df1\u6240 ~ ab") },
    { "hz-gb-2312", BYTES("~{<"), MIME_CHARSET_INVALID, BYTES(REPLACED) },
    { "hz-gb-2312", BYTES("~x\xe9"), MIME_CHARSET_INVALID, BYTES(REPLACED "x" REPLACED) },
    { "hz-gb-2312", BYTES("~"), MIME_CHARSET_INVALID, BYTES(REPLACED) },
    { "utf-7", BYTES("M+APw-ller +-"), MIME_CHARSET_VALID, BYTES("M\u00fcller +") },
    { "utf-7", BYTES("a\xe9"), MIME_CHARSET_INVALID, BYTES("a" REPLACED) },
    { "utf-16le", BYTES("a\0\xe9\0"), MIME_CHARSET_VALID, BYTES("a\u00e9") },
    { "utf-16le",
      BYTES("\0\xd8"
            "a\0b"),
      MIME_CHARSET_INVALID, BYTES(REPLACED "a" REPLACED) },
    { "utf-16", BYTES("\0a"), MIME_CHARSET_VALID, BYTES("a") },
    { "utf-16",
      BYTES("\xff\xfe"
            "a\0"),
      MIME_CHARSET_VALID, BYTES("a") },
    { "utf-16", BYTES("\xfe\xff\0a"), MIME_CHARSET_VALID, BYTES("a") },
    { "utf-32", BYTES("\0\0\xfe\xff\0\0\0a"), MIME_CHARSET_VALID, BYTES("a") },
    { "utf-32le",
      BYTES("\xff\xff\xff\xff"
            "a\0\0\0"),
      MIME_CHARSET_INVALID, BYTES(REPLACED "a") },
    { "no-such-set", BYTES("a"), MIME_CHARSET_UNKNOWN, BYTES("") },
};

static void test_texts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct mail_arena arena = core_test_arena_new();
        mail_slice text;
        enum mime_charset_result result = mime_charset_decode(&arena, mail_slice_from_string(texts[i].label),
                                                              mail_slice_make(texts[i].bytes, texts[i].length), &text);
        g_test_message("row %zu, %s: %.*s", i, texts[i].label, (int) text.length, (const char *) text.bytes);
        g_assert_cmpint(result, ==, texts[i].result);
        g_assert_cmpuint(text.length, ==, texts[i].text_length);
        g_assert_true(text.length == 0 || memcmp(text.bytes, texts[i].text, text.length) == 0);
        core_test_arena_free(&arena);
    }
}

static const struct {
    const char *bytes, *fallback, *text, *guess;
    bool is_undecodable;
} unlabelled[] = {
    { "tea", NULL, "tea", NULL, false },
    { "caf\u00e9", "gb18030", "caf\u00e9", NULL, false },
    { "caf\xe9", "iso-8859-1", "caf\u00e9", NULL, false },
    { "caf\xe9", "no-such-set", "caf\xe9", NULL, true },
    { "caf\xe9", "us-ascii", "caf\xe9", NULL, true },
    { "caf\xe9", NULL, "caf\xe9", NULL, true },
    { "\xe9t\xe9 \xe0 d\xe9j\xe0", NULL, "\xe9t\xe9 \xe0 d\xe9j\xe0", NULL, true },
    { "J\xfcrgen M\xfc\xdf", NULL, "J\xfcrgen M\xfc\xdf", NULL, true },
    { "\xf0\xd2\xc9\xd7\xc5\xd4 \xcd\xc9\xd2\xd5", NULL, "\xf0\xd2\xc9\xd7\xc5\xd4 \xcd\xc9\xd2\xd5", NULL, true },
    { "\xcf\xd0\xc8\xc2\xc5\xd2", NULL, "\xcf\xd0\xc8\xc2\xc5\xd2", NULL, true },
    { "\xc7\xd1\xb1\xdb \xb8\xde\xc0\xcf", NULL, "\xc7\xd1\xb1\xdb \xb8\xde\xc0\xcf", NULL, true },
    { "\x83\x65\x83\x58\x83\x67", NULL, "\x83\x65\x83\x58\x83\x67", NULL, true },
    { "\xa4\xb3\xa4\xf3\xa4\xcb", NULL, "\xa4\xb3\xa4\xf3\xa4\xcb", NULL, true },
    { "\xca\xc7\xd1\xca\xb4\xd5", NULL, "\xca\xc7\xd1\xca\xb4\xd5", NULL, true },
    { "\xb2\xe2\xca\xd4\xd3\xca\xbc\xfe", NULL, "\u6d4b\u8bd5\u90ae\u4ef6", "GB18030", false },
    { "Re: \xc4\xe3\xba\xc3", NULL, "Re: \u4f60\u597d", "GB18030", false },
    { "\xcd\xa8\xd6\xaa\xa3\xba"
      "abc\xa3\xa8"
      "1\xa3\xa9",
      NULL,
      "\u901a\u77e5\uff1a"
      "abc\uff08"
      "1\uff09",
      "GB18030", false },
    { "\xb2\xe2\xca\xd4\xd3\xca\xbc\xfe", "us-ascii", "\u6d4b\u8bd5\u90ae\u4ef6", "GB18030", false },
    { "\xb2\xe2\xca\xd4\xd3\xca\xbc", NULL, "\xb2\xe2\xca\xd4\xd3\xca\xbc", NULL, true },
    { "\xc4\xe3", NULL, "\xc4\xe3", NULL, true },
};

static void test_unlabelled(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(unlabelled); i++) {
        struct mail_arena arena = core_test_arena_new();
        struct mime_options options = { .fallback_charset = unlabelled[i].fallback };
        struct mime_unlabelled result =
            mime_charset_decode_unlabelled(&arena, &options, mail_slice_from_string(unlabelled[i].bytes));
        g_test_message("row %zu", i);
        core_test_expect_text(unlabelled[i].bytes, result.text, unlabelled[i].text);
        g_assert_cmpstr(result.guess, ==, unlabelled[i].guess);
        g_assert_cmpint(result.is_undecodable, ==, unlabelled[i].is_undecodable);
        core_test_arena_free(&arena);
    }
}

/* Nothing is opened or copied for text that is UTF-8 as it stands; and a megabyte that is valid nowhere ends. */
static void test_cost(void)
{
    static const char *const names[] = { "utf-8", "gb18030", "iso-2022-jp", "hz", "utf-7", "utf-32", "big5", "euc-jp" };
    struct mail_arena arena = core_test_arena_new();
    GString *bytes = g_string_new(NULL);
    mail_slice text;

    g_string_set_size(bytes, 1024 * 1024);
    memset(bytes->str, 'a', bytes->len);
    mime_charset_decode(&arena, mail_slice_from_string("gb2312"), mail_slice_make(bytes->str, bytes->len), &text);
    g_assert_true(text.bytes == (const uint8_t *) bytes->str);
    g_assert_cmpuint(core_test_arena_size(&arena), ==, 0);
    memset(bytes->str, 0xff, bytes->len);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_assert_cmpint(mime_charset_decode(&arena, mail_slice_from_string(names[i]),
                                            mail_slice_make(bytes->str, bytes->len), &text),
                        ==, MIME_CHARSET_INVALID);
        g_assert_cmpuint(text.length, <=, 3 * bytes->len);
    }
    g_string_free(bytes, TRUE);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-charset/labels", test_labels);
    g_test_add_func("/mime-charset/table", test_table);
    g_test_add_func("/mime-charset/texts", test_texts);
    g_test_add_func("/mime-charset/unlabelled", test_unlabelled);
    g_test_add_func("/mime-charset/cost", test_cost);
    return g_test_run();
}
