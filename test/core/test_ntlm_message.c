/* The names in NTLM messages ([MS-NLMP] 2.2.1), also in messages that are cut, or point outside of themselves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "sasl/ntlm_message.h"

#include <string.h>

/* An AUTHENTICATE message: responses of 2 bytes, names in UTF-16, flags; 86 bytes. */
static const char authenticate[] = "NTLMSSP\0\3\0\0\0"
                                   "\2\0\2\0\x54\0\0\0"   /* LM response at 84 */
                                   "\2\0\2\0\x52\0\0\0"   /* NT response at 82 */
                                   "\4\0\4\0\x40\0\0\0"   /* domain at 64 */
                                   "\x8\0\x8\0\x44\0\0\0" /* user at 68 */
                                   "\6\0\6\0\x4c\0\0\0"   /* workstation at 76 */
                                   "\0\0\0\0\0\0\0\0"     /* session key */
                                   "\1\0\0\0"             /* NEGOTIATE_UNICODE */
                                   "E\0X\0"
                                   "J\0\xf6\0r\0g\0"
                                   "P\0C\0001\0"
                                   "\xca\xfe\1\2";

#define AUTHENTICATE_LENGTH (sizeof authenticate - 1)

/* Parses a copy on the heap, so that a sanitizer sees every read past its end. */
static bool parse(const struct mail_arena *arena, const void *bytes, gsize length, struct ntlm_message *message)
{
    g_autofree guint8 *copy = g_memdup2(bytes, length);
    bool is_message = ntlm_message_parse(arena, mail_slice_make(copy, length), message);

    if (is_message) {
        message->user = mail_arena_copy(arena, message->user);
        message->domain = mail_arena_copy(arena, message->domain);
        message->workstation = mail_arena_copy(arena, message->workstation);
        message->target = mail_arena_copy(arena, message->target);
    }
    return is_message;
}

static void test_authenticate(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct ntlm_message message;

    g_assert_cmpuint(AUTHENTICATE_LENGTH, ==, 86);
    g_assert_true(parse(&arena, authenticate, AUTHENTICATE_LENGTH, &message));
    g_assert_cmpint(message.type, ==, NTLM_AUTHENTICATE);
    core_test_expect_text("user", message.user, "J\xc3\xb6rg");
    core_test_expect_text("domain", message.domain, "EX");
    core_test_expect_text("workstation", message.workstation, "PC1");
    core_test_expect_text("response", message.response, "cafe");
    core_test_arena_free(&arena);
}

/* A message with some bytes changed from `offset` on. */
static void expect_user(gsize offset, const char *change, gsize length, const char *user)
{
    struct mail_arena arena = core_test_arena_new();
    struct ntlm_message message;
    char bytes[AUTHENTICATE_LENGTH];

    memcpy(bytes, authenticate, sizeof bytes);
    memcpy(bytes + offset, change, length);
    g_assert_true(parse(&arena, bytes, sizeof bytes, &message));
    core_test_expect_text("user", message.user, user);
    core_test_arena_free(&arena);
}

static void test_user_outside(void)
{
    expect_user(36, "\x12\0\x12\0\x44\0\0\0", 8, "J\xc3\xb6rgPC1\xef\xbb\x8a\xc8\x81");
    expect_user(36, "\x14\0\x14\0\x44\0\0\0", 8, "");
    expect_user(36, "\xff\xff\xff\xff\x44\0\0\0", 8, "");
    expect_user(36, "\x8\0\x8\0\xff\xff\xff\xff", 8, "");
    expect_user(36, "\x8\0\x8\0\x56\0\0\0", 8, "");
    expect_user(36, "\x8\0\x8\0\0\0\0\x80", 8, "");
    expect_user(36, "\0\0\0\0\0\0\0\0", 8, "");
}

/* A surrogate alone is not valid UTF-16: the bytes stay as they are. An odd byte at the end belongs to no character. */
static void test_user_of_bad_utf16(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct ntlm_message message;
    char bytes[AUTHENTICATE_LENGTH];

    memcpy(bytes, authenticate, sizeof bytes);
    memcpy(bytes + 68, "\0\xd8", 2);
    g_assert_true(parse(&arena, bytes, sizeof bytes, &message));
    g_assert_cmpmem(message.user.bytes, message.user.length, "\0\xd8\xf6\0r\0g\0", 8);
    core_test_arena_free(&arena);
    expect_user(36, "\7\0\7\0\x44\0\0\0", 8, "J\xc3\xb6r");
}

static void test_oem_names(void)
{
    expect_user(60, "\2\0\0\0", 4, "J");
    expect_user(36, "\1\0\1\0\x46\0\0\0\6\0\6\0\x4c\0\0\0\0\0\0\0\0\0\0\0\2", 25, "\xc3\xb7");
}

/* A client from before the flags: its first name stands where they would. */
static void test_no_flags(void)
{
    static const char old[] = "NTLMSSP\0\3\0\0\0"
                              "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                              "\0\0\0\0\0\0\0\0"
                              "\xd\0\xd\0\x34\0\0\0"
                              "\0\0\0\0\0\0\0\0"
                              "ALICE@EXAMPLE";
    struct mail_arena arena = core_test_arena_new();
    struct ntlm_message message;

    g_assert_true(parse(&arena, old, sizeof old - 1, &message));
    core_test_expect_text("user", message.user, "ALICE@EXAMPLE");
    core_test_arena_free(&arena);
}

static void test_cut(void)
{
    for (gsize length = 0; length <= AUTHENTICATE_LENGTH; length++) {
        struct mail_arena arena = core_test_arena_new();
        struct ntlm_message message;
        g_assert_cmpint(parse(&arena, authenticate, length, &message), ==, length >= 52);
        core_test_arena_free(&arena);
    }
}

static void test_other_types(void)
{
    static const char negotiate[] = "NTLMSSP\0\1\0\0\0\7\2\0\0\2\0\2\0\x20\0\0\0\3\0\3\0\x22\0\0\0EXPC1";
    static const char challenge[] = "NTLMSSP\0\2\0\0\0\4\0\4\0\x20\0\0\0\1\0\0\0\1\2\3\4\5\6\7\xffX\0Y\0";
    static const char unknown[] = "NTLMSSP\0\4\0\0\0\4\0\4\0\x20\0\0\0\1\0\0\0\1\2\3\4\5\6\7\xffX\0Y\0";
    struct mail_arena arena = core_test_arena_new();
    struct ntlm_message message;

    g_assert_true(parse(&arena, negotiate, sizeof negotiate - 1, &message));
    core_test_expect_text("domain", message.domain, "EX");
    core_test_expect_text("workstation", message.workstation, "PC1");
    g_assert_true(parse(&arena, negotiate, 16, &message));
    g_assert_false(parse(&arena, negotiate, 15, &message));
    g_assert_true(parse(&arena, challenge, sizeof challenge - 1, &message));
    core_test_expect_text("target", message.target, "XY");
    core_test_expect_text("challenge", message.challenge, "01020304050607ff");
    g_assert_false(parse(&arena, challenge, 31, &message));
    g_assert_false(parse(&arena, unknown, sizeof unknown - 1, &message));
    core_test_arena_free(&arena);
}

static void test_find(void)
{
    g_assert_cmpuint(ntlm_message_find(mail_slice_from_string("")).length, ==, 0);
    g_assert_cmpuint(ntlm_message_find(mail_slice_from_string("NTLMSSP")).length, ==, 0);
    g_assert_cmpuint(ntlm_message_find(mail_slice_make("NTLMSSP\0", sizeof "NTLMSSP\0" - 1)).length, ==, 8);
    g_assert_cmpuint(ntlm_message_find(mail_slice_make("NNTLMNTLMSSP\0x", sizeof "NNTLMNTLMSSP\0x" - 1)).length, ==, 9);
    g_assert_cmpuint(ntlm_message_find(mail_slice_from_string("NTLMSSP NTLMSSPNN")).length, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ntlm/authenticate", test_authenticate);
    g_test_add_func("/ntlm/user-outside", test_user_outside);
    g_test_add_func("/ntlm/bad-utf16", test_user_of_bad_utf16);
    g_test_add_func("/ntlm/oem", test_oem_names);
    g_test_add_func("/ntlm/no-flags", test_no_flags);
    g_test_add_func("/ntlm/cut", test_cut);
    g_test_add_func("/ntlm/other-types", test_other_types);
    g_test_add_func("/ntlm/find", test_find);
    return g_test_run();
}
