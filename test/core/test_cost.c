/* What long dialogues cost, in counts that no machine changes: a byte of content is read once and kept once, a segment
 * gives one unit, and a session that never completes anything costs so many bytes for each of its bytes, segments and
 * lines, and no more.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "engine/mail_content.h"

#include <string.h>

#define LINE_LIMIT 1000
#define TEXT "a...... ....... ....... ....... ....... ....... ....... ....... .......\r\n"
#define PART_OF_LINE "0123456789012345678901234567890123456789012345678901234567890123456789012"
#define FEW_ROUNDS 500
#define SESSIONS 10000
/* Bytes of a session in which nothing happened yet, of its opening, and of an unfinished line of the limit. */
#define OPENING_MEMORY (50 * 1024)

/* What is sent once, and what is sent again and again, each line `copies` times in a row: "C" or "S", and the text.
 * Then the bytes of memory allowed for each byte, segment and line of it. */
struct dialogue {
    const char *name;
    const struct mail_protocol *protocol;
    const char *opening[4], *round[5];
    gsize copies;
    gsize per_byte, per_segment, per_line;
};

/* The buffer's reserve at most doubles the memory that content takes. */
static const struct dialogue contents[] = {
    { "DATA", &smtp_protocol, { "S220 mx\r\n", "CDATA\r\n", "S354 go on\r\n" }, { "C" TEXT }, 20, 2, 300, 0 },
    { "BDAT", &smtp_protocol, { "S220 mx\r\n", "CBDAT 4000000000\r\n" }, { "C" TEXT }, 20, 2, 300, 0 },
    { "RETR", &pop3_protocol, { "S+OK\r\n", "CRETR 1\r\n", "S+OK\r\n" }, { "S" TEXT }, 20, 2, 300, 0 },
};

/* Dialogues without an end: no message, reply, login or transaction ever ends. */
static const struct dialogue endless[] = {
    { "command", &smtp_protocol, { "S220 mx\r\n", "CNOOP " }, { "C" PART_OF_LINE }, 20, 0, 300, 0 },
    { "reply line", &smtp_protocol, { "S220 mx\r\n", "S250 " }, { "S" PART_OF_LINE }, 20, 0, 300, 0 },
    { "row", &pop3_protocol, { "S+OK\r\n", "CLIST\r\n", "S+OK\r\n" }, { "S" PART_OF_LINE }, 20, 0, 300, 0 },
    { "no mail", &smtp_protocol, { NULL }, { "C" PART_OF_LINE }, 20, 0, 300, 0 },
    { "held content", &smtp_protocol, { "S220 mx\r\n", "CDATA\r\n" }, { "C" TEXT }, 20, 1, 300, 0 },
    { "held lines", &smtp_protocol, { "S220 mx\r\n", "CAUTH X\r\n" }, { "C\n" }, 1, 1, 300, 0 },
    { "lines of a reply", &smtp_protocol, { "S220 mx\r\n", "CNOOP\r\n" }, { "S250-x\r\n" }, 20, 1, 300, 400 },
    { "extensions", &smtp_protocol, { "S220 mx\r\n", "CEHLO x\r\n" }, { "S250-AUTH X\r\n" }, 20, 1, 300, 400 },
    { "commands", &smtp_protocol, { "S220 mx\r\n" }, { "CNOOP\r\n" }, 20, 1, 300, 500 },
    { "empty commands", &smtp_protocol, { "S220 mx\r\n" }, { "C\n" }, 20, 1, 300, 320 },
    { "empty lines", &smtp_protocol, { "S220 mx\r\n" }, { "C\r\n" }, 20, 1, 300, 240 },
    { "empty lines of POP3", &pop3_protocol, { "S+OK\r\n" }, { "C\r\n" }, 20, 1, 300, 220 },
    { "replies", &smtp_protocol, { "S220 mx\r\n" }, { "S354 go on\r\n" }, 20, 1, 300, 530 },
    { "recipients", &smtp_protocol, { "S220 mx\r\n" }, { "CRCPT TO:<a>\r\n" }, 20, 1, 300, 600 },
    { "chunks", &smtp_protocol, { "S220 mx\r\n" }, { "CBDAT 0\r\n" }, 20, 1, 300, 500 },
    { "challenges", &smtp_protocol, { "S220 mx\r\n", "CAUTH X\r\n" }, { "S334 YQ==\r\n" }, 20, 1, 300, 600 },
    { "steps of a login",
      &smtp_protocol,
      { "S220 mx\r\n", "CAUTH X\r\n" },
      { "S334 YQ==\r\n", "CYQ==\r\n" },
      1,
      1,
      300,
      600 },
    { "logins",
      &pop3_protocol,
      { "S+OK\r\n" },
      { "CUSER x\r\n", "CPASS y\r\n", "S+OK\r\n", "S+OK\r\n" },
      1,
      1,
      300,
      600 },
    { "rows", &pop3_protocol, { "S+OK\r\n", "CLIST\r\n", "S+OK\r\n" }, { "S1 1\r\n" }, 20, 1, 300, 400 },
};

/* What one reading of a dialogue came to. */
struct cost {
    gsize bytes, segments, lines, units; /* of the rounds */
    gsize memory, moved;                 /* of all */
    uint64_t message_size;               /* of the open message */
};

struct reading {
    struct mail_session *session;
    gsize step;
    uint32_t frame;
    struct cost cost;
};

static void read_text(struct reading *reading, enum mail_side side, mail_slice text)
{
    for (; text.length; text = mail_slice_skip(text, reading->step)) {
        struct mail_segment segment = { .side = side,
                                        .bytes = mail_slice_first(text, reading->step),
                                        .frame = ++reading->frame };
        reading->cost.units += mail_session_read(reading->session, &segment).count;
        reading->cost.bytes += segment.bytes.length;
        reading->cost.segments++;
    }
}

static void read_line(struct reading *reading, const char *line, gsize copies)
{
    enum mail_side side = *line == 'C' ? MAIL_SIDE_A : MAIL_SIDE_B;
    GString *text = g_string_new(NULL);

    for (gsize i = 0; i < copies; i++)
        g_string_append(text, line + 1);
    read_text(reading, side, mail_slice_make((const uint8_t *) text->str, text->len));
    reading->cost.lines += g_str_has_suffix(line, "\n") ? copies : 0;
    g_string_free(text, TRUE);
}

/* As many lines are read as `limit`. */
static struct cost read_dialogue(const struct dialogue *dialogue, gsize rounds, gsize step, unsigned limit)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_capture *capture = mail_capture_new(arena, &mail_rules);
    struct reading reading = { .step = step };

    capture->line_limit = LINE_LIMIT;
    capture->session_limit = limit;
    reading.session =
        mail_session_new(capture, dialogue->protocol, MAIL_SIDE_A, MAIL_ROLE_BY_PORT, MAIL_TLS_NONE, false);
    for (const char *const *line = dialogue->opening; *line; line++)
        read_line(&reading, *line, 1);
    reading.cost = (struct cost){ 0 };
    for (gsize i = 0; i < rounds; i++)
        for (const char *const *line = dialogue->round; *line; line++)
            read_line(&reading, *line, dialogue->copies);
    reading.cost.memory = core_test_arena_size(&arena);
    reading.cost.moved = core_test_arena_moved(&arena);
    if (mail_content_message(reading.session))
        reading.cost.message_size = mail_content_message(reading.session)->size;
    core_test_arena_free(&arena);
    return reading.cost;
}

static void expect_bounded(const struct dialogue *dialogue, const struct cost *cost)
{
    gsize allowed = cost->bytes * dialogue->per_byte + cost->segments * dialogue->per_segment +
                    cost->lines * dialogue->per_line + OPENING_MEMORY;

    g_test_message("%s: %" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT " segments, %" G_GSIZE_FORMAT
                   " lines: %" G_GSIZE_FORMAT " bytes of memory, %" G_GSIZE_FORMAT " moved",
                   dialogue->name, cost->bytes, cost->segments, cost->lines, cost->memory, cost->moved);
    g_assert_cmpuint(cost->memory, <, allowed);
    g_assert_cmpuint(cost->moved, <, 2 * cost->bytes + OPENING_MEMORY);
}

/* Each byte costs the same few bytes of memory, however many there are: at first, and with four times as many. */
static void expect_linear(const struct dialogue *dialogue, gsize step)
{
    struct cost few = read_dialogue(dialogue, FEW_ROUNDS / dialogue->copies, step, G_MAXUINT);
    struct cost many = read_dialogue(dialogue, 4 * FEW_ROUNDS / dialogue->copies, step, G_MAXUINT);

    expect_bounded(dialogue, &few);
    expect_bounded(dialogue, &many);
    g_assert_cmpuint(many.bytes, ==, 4 * few.bytes);
}

static void test_endless_dialogues(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(endless); i++) {
        expect_linear(&endless[i], 1460);
        expect_linear(&endless[i], 1);
    }
}

/* Beyond the limit a segment costs the same whatever lines it has. */
static void test_lines_beyond_the_limit(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(endless); i++) {
        struct cost cost = read_dialogue(&endless[i], FEW_ROUNDS, 1460, 10);
        cost.lines = 0;
        expect_bounded(&endless[i], &cost);
    }
}

/* A segment of content is one unit, whatever lines it has, and its bytes are those of the message. */
static void expect_content(const struct dialogue *dialogue, gsize step)
{
    struct cost cost = read_dialogue(dialogue, FEW_ROUNDS / dialogue->copies, step, G_MAXUINT);

    g_assert_cmpuint(cost.units, ==, cost.segments);
    g_assert_cmpuint(cost.message_size, >=, cost.bytes - 2);
    g_assert_cmpuint(cost.message_size, <=, cost.bytes);
}

static void test_content(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(contents); i++) {
        expect_content(&contents[i], 1460);
        expect_content(&contents[i], 1);
        expect_linear(&contents[i], 1460);
        expect_linear(&contents[i], 1);
    }
}

/* There may be any number of sessions: what a session without any bytes costs. */
static void test_sessions(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_capture *capture = mail_capture_new(arena, &mail_rules);

    for (unsigned i = 0; i < SESSIONS; i++)
        mail_session_new(capture, &pop3_protocol, MAIL_SIDE_A, MAIL_ROLE_BY_PORT, MAIL_TLS_NONE, false);
    g_assert_cmpuint(capture->session_count, ==, SESSIONS);
    g_test_message("%" G_GSIZE_FORMAT " bytes of a session", core_test_arena_size(&arena) / SESSIONS);
    g_assert_cmpuint(core_test_arena_size(&arena), <, SESSIONS * 3000);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cost/content", test_content);
    g_test_add_func("/cost/endless", test_endless_dialogues);
    g_test_add_func("/cost/limit", test_lines_beyond_the_limit);
    g_test_add_func("/cost/sessions", test_sessions);
    return g_test_run();
}
