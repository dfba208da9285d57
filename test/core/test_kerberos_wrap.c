/* What Wrap tokens of Kerberos 5 (RFC 4121, 4.2.6.2) hold, also tokens that are sealed, rotated, cut or not Wrap tokens
 * at all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "sasl/kerberos_wrap.h"

#include <string.h>

#define HEADER_LENGTH 16
#define LONGEST 16

enum wrap_flag { FROM_ACCEPTOR = 1, SEALED = 2, WITH_SUBKEY = 4 };

struct wrap_row {
    guint8 flags, checksum_length, rotation;
    const char *wrapped;
    const char *expected; /* NULL: nothing can be read */
};

static const struct wrap_row rows[] = {
    { 0, 4, 0, "aliceSUMS", "alice" },
    { FROM_ACCEPTOR | WITH_SUBKEY, 4, 0, "aliceSUMS", "alice" },
    { SEALED, 4, 0, "aliceSUMS", NULL },
    { 0, 4, 4, "SUMSalice", "alice" },
    { 0, 4, 10, "SaliceSUM", "alice" },
    { 0, 4, 0, "SUMS", "" },
    { 0, 0, 7, "", "" },
    { 0, 4, 0, "SUM", NULL },
    { 0, 255, 255, "aliceSUMS", NULL },
};

/* Reads a copy on the heap, so that a sanitizer sees every read past its end. */
static void expect_wrapped(const guint8 *token, gsize length, const char *expected)
{
    struct mail_arena arena = core_test_arena_new();
    g_autofree guint8 *copy = g_memdup2(token, length);

    core_test_expect_text((const char *) token + HEADER_LENGTH,
                          kerberos_wrap_read(&arena, mail_slice_make(copy, length)), expected);
    core_test_arena_free(&arena);
}

static void test_rows(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint8 token[HEADER_LENGTH + LONGEST] = {
            5, 4, rows[i].flags, 0xff, 0, rows[i].checksum_length, 0, rows[i].rotation
        };
        gsize length = strlen(rows[i].wrapped);

        memcpy(token + HEADER_LENGTH, rows[i].wrapped, length);
        expect_wrapped(token, HEADER_LENGTH + length, rows[i].expected);
    }
}

/* Every token shorter than its header, one with another filler, and one of another kind (MIC, RFC 4121, 4.2.6.1). */
static void test_other_tokens(void)
{
    guint8 token[HEADER_LENGTH + LONGEST] = { 5, 4, 0, 0xff };

    for (gsize length = 0; length < HEADER_LENGTH; length++)
        expect_wrapped(token, length, NULL);
    expect_wrapped(token, HEADER_LENGTH, "");
    token[3] = 0xfe;
    expect_wrapped(token, HEADER_LENGTH, NULL);
    token[3] = 0xff;
    token[0] = 4;
    expect_wrapped(token, HEADER_LENGTH, NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kerberos_wrap/rows", test_rows);
    g_test_add_func("/kerberos_wrap/other-tokens", test_other_tokens);
    return g_test_run();
}
