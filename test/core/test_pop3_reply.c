/* POP3 status lines and table rows taken apart (RFC 1939, 3, 5 and 7; RFC 2449, 8).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_reply.h"

static void test_status_lines(void)
{
    static const struct {
        const char *line;
        enum pop3_status status;
        const char *status_text, *response_code, *text;
    } rows[] = {
        { "+OK", POP3_STATUS_OK, "+OK", "", "" },
        { "+OK 2 320", POP3_STATUS_OK, "+OK", "", "2 320" },
        { "+ok  x ", POP3_STATUS_OK, "+ok", "", "x" },
        { "-ERR", POP3_STATUS_ERR, "-ERR", "", "" },
        { "-err no", POP3_STATUS_ERR, "-err", "", "no" },
        { "-ERR [IN-USE] busy", POP3_STATUS_ERR, "-ERR", "IN-USE", "[IN-USE] busy" },
        { "-ERR [SYS/TEMP] x", POP3_STATUS_ERR, "-ERR", "SYS/TEMP", "[SYS/TEMP] x" },
        { "-ERR [IN-USE", POP3_STATUS_ERR, "-ERR", "", "[IN-USE" },
        { "-ERR no [x]", POP3_STATUS_ERR, "-ERR", "", "no [x]" },
        { "+", POP3_STATUS_CHALLENGE, "+", "", "" },
        { "+ ", POP3_STATUS_CHALLENGE, "+", "", "" },
        { "+ VXNl", POP3_STATUS_CHALLENGE, "+", "", "VXNl" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct pop3_status_line status;
        g_test_message("\"%s\"", rows[i].line);
        g_assert_true(pop3_status_line_parse(mail_slice_from_string(rows[i].line), &status));
        g_assert_cmpint(status.status, ==, rows[i].status);
        core_test_expect_text(rows[i].line, status.status_text, rows[i].status_text);
        core_test_expect_text(rows[i].line, status.response_code, rows[i].response_code);
        core_test_expect_text(rows[i].line, status.text, rows[i].text);
    }
}

static void test_no_status_lines(void)
{
    static const char *const rows[] = { "", "+OKAY", "-ERROR", "OK", " +OK", "+VXNl", "-", "- ERR", "++OK", "250 ok" };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct pop3_status_line status;
        g_test_message("\"%s\"", rows[i]);
        g_assert_false(pop3_status_line_parse(mail_slice_from_string(rows[i]), &status));
    }
}

/* RFC 1939, 7: "The syntax of the timestamp corresponds to the `msg-id' in [RFC822]". */
static void test_timestamps(void)
{
    static const char *const rows[][2] = {
        { "ready <1896.697170952@dbc.mtview.ca.us>", "<1896.697170952@dbc.mtview.ca.us>" },
        { "<a@b> ready", "<a@b>" },
        { "ready <no at sign>", "" },
        { "<free> mail <a@b> here", "<a@b>" },
        { "<a> <b> <", "" },
        { "ready <a@b", "" },
        { "ready a@b>", "" },
        { "ready", "" },
        { "", "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        core_test_expect_text(rows[i][0], pop3_timestamp_find(mail_slice_from_string(rows[i][0])), rows[i][1]);
}

static void test_two_numbers(void)
{
    static const struct {
        const char *text;
        bool is_valid;
        uint32_t first;
        uint64_t second;
    } rows[] = {
        { "2 320", true, 2, 320 },
        { "2 320 and more", true, 2, 320 },
        { " 2\t320", true, 2, 320 },
        { "0 18446744073709551615", true, 0, UINT64_MAX },
        { "0 18446744073709551616", false, 0, 0 },
        { "4294967296 1", false, 0, 0 },
        { "2", false, 0, 0 },
        { "", false, 0, 0 },
        { "two 320", false, 0, 0 },
        { "-2 320", false, 0, 0 },
        { "2 320x", false, 0, 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        uint32_t first = 0;
        uint64_t second = 0;
        g_test_message("\"%s\"", rows[i].text);
        g_assert_cmpint(pop3_numbers_parse(mail_slice_from_string(rows[i].text), &first, &second), ==,
                        rows[i].is_valid);
        if (rows[i].is_valid) {
            g_assert_cmpuint(first, ==, rows[i].first);
            g_assert_cmpuint(second, ==, rows[i].second);
        }
    }
}

static void test_unique_ids(void)
{
    static const struct {
        const char *text;
        bool is_valid;
        uint32_t message;
        const char *unique_id;
    } rows[] = {
        { "1 whqtswO00WBw418f9t5JxYwZ", true, 1, "whqtswO00WBw418f9t5JxYwZ" },
        { "2 QhdPYR:00WBw1Ph7x7", true, 2, "QhdPYR:00WBw1Ph7x7" },
        { "3  x y", true, 3, "x" },
        { "4", false, 0, "" },
        { "", false, 0, "" },
        { "x y", false, 0, "" },
        { "4294967296 x", false, 0, "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        uint32_t message = 0;
        mail_slice unique_id = { NULL, 0 };
        bool is_valid = pop3_unique_id_parse(mail_slice_from_string(rows[i].text), &message, &unique_id);
        g_test_message("\"%s\"", rows[i].text);
        g_assert_cmpint(is_valid, ==, rows[i].is_valid);
        if (is_valid) {
            g_assert_cmpuint(message, ==, rows[i].message);
            core_test_expect_text(rows[i].text, unique_id, rows[i].unique_id);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pop3-reply/status", test_status_lines);
    g_test_add_func("/pop3-reply/no-status", test_no_status_lines);
    g_test_add_func("/pop3-reply/timestamp", test_timestamps);
    g_test_add_func("/pop3-reply/numbers", test_two_numbers);
    g_test_add_func("/pop3-reply/unique-id", test_unique_ids);
    return g_test_run();
}
