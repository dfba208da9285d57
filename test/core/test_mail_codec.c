/* Base64 is read with and without its padding; other text is refused (RFC 4648, 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/mail_codec.h"
#include "core_test.h"

#include <string.h>

static const struct {
    const char *encoded;
    const char *decoded; /* NULL: no base64 */
} rows[] = {
    { "", "" },
    { "Zg==", "f" },
    { "Zg=", "f" },
    { "Zg", "f" },
    { "Zm8=", "fo" },
    { "Zm8", "fo" },
    { "Zm9v", "foo" },
    { "Zm9vYg==", "foob" },
    { "Zm9vYmE=", "fooba" },
    { "Zm9vYmFy", "foobar" },
    { "+/+/", "\xfb\xff\xbf" },
    { "Zh", "f" }, /* left-over bits that are not zero carry nothing */
    { "Z", NULL },
    { "Zm9vY", NULL },
    { "====", NULL },
    { "Zg===", NULL },
    { "Zg==Zg==", NULL },
    { "Z=g=", NULL },
    { "Zm 9v", NULL },
    { "Zm\t9v", NULL },
    { "Zm9v\r", NULL },
    { "Zm-_", NULL },
    { "alice@example.com", NULL },
    { "\xc3\xa4\xc3\xa4", NULL },
};

static void test_decode(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice decoded = { NULL, 0 };
        bool is_base64 = mail_base64_decode(&arena, mail_slice_from_string(rows[i].encoded), &decoded);
        g_test_message("%s", rows[i].encoded);
        g_assert_cmpint(is_base64, ==, rows[i].decoded != NULL);
        if (is_base64)
            core_test_expect_text(rows[i].encoded, decoded, rows[i].decoded);
    }
    core_test_arena_free(&arena);
}

/* xtext = *( xchar / hexchar ) (RFC 3461, 4) */
static void test_xtext(void)
{
    static const struct {
        const char *encoded, *decoded; /* NULL: no xtext */
    } xtexts[] = {
        { "", "" },           { "abc@example.com", "abc@example.com" },
        { "a+2Bb", "a+b" },   { "+3D+20+C3+A4", "= \xc3\xa4" },
        { "!~", "!~" },       { "a+2bb", NULL },
        { "a+2", NULL },      { "a+", NULL },
        { "a+GG", NULL },     { "a=b", NULL },
        { "a b", NULL },      { "\x7f", NULL },
        { "\xc3\xa4", NULL },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(xtexts); i++) {
        mail_slice decoded = { NULL, 0 };
        bool is_xtext = mail_xtext_decode(&arena, mail_slice_from_string(xtexts[i].encoded), &decoded);
        g_test_message("%s", xtexts[i].encoded);
        g_assert_cmpint(is_xtext, ==, xtexts[i].decoded != NULL);
        if (is_xtext)
            core_test_expect_text(xtexts[i].encoded, decoded, xtexts[i].decoded);
    }
    core_test_arena_free(&arena);
}

/* utf-8-enc-addr (RFC 6533, 3) */
static void test_unitext(void)
{
    static const struct {
        const char *encoded, *decoded; /* NULL: none */
    } unitexts[] = {
        { "", "" },
        { "a@b", "a@b" },
        { "\\x{4F8B}@example.com", "\xe4\xbe\x8b@example.com" },
        { "a\\x{2B}b\\x{3D}\\x{20}", "a+b= " },
        { "\\X{20}", NULL },
        { "\\x{1F600}\\x{10FFFF}", "\xf0\x9f\x98\x80\xf4\x8f\xbf\xbf" },
        { "\xe4\xbe\x8b@b", "\xe4\xbe\x8b@b" },
        { "\\x{4F8B", NULL },
        { "\\x{}", NULL },
        { "\\x{4}", NULL },
        { "\\x{00}", NULL },
        { "\\x{D800}", NULL },
        { "\\x{110000}", NULL },
        { "\\x{0010FFFF}", NULL },
        { "\\x{4G}", NULL },
        { "\\x4F8B", NULL },
        { "a+2Bb", NULL },
        { "a=b", NULL },
        { "a b", NULL },
        { "\xff", NULL },
        { "\xe4\xbe", NULL },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(unitexts); i++) {
        mail_slice decoded = { NULL, 0 };
        bool is_unitext = mail_unitext_decode(&arena, mail_slice_from_string(unitexts[i].encoded), &decoded);
        g_test_message("%s", unitexts[i].encoded);
        g_assert_cmpint(is_unitext, ==, unitexts[i].decoded != NULL);
        if (is_unitext)
            core_test_expect_text(unitexts[i].encoded, decoded, unitexts[i].decoded);
    }
    core_test_arena_free(&arena);
}

static void test_nul_is_no_digit(void)
{
    struct mail_arena arena = core_test_arena_new();
    mail_slice decoded;

    g_assert_false(mail_base64_decode(&arena, mail_slice_make("Zm9v\0Zm9v", sizeof "Zm9v\0Zm9v" - 1), &decoded));
    core_test_arena_free(&arena);
}

static void test_every_length(void)
{
    uint8_t bytes[300];

    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t) (i * 37);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        struct mail_arena arena = core_test_arena_new();
        g_autofree char *encoded = length ? g_base64_encode(bytes, length) : g_strdup("");
        mail_slice text = mail_slice_from_string(encoded);
        for (; text.length && text.bytes[text.length - 1] == '='; text.length--) {
            mail_slice decoded;
            g_assert_true(mail_base64_decode(&arena, text, &decoded));
            g_assert_cmpmem(decoded.bytes, decoded.length, bytes, length);
        }
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/codec/base64", test_decode);
    g_test_add_func("/codec/base64/nul", test_nul_is_no_digit);
    g_test_add_func("/codec/base64/every-length", test_every_length);
    g_test_add_func("/mail-codec/xtext", test_xtext);
    g_test_add_func("/mail-codec/unitext", test_unitext);
    return g_test_run();
}
