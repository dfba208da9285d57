/* Content transfer encodings (RFC 2045, 6), and where mail breaks them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_transfer.h"
#include "core_test.h"

#include <string.h>

static const struct {
    enum mime_encoding encoding;
    const char *body, *decoded;
} rows[] = {
    { MIME_ENCODING_IDENTITY, "a=3D\r\n", "a=3D\r\n" },
    { MIME_ENCODING_UNKNOWN, "a=3D\r\n", "a=3D\r\n" },
    { MIME_ENCODING_BASE64, "", "" },
    { MIME_ENCODING_BASE64, "QUJD", "ABC" },
    { MIME_ENCODING_BASE64, "QUJDRA==", "ABCD" },
    { MIME_ENCODING_BASE64, "QUJDREU=", "ABCDE" },
    { MIME_ENCODING_BASE64, "QUJDREU", "ABCDE" },
    { MIME_ENCODING_BASE64, "QUJDRA", "ABCD" },
    { MIME_ENCODING_BASE64, "QUJDR", "ABC" },
    { MIME_ENCODING_BASE64, "QU\r\nJD\r\n", "ABC" },
    { MIME_ENCODING_BASE64, "Q U\tJ!D-\xff", "ABC" },
    { MIME_ENCODING_BASE64, "QUJDRA==RUZH", "ABCD" },
    { MIME_ENCODING_BASE64, "QUJDRA=\r\n=\r\nRUZH", "ABCD" },
    { MIME_ENCODING_BASE64, "=QUJD", "" },
    { MIME_ENCODING_BASE64, "Q=UJD", "" },
    { MIME_ENCODING_BASE64, "!!!!", "" },
    { MIME_ENCODING_BASE64, "+/+/", "\xfb\xff\xbf" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "", "" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a=3Db", "a=b" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "=c3=A4", "\xc3\xa4" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a=\r\nb", "ab" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a=\nb", "ab" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a= \t\r\nb", "ab" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a=", "a" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a= ", "a" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a \t\r\nb ", "a\r\nb" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a=20\r\n", "a \r\n" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a=20 \r\n", "a \r\n" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a\nb\r\n", "a\nb\r\n" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a=XYb=4", "a=XYb=4" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "==3D=\r\n", "==" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "=3=\r\nD", "=3D" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "a\rb", "a\rb" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "\r\n\n", "\r\n\n" },
    { MIME_ENCODING_QUOTED_PRINTABLE, "\xe4", "\xe4" },
    { MIME_ENCODING_UUENCODE, "begin 644 a\r\n#86)C\r\n`\r\nend\r\n", "abc" },
    { MIME_ENCODING_UUENCODE, "text\nbegin 644 a\n#86)C\n`\nend\nmore", "abc" },
    { MIME_ENCODING_UUENCODE, "begin 644 a\n\"86)C\n!86)C\n", "aba" },
    { MIME_ENCODING_UUENCODE, "begin 644 a\n&86)C\n", "abc" },
    { MIME_ENCODING_UUENCODE, "#86)C\n", "" },
    { MIME_ENCODING_UUENCODE, "begin", "" },
    { MIME_ENCODING_UUENCODE, "begin 644 a\nend", "" },
};

static void append(void *context, mail_slice decoded)
{
    g_string_append_len(context, (const char *) decoded.bytes, (gssize) decoded.length);
}

static char *decode(enum mime_encoding encoding, mail_slice body)
{
    GString *text = g_string_new(NULL);

    mime_transfer_decode(encoding, body, append, text);
    g_assert_cmpuint(mime_transfer_size(encoding, body), ==, text->len);
    return g_string_free(text, FALSE);
}

static void test_rows(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *decoded = decode(rows[i].encoding, mail_slice_from_string(rows[i].body));
        g_test_message("%s", rows[i].body);
        g_assert_cmpstr(decoded, ==, rows[i].decoded);
    }
}

/* The first bytes are those of the whole, cut anywhere, and no byte behind the body is read. */
static void test_first(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        for (size_t length = 0; length <= strlen(rows[i].body); length++) {
            struct mail_arena arena = core_test_arena_new();
            g_autofree guint8 *copy = g_memdup2(rows[i].body, length);
            mail_slice body = mail_slice_make(copy, length);
            uint64_t size = mime_transfer_size(rows[i].encoding, body);
            mail_slice all = mime_transfer_decode_first(&arena, rows[i].encoding, body, SIZE_MAX);
            g_assert_cmpuint(all.length, ==, size);
            for (size_t limit = 0; limit <= all.length; limit++) {
                mail_slice first = mime_transfer_decode_first(&arena, rows[i].encoding, body, limit);
                g_assert_cmpmem(first.bytes, first.length, all.bytes, limit);
            }
            core_test_arena_free(&arena);
        }
}

/* Bodies larger than any buffer, with line ends at every place. */
static void test_long(void)
{
    for (size_t line = 1; line < 80; line++) {
        g_autoptr(GString) body = g_string_new(NULL), whole = g_string_new(NULL);
        for (size_t i = 0; i < 60000; i++) {
            g_string_append_c(body, "QUJD"[i % 4]);
            if (i % line == line - 1)
                g_string_append(body, "\r\n");
        }
        for (size_t i = 0; i < 15000; i++)
            g_string_append(whole, "ABC");
        g_autofree char *decoded = decode(MIME_ENCODING_BASE64, mail_slice_make(body->str, body->len));
        g_assert_cmpstr(decoded, ==, whole->str);
    }
}

static const struct {
    const char *body, *word;
    enum mime_encoding encoding;
} names[] = {
    { "", "", MIME_ENCODING_IDENTITY },
    { " 7bit", "7bit", MIME_ENCODING_IDENTITY },
    { " 8BIT ", "8bit", MIME_ENCODING_IDENTITY },
    { "binary", "binary", MIME_ENCODING_IDENTITY },
    { " Base64", "base64", MIME_ENCODING_BASE64 },
    { "\r\n base64", "base64", MIME_ENCODING_BASE64 },
    { " (a (b\\)) c) base64 (d)", "base64", MIME_ENCODING_BASE64 },
    { "base64;", "base64", MIME_ENCODING_BASE64 },
    { "Quoted-Printable", "quoted-printable", MIME_ENCODING_QUOTED_PRINTABLE },
    { "x-uuencode", "x-uuencode", MIME_ENCODING_UUENCODE },
    { "X-UUE", "x-uue", MIME_ENCODING_UUENCODE },
    { "base6", "base6", MIME_ENCODING_UNKNOWN },
    { "base64x", "base64x", MIME_ENCODING_UNKNOWN },
    { "7-bit", "7-bit", MIME_ENCODING_UNKNOWN },
    { "(base64", "", MIME_ENCODING_IDENTITY },
};

static void test_names(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        mail_slice body = mail_slice_from_string(names[i].body);
        g_test_message("%s", names[i].body);
        core_test_expect_text(names[i].body, mime_encoding_read(&arena, body), names[i].word);
        g_assert_cmpint(mime_encoding_find(body), ==, names[i].encoding);
    }
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-transfer/rows", test_rows);
    g_test_add_func("/mime-transfer/first", test_first);
    g_test_add_func("/mime-transfer/long", test_long);
    g_test_add_func("/mime-transfer/names", test_names);
    return g_test_run();
}
