/* The text of a message as its reader sees it, and its URLs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_reading_text.h"
#include "core_test.h"

static const struct mime_options no_options = { NULL };

static const struct {
    const char *content, *text;
} texts[] = {
    { "Subject: a\r\n\r\none\r\ntwo\r\n", "one\ntwo\n" },
    { "Subject: a\r\n\r\none\rtwo\r", "one\rtwo\r" },
    { "Content-Type: text/plain; charset=gb2312\r\n\r\n\xc4\xe3\xba\xc3", "\xe4\xbd\xa0\xe5\xa5\xbd" },
    { "Content-Type: text/plain; charset=us-ascii\r\n\r\n\xc3\xa9", "\xc3\xa9" },
    { "Content-Type: text/plain; charset=x-none\r\n\r\n\xc3\xa9", "\xc3\xa9" },
    { "Content-Type: text/plain; charset=utf-8\r\n\r\na\xff", "a\xef\xbf\xbd" },
    { "Content-Type: text/plain\r\n\r\na\xff", "a\xef\xbf\xbd" },
    { "Content-Type: text/plain; charset=utf-8\r\n\r\n\xef\xbb\xbfmark", "mark" },
    { "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nw6kNCmI=", "\xc3\xa9\nb" },
    { "Content-Type: text/plain; format=flowed\r\n\r\none \r\ntwo", "one \ntwo" },
    { "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>some=\r\n wo=72ds<p>b",
      "some words\n\nb" },
    { "Content-Type: text/html\r\n\r\n<meta charset='gbk'>\xc4\xe3\xba\xc3", "\xe4\xbd\xa0\xe5\xa5\xbd" },
    { "Content-Type: text/html\r\n\r\n<meta content=\"text/html; charset = gb2312\">\xc4\xe3", "\xe4\xbd\xa0" },
    { "Content-Type: text/html; charset=utf-8\r\n\r\n<meta charset=gbk>\xe4\xbd\xa0", "\xe4\xbd\xa0" },
    { "Content-Type: text/html\r\n\r\n<!-- <meta charset=gbk> -->\xe4\xbd\xa0", "\xe4\xbd\xa0" },
};

static const struct mime_message *read_message(const struct mail_arena *arena, const char *content)
{
    return mime_message_read(arena, mail_slice_from_string(content), NULL, &mime_default_limits);
}

static void test_texts(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        const struct mime_message *message = read_message(&arena, texts[i].content);

        g_test_message("%s", texts[i].content);
        g_assert_true(mime_part_is_text(message->root));
        core_test_expect_text(texts[i].content, mime_part_text(&arena, &no_options, message->root, 1024),
                              texts[i].text);
    }
    core_test_arena_free(&arena);
}

static void test_limit(void)
{
    struct mail_arena arena = core_test_arena_new();
    const struct mime_message *message = read_message(&arena, "Subject: a\r\n\r\nabcdef");

    core_test_expect_text("limit", mime_part_text(&arena, &no_options, message->root, 3), "abc");
    core_test_expect_text("limit", mime_part_text(&arena, &no_options, message->root, 0), "");
    core_test_arena_free(&arena);
}

static const char *const no_texts[] = {
    "Content-Type: image/png\r\n\r\nx",
    "Content-Type: text/plain; name=a.txt\r\n\r\nx",
    "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nx",
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx",
    "Content-Type: message/rfc822\r\n\r\nSubject: a\r\n\r\nx",
};

static void test_no_texts(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(no_texts); i++)
        g_assert_false(mime_part_is_text(read_message(&arena, no_texts[i])->root));
    core_test_arena_free(&arena);
}

static const char many_parts[] =
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\n\r\nhttp://example.com/1 http://example.com/2 http://example.com/1\r\n"
    "--b\r\nContent-Type: text/html\r\n\r\n<a href=http://example.com/3>http://example.com/2</a> http://example.com/4 "
    "<a href=mailto:a@example.com><a href=/x>\r\n"
    "--b\r\nContent-Type: text/plain; name=a\r\n\r\nhttp://example.com/attachment\r\n"
    "--b\r\nContent-Type: text/css\r\n\r\nhttp://example.com/css\r\n"
    "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: a\r\n\r\nhttp://example.com/5\r\n"
    "--b--\r\nhttp://example.com/epilogue\r\n";

static void test_urls(void)
{
    struct mail_arena arena = core_test_arena_new();
    const struct mime_message *message = read_message(&arena, many_parts);
    static const char *const order = "12345";
    size_t count = 0;

    for (const struct mime_url *url = mime_urls_find(&arena, &no_options, message); url; url = url->next, count++) {
        char expected[] = "http://example.com/?";

        g_assert_cmpuint(count, <, strlen(order));
        expected[strlen(expected) - 1] = order[count];
        core_test_expect_text("URL", url->url, expected);
        g_assert_true(mime_part_is_text(url->part));
    }
    g_assert_cmpuint(count, ==, strlen(order));
    core_test_arena_free(&arena);
}

static void test_urls_limit(void)
{
    struct mail_arena arena = core_test_arena_new();
    GString *content = g_string_new("Subject: a\r\n\r\n");
    size_t count = 0;

    for (unsigned i = 0; i < MIME_URLS_LIMIT + 1; i++)
        g_string_append_printf(content, "http://example.com/%u\r\nhttp://example.com/0\r\n", i);
    for (const struct mime_url *url = mime_urls_find(&arena, &no_options, read_message(&arena, content->str)); url;
         url = url->next)
        count++;
    g_assert_cmpuint(count, ==, MIME_URLS_LIMIT);
    g_string_free(content, TRUE);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-reading-text/texts", test_texts);
    g_test_add_func("/mime-reading-text/limit", test_limit);
    g_test_add_func("/mime-reading-text/no-texts", test_no_texts);
    g_test_add_func("/mime-reading-text/urls", test_urls);
    g_test_add_func("/mime-reading-text/urls-limit", test_urls_limit);
    return g_test_run();
}
