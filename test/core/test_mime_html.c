/* HTML of mails: what a reader sees of it, and the attributes that hold URLs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_html.h"
#include "core_test.h"
#include "registry/html_elements.h"
#include "registry/html_entities.h"

static const struct {
    const char *html, *text;
} texts[] = {
    { "", "" },
    { "plain", "plain" },
    { "some\r\n words \t of  it", "some words of it" },
    { "<b>bold</b>ly", "boldly" },
    { "a<br>b<BR/>c", "a\nb\nc" },
    { "a<br><br><br><br>b", "a\n\nb" },
    { "<div>a</div><div>b</div>", "a\nb" },
    { "<p>a</p>\n\n<p>b</p>", "a\n\nb" },
    { "<div><div>a</div></div> <div>b", "a\nb" },
    { "<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc" },
    { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a b\nc" },
    { "a <i> b </i> c", "a b c" },
    { "<pre>\na  b\n\n\n c</pre>d", "a  b\n\n\n c\nd" },
    { "<pre>a&nbsp; b</pre>", "a  b" },
    { "a<img src=x alt=\"the garden\">b", "a[the garden]b" },
    { "a<img src=x alt=\" \n\">b<img alt>c<img>d", "abcd" },
    { "<head><title>t</title><style>p {}</style></head><body>a", "a" },
    { "a<script>if (a < b) \"</b>\"</script>b", "ab" },
    { "a<script>x</scripts></SCRIPT >b", "ab" },
    { "a<script>never closed", "a" },
    { "a<!-- x -- > y -->b<!-->c<!--->d<!--e--!>f", "abcdf" },
    { "a<!-- never closed", "a" },
    { "<!DOCTYPE html><?xml a?>b</ >c", "bc" },
    { "1 < 2 <3 <", "1 < 2 <3 <" },
    { "a<b title='>'>c</b>", "ac" },
    { "a<b title=\"never closed>c", "a" },
    { "a<b title=x", "a" },
    { "a<b/c=d/e>f", "af" },
    { "a</", "a</" },
    { "&lt;b&gt; &amp;amp; &quot;&apos;", "<b> &amp; \"'" },
    { "&eacute;&Eacute;&euro;&alpha;", "\xc3\xa9\xc3\x89\xe2\x82\xac\xce\xb1" },
    { "&nosuch; & &; &# &#x; &#;", "&nosuch; & &; &# &#x; &#;" },
    { "&copy 2026 &copyright; &ltb", "\xc2\xa9 2026 \xc2\xa9right; <b" },
    { "&alpha", "&alpha" },
    { "&#65;&#x42;&#X43&#68", "ABCD" },
    { "&#128;&#x93;&#150;", "\xe2\x82\xac\xe2\x80\x9c\xe2\x80\x93" },
    { "&#0;&#xd800;&#x110000;&#99999999999999999999;", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "&&&amp;amp;lt;", "&&&amp;lt;" },
    { "a&nbsp;&nbsp;b\xe4\xbd\xa0", "a b\xe4\xbd\xa0" },
    { "  a  ", "a" },
};

static void expect_text(mail_slice html, const char *expected)
{
    GString *text = g_string_new(NULL);

    mime_html_read(html, text, NULL, NULL);
    g_assert_cmpstr(text->str, ==, expected);
    g_string_free(text, TRUE);
}

static void test_texts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i].html);
        expect_text(mail_slice_from_string(texts[i].html), texts[i].text);
    }
    expect_text(mail_slice_make("a\0b", 3), "ab");
    expect_text(mail_slice_make("<pre>a\0b", 8), "ab");
}

static const struct {
    const char *html, *values;
} attributes[] = {
    { "<a href=\"http://example.com/?a=1&amp;b=2\">", "http://example.com/?a=1&b=2|" },
    { "<a href='http://example.com/?a=1&copy=2&lt;'>", "http://example.com/?a=1&copy=2<|" },
    { "<A HREF=http://example.com/a>", "http://example.com/a|" },
    { "<a href = \"\n http://exam\r\nple.com/\ta b \">", "http://example.com/a b|" },
    { "<img src=a><form action=b><body background=c><q cite=d><object data=e>", "a|b|c|d|e|" },
    { "<video poster=a><button formaction=b><img longdesc=c>", "a|b|c|" },
    { "<a title=http://example.com xmlns=b name=c>", "" },
    { "<a href=a", "a|" },
    { "<a href=\"a", "" },
    { "<a href>", "|" },
    { "<a href=\"a\"src='b'/src=c>", "a|b|c|" },
    { "<!-- <a href=a> --><script><a href=b></script>", "" },
    { "<a =href=b>", "" },
};

static void append_value(void *context, mail_slice value)
{
    g_string_append_len(context, (const char *) value.bytes, (gssize) value.length);
    g_string_append_c(context, '|');
}

static void test_attributes(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++) {
        GString *values = g_string_new(NULL);

        g_test_message("%s", attributes[i].html);
        mime_html_read(mail_slice_from_string(attributes[i].html), NULL, append_value, values);
        g_assert_cmpstr(values->str, ==, attributes[i].values);
        g_string_free(values, TRUE);
    }
}

/* Each is repeated to a megabyte: what takes more than linear time would take hours. */
static const char *const hostile[] = { "<",        "<a",       "<a ",      "<a b=\"",     "<a b='c' ", "<!--",
                                       "<!-",      "--",       "&",        "&amp",        "&#",        "&#1",
                                       "&#x",      "</",       "</a",      "<script></s", "<pre>",     "<div>",
                                       "<br",      "<br>",     "\r\n\t",   "<!-- -- >",   "<img alt",  "=",
                                       "<script>", "<a href=", "<![CDATA", ";",           "\xc3" };

static void test_hostile(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        GString *html = g_string_new(NULL), *text = g_string_new(NULL), *values = g_string_new(NULL);

        while (html->len < 1024 * 1024)
            g_string_append(html, hostile[i]);
        mime_html_read(mail_slice_make(html->str, html->len), text, append_value, values);
        g_assert_cmpuint(text->len, <=, html->len);
        g_assert_cmpuint(values->len, <=, html->len);
        g_string_free(html, TRUE);
        g_string_free(text, TRUE);
        g_string_free(values, TRUE);
    }
}

static const char *const entity_names[] = {
#define HTML_ENTITY(name, reference, code_point, is_old) name,
#include "registry/html_entities.def"
#undef HTML_ENTITY
};

static void test_tables(void)
{
    size_t longest = 0, longest_old = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(entity_names); i++) {
        const struct html_entity *entity = html_entity_find(mail_slice_from_string(entity_names[i]));

        g_assert_nonnull(entity);
        g_assert_cmpstr(entity->name, ==, entity_names[i]);
        longest = MAX(longest, strlen(entity_names[i]));
        if (entity->is_old)
            longest_old = MAX(longest_old, strlen(entity_names[i]));
    }
    g_assert_cmpuint(longest, ==, HTML_ENTITY_NAME_LIMIT);
    g_assert_cmpuint(longest_old, ==, HTML_ENTITY_OLD_NAME_LIMIT);
    g_assert_null(html_entity_find(mail_slice_from_string("eacut")));
    g_assert_null(html_entity_find(mail_slice_from_string("")));
    g_assert_cmpint(html_element_find(mail_slice_from_string("Tr")), ==, HTML_ELEMENT_BLOCK);
    g_assert_cmpint(html_element_find(mail_slice_from_string("trx")), ==, HTML_ELEMENT_INLINE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-html/texts", test_texts);
    g_test_add_func("/mime-html/attributes", test_attributes);
    g_test_add_func("/mime-html/hostile", test_hostile);
    g_test_add_func("/mime-html/tables", test_tables);
    return g_test_run();
}
