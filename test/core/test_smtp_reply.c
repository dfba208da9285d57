/* SMTP reply lines taken apart (RFC 5321, 4.2; RFC 3463, 2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_reply.h"

static void test_reply_lines(void)
{
    static const struct {
        const char *line;
        unsigned code;
        bool has_more;
        const char *enhanced, *text;
    } rows[] = {
        { "250 ok", 250, false, "", "ok" },
        { "250-ok", 250, true, "", "ok" },
        { "250", 250, false, "", "" },
        { "250 ", 250, false, "", "" },
        { "250-", 250, true, "", "" },
        { "250  two", 250, false, "", " two" },
        { "354 go", 354, false, "", "go" },
        { "559 x", 559, false, "", "x" },
        { "471 x", 471, false, "", "x" },
        { "599-x", 599, true, "", "x" },
        { "150 x", 150, false, "", "x" },
        { "199-x", 199, true, "", "x" },
        { "250 2.1.5 ok", 250, false, "2.1.5", "ok" },
        { "250-2.1.5 ok", 250, true, "2.1.5", "ok" },
        { "250 2.1.5", 250, false, "2.1.5", "" },
        { "250 2.0.0: 4a5b6c7d Message accepted for delivery", 250, false, "2.0.0",
          "4a5b6c7d Message accepted for delivery" },
        { "250-2.0.0: Ok", 250, true, "2.0.0", "Ok" },
        { "250 2.0.0:", 250, false, "2.0.0", "" },
        { "250 2.0.0: ", 250, false, "2.0.0", "" },
        { "250 2.0.0:  two", 250, false, "2.0.0", " two" },
        { "250 2.0.0:25 ok", 250, false, "", "2.0.0:25 ok" },
        { "250 2.0.0:: ok", 250, false, "", "2.0.0:: ok" },
        { "250 2.0.0; ok", 250, false, "", "2.0.0; ok" },
        { "550 5.123.456 x", 550, false, "5.123.456", "x" },
        { "450 4.7.1 x", 450, false, "4.7.1", "x" },
        { "550 5.1234.1 x", 550, false, "", "5.1234.1 x" },
        { "550 5.1.1234 x", 550, false, "", "5.1.1234 x" },
        { "550 5.1 x", 550, false, "", "5.1 x" },
        { "550 5.1. x", 550, false, "", "5.1. x" },
        { "550 5..1 x", 550, false, "", "5..1 x" },
        { "550 3.1.1 x", 550, false, "", "3.1.1 x" },
        { "550 5.1.1x", 550, false, "", "5.1.1x" },
        { "550 5.1.1.1 x", 550, false, "", "5.1.1.1 x" },
        { "220 10.1.1.1 ESMTP", 220, false, "", "10.1.1.1 ESMTP" },
        { "550 5.", 550, false, "", "5." },
        { "550 5.1", 550, false, "", "5.1" },
        { "550 5.1.", 550, false, "", "5.1." },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_reply_line reply;
        g_test_message("\"%s\"", rows[i].line);
        g_assert_true(smtp_reply_line_parse(mail_slice_from_string(rows[i].line), &reply));
        g_assert_cmpuint(reply.code, ==, rows[i].code);
        g_assert_cmpint(reply.has_more, ==, rows[i].has_more);
        core_test_expect_text(rows[i].line, reply.enhanced, rows[i].enhanced);
        core_test_expect_text(rows[i].line, reply.text, rows[i].text);
    }
}

/* Reply-code = %x32-35 %x30-35 %x30-39 */
static void test_no_reply_lines(void)
{
    static const char *const rows[] = { "",       "2",   "25",      "250ok",        "2500 x", "050 x", "600 x",
                                        "15O x",  "999", " 250 ok", "2 50",         "25O ok", "-50 x", "250\tok",
                                        "250_ok", "+OK", "two",     "\xb2\xb5\xb0", "250\r" };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_reply_line reply;
        g_test_message("\"%s\"", rows[i]);
        g_assert_false(smtp_reply_line_parse(mail_slice_from_string(rows[i]), &reply));
    }
}

/* What some servers say; what is more likely something else. */
static void test_malformed_lines(void)
{
    static const struct {
        const char *line;
        unsigned code; /* 0: none */
        const char *text;
    } rows[] = {
        { "250ok", 250, "ok" },
        { "354:go", 354, ":go" },
        { "550_no", 550, "_no" },
        { "250\tok", 250, "\tok" },
        { "221.bye", 221, ".bye" },
        { "250.", 250, "." },
        { "250", 0, "" },
        { "2500 x", 0, "" },
        { "25ok", 0, "" },
        { "220.181.2.3 x", 0, "" },
        { "250,000 messages", 0, "" },
        { "261ok", 0, "" },
        { "150ok", 0, "" },
        { "999ok", 0, "" },
        { "ok", 0, "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_reply_line reply;
        g_test_message("\"%s\"", rows[i].line);
        g_assert_cmpint(smtp_reply_line_parse_malformed(mail_slice_from_string(rows[i].line), &reply), ==,
                        rows[i].code != 0);
        if (!rows[i].code)
            continue;
        g_assert_cmpuint(reply.code, ==, rows[i].code);
        g_assert_true(reply.is_malformed && !reply.has_more);
        core_test_expect_text(rows[i].line, reply.text, rows[i].text);
    }
}

static void test_nothing(void)
{
    struct smtp_reply_line reply;

    g_assert_false(smtp_reply_line_parse((mail_slice){ NULL, 0 }, &reply));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp-reply/lines", test_reply_lines);
    g_test_add_func("/smtp-reply/no-lines", test_no_reply_lines);
    g_test_add_func("/smtp-reply/malformed", test_malformed_lines);
    g_test_add_func("/smtp-reply/nothing", test_nothing);
    return g_test_run();
}
