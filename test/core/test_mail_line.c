/* Lines are the same however they were cut, bounded, and remember which frames they came from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"

#include <string.h>

/* Feeds `text` in pieces of `step` bytes, one frame each; returns the last line that was completed. */
static struct mail_line *read_text(struct mail_line_reader *reader, const char *text, size_t step)
{
    mail_slice rest = mail_slice_from_string(text);
    struct mail_line *last = NULL;
    uint64_t position = 0;

    for (uint32_t frame = 1; rest.length; frame++) {
        struct mail_piece piece = { mail_slice_first(rest, step), position, frame, { frame, 0 } };
        size_t length = piece.bytes.length;
        while (piece.bytes.length) {
            struct mail_line *line = mail_line_reader_take(reader, &piece);
            last = line ? line : last;
        }
        rest = mail_slice_skip(rest, length);
        position += length;
    }
    return last;
}

static void expect_line(const char *wire, size_t limit, const char *text, enum mail_line_ending ending,
                        bool is_truncated, bool has_bare_cr)
{
    for (size_t step = 1; step <= strlen(wire); step++) {
        struct mail_arena arena = core_test_arena_new();
        struct mail_line_reader reader = { .arena = &arena, .limit = limit };
        const struct mail_line *line = read_text(&reader, wire, step);
        g_assert_nonnull(line);
        core_test_expect_text(wire, line->text, text);
        g_assert_cmpint(line->ending, ==, ending);
        g_assert_cmpint(line->is_truncated, ==, is_truncated);
        g_assert_cmpint(line->has_bare_cr, ==, has_bare_cr);
        g_assert_cmpuint(line->end, ==, strlen(wire));
        core_test_arena_free(&arena);
    }
}

static void test_endings(void)
{
    expect_line("abc\r\n", 100, "abc", MAIL_LINE_CRLF, false, false);
    expect_line("abc\n", 100, "abc", MAIL_LINE_BARE_LF, false, false);
    expect_line("\r\n", 100, "", MAIL_LINE_CRLF, false, false);
    expect_line("a\r\r\n", 100, "a\r", MAIL_LINE_CRLF, false, true);
    expect_line("a\rb\r\n", 100, "a\rb", MAIL_LINE_CRLF, false, true);
    expect_line("\r\r\r\n", 100, "\r\r", MAIL_LINE_CRLF, false, true);
    expect_line("a\r\nb\n", 100, "b", MAIL_LINE_BARE_LF, false, false);
}

static void test_limit(void)
{
    expect_line("abcd\r\n", 5, "abcd", MAIL_LINE_CRLF, false, false);
    expect_line("abcde\n", 5, "abcde", MAIL_LINE_BARE_LF, false, false);
    expect_line("abcde\r\n", 5, "abcde", MAIL_LINE_CRLF, false, false);
    expect_line("abcde\rf\r\n", 5, "abcde", MAIL_LINE_CRLF, true, false);
    expect_line("abcdef\r\n", 5, "abcde", MAIL_LINE_CRLF, true, false);
    expect_line("abcdefghijklmnop\n", 5, "abcde", MAIL_LINE_BARE_LF, true, false);
}

static void test_parts(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_line_reader reader = { .arena = &arena, .limit = 100 };
    const struct mail_line *line = read_text(&reader, "abcde\r\n", 3);
    uint32_t frame = 1;
    uint64_t position = 0;

    for (const struct mail_line_part *part = line->parts; part; part = part->next, frame++) {
        g_assert_cmpuint(part->frame, ==, frame);
        g_assert_cmpuint(part->begin, ==, position);
        g_assert_cmpint(part->time.seconds, ==, frame);
        position += part->length;
    }
    g_assert_cmpuint(position, ==, line->end);
    g_assert_cmpuint(line->late_completed_frame, ==, 3);
    g_assert_cmpint(mail_line_first_part(line, (struct mail_time){ 9, 0 }).time.seconds, ==, 1);
    core_test_arena_free(&arena);
}

static void test_pieces_of_one_frame_are_one_part(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_line_reader reader = { .arena = &arena, .limit = 100 };
    struct mail_piece first = { mail_slice_from_string("ab"), 0, 7, { 0 } };
    struct mail_piece second = { mail_slice_from_string("c\n"), 2, 7, { 0 } };

    g_assert_null(mail_line_reader_take(&reader, &first));

    const struct mail_line *line = mail_line_reader_take(&reader, &second);

    g_assert_null(line->parts->next);
    g_assert_cmpuint(line->parts->length, ==, 4);
    core_test_arena_free(&arena);
}

/* Nothing is kept of the parts of a line that was not cut. */
static void test_line_in_one_piece(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_line_reader reader = { .arena = &arena, .limit = 100 };
    struct mail_piece piece = { mail_slice_from_string("a\nbc\n"), 10, 7, { 5, 6 } };

    mail_line_reader_take(&reader, &piece);

    const struct mail_line *line = mail_line_reader_take(&reader, &piece);
    struct mail_line_part part = mail_line_first_part(line, (struct mail_time){ 5, 6 });

    g_assert_null(line->parts);
    g_assert_null(part.next);
    g_assert_cmpuint(part.frame, ==, 7);
    g_assert_cmpuint(part.begin, ==, 12);
    g_assert_cmpuint(part.length, ==, 3);
    g_assert_cmpint(part.time.nanoseconds, ==, 6);
    core_test_arena_free(&arena);
}

static void test_takes_one_line_at_a_time(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_line_reader reader = { .arena = &arena, .limit = 100 };
    struct mail_piece piece = { mail_slice_from_string("a\nb\nc"), 10, 1, { 0 } };

    core_test_expect_text("first", mail_line_reader_take(&reader, &piece)->text, "a");
    g_assert_cmpuint(piece.begin, ==, 12);
    core_test_expect_text("second", mail_line_reader_take(&reader, &piece)->text, "b");
    g_assert_null(mail_line_reader_take(&reader, &piece));
    g_assert_cmpuint(piece.bytes.length, ==, 0);
    g_assert_null(mail_line_reader_take(&reader, &piece));
    core_test_arena_free(&arena);
}

static void test_abandoned_line_is_never_completed(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_line_reader reader = { .arena = &arena, .limit = 100 };
    struct mail_piece piece = { mail_slice_from_string("ab"), 0, 1, { 0 } };

    mail_line_reader_take(&reader, &piece);

    const struct mail_line *abandoned = reader.line;

    mail_line_reader_abandon(&reader);
    core_test_expect_text("after", read_text(&reader, "cd\n", 1)->text, "cd");
    core_test_expect_text("before", abandoned->text, "ab");
    g_assert_cmpint(abandoned->ending, ==, MAIL_LINE_UNFINISHED);
    g_assert_cmpuint(abandoned->late_completed_frame, ==, 0);
    core_test_arena_free(&arena);
}

static void test_endless_line_is_bounded(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_line_reader reader = { .arena = &arena, .limit = 1000 };
    char block[1000];

    memset(block, 'x', sizeof block);
    for (uint64_t i = 0; i < 1000; i++) {
        struct mail_piece piece = { mail_slice_make(block, sizeof block), i * sizeof block, 1, { 0 } };
        g_assert_null(mail_line_reader_take(&reader, &piece));
    }
    g_assert_cmpuint(reader.line->text.length, <=, 1001);
    g_assert_cmpuint(reader.line->end, ==, 1000000);
    g_assert_cmpuint(core_test_arena_size(&arena), <, 4000);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/line/endings", test_endings);
    g_test_add_func("/line/limit", test_limit);
    g_test_add_func("/line/parts", test_parts);
    g_test_add_func("/line/one-frame-one-part", test_pieces_of_one_frame_are_one_part);
    g_test_add_func("/line/one-piece", test_line_in_one_piece);
    g_test_add_func("/line/one-at-a-time", test_takes_one_line_at_a_time);
    g_test_add_func("/line/abandoned", test_abandoned_line_is_never_completed);
    g_test_add_func("/line/endless", test_endless_line_is_bounded);
    return g_test_run();
}
