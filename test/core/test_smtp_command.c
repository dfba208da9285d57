/* SMTP command lines taken apart: verbs in any case, chunk sizes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_command.h"

static void test_verbs(void)
{
    static const struct {
        const char *line, *name, *argument;
        bool is_known;
    } rows[] = {
        { "QUIT", "QUIT", "", true },
        { "quit", "QUIT", "", true },
        { "qUiT  ", "QUIT", "", true },
        { "  QUIT", "QUIT", "", true },
        { "EHLO  a b ", "EHLO", "a b", true },
        { "EHLO\ta", "EHLO", "a", true },
        { "STARTTLS", "STARTTLS", "", true },
        { "MAIL FROM:<a@b>", "MAIL", "FROM:<a@b>", true },
        { "MAILFROM:a@b", "MAIL", "FROM:a@b", true },
        { "mailfrom:<a@b>", "MAIL", "from:<a@b>", true },
        { "RCPTTO:<a@b>", "RCPT", "TO:<a@b>", true },
        { " rcptto:a@b ", "RCPT", "to:a@b", true },
        { "MAILFROM", "MAILFROM", "", false },
        { "STAR TLS", "STAR", "TLS", false },
        { "STARTTLSX", "STARTTLSX", "", false },
        { "QUI", "QUI", "", false },
        { "QUIT\r", "QUIT\r", "", false },
        { "xclient a=b", "XCLIENT", "a=b", true },
        { "", "", "", false },
        { "   ", "", "", false },
        { "\xc3\xa4", "\xc3\xa4", "", false },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct mail_command *command = smtp_command_parse(&arena, mail_slice_from_string(rows[i].line), false);
        g_test_message("\"%s\"", rows[i].line);
        g_assert_cmpint(command->verb != NULL, ==, rows[i].is_known);
        core_test_expect_text(rows[i].line, command->name, rows[i].name);
        core_test_expect_text(rows[i].line, command->argument, rows[i].argument);
    }
    core_test_arena_free(&arena);
}

static void test_decisive(void)
{
    static const struct {
        const char *line;
        bool is_decisive;
    } rows[] = {
        { "EHLO client.example.net", true },
        { "QUIT", true },
        { "RSET", true },
        { "MAIL FROM:<a@b>", true },
        { "MAILFROM:a@b", true },
        { "rcpt to:<a@b>", true },
        { "DATA", true },
        { "BDAT 10 LAST", true },
        { "BDAT 10", true },
        { "STARTTLS", true },
        { "Dear John", false },
        { "mail order", false },
        { "mail", false },
        { "data is here", false },
        { "help me", false },
        { "quit now please", false },
        { "rcpt", false },
        { "BDAT x", false },
        { " QUIT", false },
        { "", false },
        { "expn", false },
        { "XCLIENT NAME=a ADDR=b", true },
        { "XCLIENT", false },
        { "xforward a=b c", false },
        { "GET / HTTP/1.1", true },
        { "GET on with it", false },
        { "get well soon", false },
        { "POST / HTTP/1.0", true },
        { "PROXY TCP4 192.0.2.1 192.0.2.25 56324 25", true },
        { "PROXY UNKNOWN", true },
        { "proxy server is down", false },
        { "PROXY TCP4 192.0.2.1", false },
        { "X-EXPS NTLM", true },
        { "XEXCH50 10 2", true },
        { "SAML FROM:<a@b>", true },
        { "turn", false },
        { "debug", false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("\"%s\"", rows[i].line);
        g_assert_cmpint(smtp_command_is_decisive(mail_slice_from_string(rows[i].line)), ==, rows[i].is_decisive);
    }
}

/* chunk-size ::= 1*DIGIT; end-marker ::= "LAST" (RFC 3030, 2) */
static void test_chunks(void)
{
    static const struct {
        const char *argument;
        bool is_valid;
        uint64_t size;
        bool is_last;
    } rows[] = {
        { "0", true, 0, false },
        { "0 LAST", true, 0, true },
        { "10", true, 10, false },
        { "10 last", true, 10, true },
        { "10  Last ", true, 10, true },
        { "0010", true, 10, false },
        { "4294967295 LAST", true, UINT32_MAX, true },
        { "4294967296", false, 0, false },
        { "18446744073709551615", false, 0, false },
        { "18446744073709551616", false, 0, false },
        { "18446744073709551617 LAST", false, 0, false },
        { "", false, 0, false },
        { "LAST", false, 0, false },
        { "-1", false, 0, false },
        { "+1", false, 0, false },
        { "1.5", false, 0, false },
        { "10LAST", false, 0, false },
        { "10\rLAST", false, 0, false },
        { "10\r", false, 0, false },
        { "10 LAST x", false, 0, false },
        { "10 LASTx", false, 0, false },
        { "10 x", false, 0, false },
        { "0x10", false, 0, false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        uint64_t size = 0;
        bool is_last = false;
        bool is_valid = smtp_chunk_parse(mail_slice_from_string(rows[i].argument), &size, &is_last);
        g_test_message("\"%s\"", rows[i].argument);
        g_assert_cmpint(is_valid, ==, rows[i].is_valid);
        if (is_valid) {
            g_assert_cmpuint(size, ==, rows[i].size);
            g_assert_cmpint(is_last, ==, rows[i].is_last);
        }
    }
}

/* BURL: RFC 4468, 3.5; XEXCH50: a size and another number. */
static void test_references_and_sizes(void)
{
    struct smtp_reference reference;
    uint64_t size;

    g_assert_true(smtp_reference_parse(mail_slice_from_string("imap://x/y"), &reference));
    g_assert_false(reference.is_last);
    g_assert_true(smtp_reference_parse(mail_slice_from_string("imap://x/y  last"), &reference));
    g_assert_true(reference.is_last);
    core_test_expect_text("BURL", reference.url, "imap://x/y");
    g_assert_false(smtp_reference_parse(mail_slice_from_string(""), &reference));
    g_assert_false(smtp_reference_parse(mail_slice_from_string("imap://x/y LAST x"), &reference));
    g_assert_false(smtp_reference_parse(mail_slice_from_string("imap://x/y more"), &reference));
    g_assert_true(smtp_blob_size_parse(mail_slice_from_string("1024 2"), &size));
    g_assert_cmpuint(size, ==, 1024);
    g_assert_false(smtp_blob_size_parse(mail_slice_from_string("0 2"), &size));
    g_assert_false(smtp_blob_size_parse(mail_slice_from_string(""), &size));
    g_assert_false(smtp_blob_size_parse(mail_slice_from_string("x"), &size));
    g_assert_false(smtp_blob_size_parse(mail_slice_from_string("4294967296"), &size));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp-command/verbs", test_verbs);
    g_test_add_func("/smtp-command/decisive", test_decisive);
    g_test_add_func("/smtp-command/chunks", test_chunks);
    g_test_add_func("/smtp-command/references-and-sizes", test_references_and_sizes);
    return g_test_run();
}
