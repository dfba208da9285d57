/* URLs in plain text, by RFC 3986.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_url.h"
#include "core_test.h"

static const struct {
    const char *text, *urls;
} texts[] = {
    { "", "" },
    { "no URL: none", "" },
    { "http://example.com", "http://example.com|" },
    { "see http://example.com/a, then https://example.com/b.", "http://example.com/a|https://example.com/b|" },
    { "<http://example.com/a>", "http://example.com/a|" },
    { "(http://example.com/a)", "http://example.com/a|" },
    { "(see http://example.com/a_(b))", "http://example.com/a_(b)|" },
    { "http://example.com/a_(b)", "http://example.com/a_(b)|" },
    { "[http://example.com/a]", "http://example.com/a|" },
    { "http://[2001:db8::1]/a", "http://[2001:db8::1]/a|" },
    { "http://[2001:db8::1]", "http://[2001:db8::1]|" },
    { "http://example.com/?a=1&b=2#c", "http://example.com/?a=1&b=2#c|" },
    { "http://example.com/a?!?'*", "http://example.com/a|" },
    { "(http://example.com/a).", "http://example.com/a|" },
    { "http://user@example.com:8080/%41~-_$+", "http://user@example.com:8080/%41~-_$+|" },
    { "\"http://example.com/a\"", "http://example.com/a|" },
    { "http://example.com/a|b", "http://example.com/a|" },
    { "http://example.com/\xe4\xbd\xa0", "http://example.com/|" },
    { "\xe4\xbd\xa0http://example.com/\xe4\xbd\xa0", "http://example.com/|" },
    { "HTTP://EXAMPLE.COM/A", "HTTP://EXAMPLE.COM/A|" },
    { "ftp://example.com/a", "ftp://example.com/a|" },
    { "mailto:bob@example.net", "" },
    { "www.example.com", "" },
    { "gopher://example.com", "" },
    { "http:/example.com", "" },
    { "http://", "" },
    { "http:// example.com", "" },
    { "http:///example.com", "" },
    { "xhttp://example.com", "" },
    { "http://http://example.com", "http://http://example.com|" },
    { "a:http://example.com", "http://example.com|" },
    { "http://example.com\nhttp://example.com", "http://example.com|http://example.com|" },
};

static void append_url(void *context, mail_slice url)
{
    g_string_append_len(context, (const char *) url.bytes, (gssize) url.length);
    g_string_append_c(context, '|');
}

static void test_texts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        GString *urls = g_string_new(NULL);

        g_test_message("%s", texts[i].text);
        mime_url_find_in_text(mail_slice_from_string(texts[i].text), append_url, urls);
        g_assert_cmpstr(urls->str, ==, texts[i].urls);
        g_string_free(urls, TRUE);
    }
}

static void test_values(void)
{
    g_assert_true(mime_url_is_url(mail_slice_from_string("http://example.com/a b")));
    g_assert_true(mime_url_is_url(mail_slice_from_string("https://\xe4\xbe\x8b.example/")));
    g_assert_false(mime_url_is_url(mail_slice_from_string("//example.com/")));
    g_assert_false(mime_url_is_url(mail_slice_from_string("javascript:x")));
    g_assert_false(mime_url_is_url(mail_slice_from_string("http://")));
    g_assert_false(mime_url_is_url(mail_slice_make(NULL, 0)));
}

static void add_length(void *context, mail_slice url)
{
    *(size_t *) context += url.length;
}

/* Each is repeated to a megabyte; no URL is read twice. */
static void test_hostile(void)
{
    static const char *const pieces[] = { "http://", ":", "h", "://", "http://a", "http://a)))", "((((", "]", "\xff" };

    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        GString *text = g_string_new("http://a");
        size_t total = 0;

        while (text->len < 1024 * 1024)
            g_string_append(text, pieces[i]);
        mime_url_find_in_text(mail_slice_make(text->str, text->len), add_length, &total);
        g_assert_cmpuint(total, <=, text->len);
        g_string_free(text, TRUE);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-url/texts", test_texts);
    g_test_add_func("/mime-url/values", test_values);
    g_test_add_func("/mime-url/hostile", test_hostile);
    return g_test_run();
}
