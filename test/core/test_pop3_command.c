/* POP3 command lines taken apart (RFC 1939; RFC 2449; RFC 5034).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_command.h"

static void test_verbs(void)
{
    static const struct {
        const char *line, *name, *argument;
        bool is_known;
    } rows[] = {
        { "STAT", "STAT", "", true },           { "stat", "STAT", "", true },
        { "RETR 1", "RETR", "1", true },        { "top 1 10 ", "TOP", "1 10", true },
        { "TOPS 1 10", "TOPS", "1 10", false }, { "PASS a b", "PASS", "a b", true },
        { "xtnd xmit", "XTND", "xmit", true },  { "", "", "", false },
        { "STLS\r", "STLS\r", "", false },      { "CAPA", "CAPA", "", true },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct mail_command *command = pop3_command_parse(&arena, mail_slice_from_string(rows[i].line), false);
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
        { "USER alice", true },
        { "CAPA", true },
        { "APOP a 0123", true },
        { "RETR 1", true },
        { "TOP 1 0", true },
        { "STAT", true },
        { "USER", false },
        { "user manual here", false },
        { "top of the list", false },
        { "stat now", false },
        { "pass the salt", false },
        { "list of things", false },
        { "retr one", false },
        { " STAT", false },
        { "", false },
        { "dele x", false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("\"%s\"", rows[i].line);
        g_assert_cmpint(pop3_command_is_decisive(mail_slice_from_string(rows[i].line)), ==, rows[i].is_decisive);
    }
}

static void test_numbers(void)
{
    static const struct {
        const char *argument;
        bool has_message;
        uint32_t message;
        bool has_lines;
        uint32_t lines;
    } rows[] = {
        { "1 10", true, 1, true, 10 },
        { "1", true, 1, false, 0 },
        { "4294967295 0", true, UINT32_MAX, true, 0 },
        { "4294967296 0", false, 0, false, 0 },
        { "", false, 0, false, 0 },
        { "x 1", false, 0, false, 0 },
        { "1 x", true, 1, false, 0 },
        { "-1 1", false, 0, false, 0 },
        { "1\t2 3", true, 1, true, 2 },
        { "1 -2", true, 1, false, 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice argument = mail_slice_from_string(rows[i].argument);
        uint32_t message = 0;
        uint32_t lines = 0;
        g_test_message("\"%s\"", rows[i].argument);
        g_assert_cmpint(pop3_message_parse(argument, &message), ==, rows[i].has_message);
        g_assert_cmpint(pop3_top_lines_parse(argument, &lines), ==, rows[i].has_lines);
        if (rows[i].has_message)
            g_assert_cmpuint(message, ==, rows[i].message);
        if (rows[i].has_lines)
            g_assert_cmpuint(lines, ==, rows[i].lines);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pop3-command/verbs", test_verbs);
    g_test_add_func("/pop3-command/decisive", test_decisive);
    g_test_add_func("/pop3-command/numbers", test_numbers);
    return g_test_run();
}
