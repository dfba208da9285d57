/* Attachments: which parts are some, their names, and what they look like (RFC 2183, 2; RFC 2045, 5.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_attachment.h"
#include "content/mime_message.h"
#include "core_test.h"
#include "registry/media_signatures.h"

#include <string.h>

static const struct {
    const char *header;
    bool is_attachment;
    const char *name;
} rows[] = {
    { "", false, NULL },
    { "Content-Type: text/html", false, NULL },
    { "Content-Type: image/png", true, NULL },
    { "Content-Type: image/png\r\nContent-Disposition: inline", true, NULL },
    { "Content-Type: application/pkcs7-signature", true, NULL },
    { "Content-Disposition: attachment", true, NULL },
    { "Content-Disposition: Inline", false, NULL },
    { "Content-Disposition: form-data; name=a", false, NULL },
    { "Content-Disposition: unheard-of", true, NULL },
    { "Content-Disposition: inline; filename=a.txt", true, "a.txt" },
    { "Content-Disposition: inline; filename=\"\"", false, NULL },
    { "Content-Disposition: inline; filename*=utf-8''%C3%A4", true, "\xc3\xa4" },
    { "Content-Disposition: inline; filename*0=a; filename*1=b", true, "ab" },
    { "Content-Disposition: inline; filename*1=b", false, NULL },
    { "Content-Disposition: inline; filenames=b", false, NULL },
    { "Content-Type: text/plain; name=b.txt", true, "b.txt" },
    { "Content-Type: text/plain; name=b\r\nContent-Disposition: attachment; filename=c", true, "c" },
    { "Content-Type: text/plain; name=\"../b c\"", true, "../b c" },
    { "Content-Type: message/rfc822", false, NULL },
    { "Content-Type: message/rfc822; name=m.eml", true, "m.eml" },
    { "Content-Type: message/delivery-status", false, NULL },
    { "Content-Type: multipart/mixed; boundary=b; name=c", false, "c" },
    { "Content-Type: multipart/mixed\r\nContent-Disposition: attachment", false, NULL },
};

static void test_rows(void)
{
    const struct mime_options options = { .fallback_charset = NULL };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct mail_arena arena = core_test_arena_new();
        g_autofree char *text = g_strconcat(rows[i].header, "\r\n\r\n", NULL);
        const struct mime_part *root =
            mime_message_read(&arena, mail_slice_from_string(text), NULL, &mime_default_limits)->root;
        g_test_message("%s", rows[i].header);
        g_assert_cmpint(mime_part_is_attachment(root), ==, rows[i].is_attachment);
        mail_slice name = mime_part_name(&arena, &options, root);
        g_assert_cmpmem(name.bytes, name.length, rows[i].name, rows[i].name ? strlen(rows[i].name) : 0);
        core_test_arena_free(&arena);
    }
}

static const struct {
    const char *bytes;
    size_t length;
    const char *type;
} signatures[] = {
#define BYTES(text) text, sizeof text - 1
    { BYTES(""), NULL },
    { BYTES("hello"), NULL },
    { BYTES("\x89PNG\r\n\x1a\n"), "image/png" },
    { BYTES("\x89PNG\r\n\x1a"), NULL },
    { BYTES("\xff\xd8\xff\xe0"), "image/jpeg" },
    { BYTES("GIF89a"), "image/gif" },
    { BYTES("RIFF....WAVE"), "audio/wav" },
    { BYTES("RIFF....WEBP"), "image/webp" },
    { BYTES("RIFF....ABCD"), NULL },
    { BYTES("....ftypqt  "), "video/quicktime" },
    { BYTES("....ftypisom"), "video/mp4" },
    { BYTES("%PDF-1.7"), "application/pdf" },
    { BYTES("MZ\x90"), "application/vnd.microsoft.portable-executable" },
    { BYTES("\x7f"
            "ELF"),
      "application/x-elf" },
    { BYTES("PK\x03\x04"), "application/zip" },
    { BYTES("PK\x03\x04......word/document.xml"),
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { BYTES("PK\x03\x04......xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { BYTES("PK\x03\x04......mimetypeapplication/epub+zip"), "application/epub+zip" },
    { BYTES("PK\x03\x04......META-INF/MANIFEST.MF"), "application/java-archive" },
    { BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "application/x-ole-storage" },
    { BYTES("{\\rtf1"), "application/rtf" },
    { BYTES("\x1f\x8b\x08"), "application/gzip" },
    { BYTES("Rar!\x1a\x07\x00"), "application/vnd.rar" },
    { BYTES("#!/bin/sh"), "text/x-script" },
    { BYTES(" \r\n<!DOCTYPE HTML>"), "text/html" },
    { BYTES("\xef\xbb\xbf<html>"), "text/html" },
    { BYTES("<Htm"), NULL },
    { BYTES("\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"), "application/pkcs7-mime" },
    { BYTES("\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"), "application/pkcs7-mime" },
    { BYTES("-----BEGIN PGP MESSAGE-----"), "application/pgp" },
#undef BYTES
};

static void test_signatures(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(signatures); i++) {
        g_autofree guint8 *copy = g_memdup2(signatures[i].bytes, signatures[i].length);
        g_test_message("%zu: %s", i, signatures[i].bytes);
        g_assert_cmpstr(mime_signature_find(mail_slice_make(copy, signatures[i].length)), ==, signatures[i].type);
    }
}

static void test_offset(void)
{
    char bytes[600];

    memset(bytes, 'a', sizeof bytes);
    memcpy(bytes + 257, "ustar", 5);
    g_assert_cmpstr(mime_signature_find(mail_slice_make(bytes, sizeof bytes)), ==, "application/x-tar");
    g_assert_null(mime_signature_find(mail_slice_make(bytes, 261)));
}

/* Digits come in pairs; a row that another one hides says nothing. */
static void test_table(void)
{
    for (size_t i = 0; i < media_signature_count; i++) {
        const struct media_signature *row = &media_signatures[i];
        size_t digits = strspn(row->pattern + 2, "0123456789abcdef.");
        g_test_message("%s", row->pattern);
        g_assert_true(i == 0 || strcmp(row[-1].pattern, row->pattern) < 0);
        g_assert_true(strchr(row->type, '/'));
        g_assert_cmpuint(strlen(row->reference), >, 0);
        g_assert_cmpuint(row->offset, <, MIME_SIGNATURE_LENGTH);
        if (row->pattern[0] == '~')
            continue;
        g_assert_true(g_str_has_prefix(row->pattern, "0x"));
        g_assert_cmpuint(digits % 2, ==, 0);
        g_assert_cmpuint(digits, >=, 4);
        g_assert_true(row->pattern[2 + digits] == '\0' || row->pattern[2 + digits] == '+');
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-attachment/rows", test_rows);
    g_test_add_func("/mime-attachment/signatures", test_signatures);
    g_test_add_func("/mime-attachment/offset", test_offset);
    g_test_add_func("/mime-attachment/table", test_table);
    return g_test_run();
}
