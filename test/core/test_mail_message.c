/* A message keeps its bytes up to its limit, counts the rest, and knows which frame brought what.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_session.h"
#include "smtp/smtp_content.h"

static void append_piece(struct mail_message *message, const char *text, uint64_t begin, uint32_t frame)
{
    struct mail_piece piece = { mail_slice_from_string(text), begin, frame, { frame, 0 } };
    uint64_t size_before = message->size;

    mail_message_append(message, piece.bytes);
    mail_message_add_span(message, &piece, begin + piece.bytes.length, size_before);
}

static void test_bytes_and_spans(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_message *message = mail_message_new(&arena, 3, &pop3_via_retr, 100);

    append_piece(message, "abc", 10, 1);
    append_piece(message, "de", 13, 5);
    mail_message_finish(message, MAIL_MESSAGE_STRICT);

    core_test_expect_text("content", message->content, "abcde");
    g_assert_cmpuint(message->spans->message_end, ==, 3);
    g_assert_cmpuint(message->last_span->frame, ==, 5);
    g_assert_cmpuint(message->last_span->position_begin, ==, 13);
    g_assert_cmpuint(message->last_span->message_begin, ==, 3);
    g_assert_cmpuint(message->last_span->message_end, ==, 5);
    g_assert_cmpint(message->last_time.seconds, ==, 5);
    g_assert_true(mail_message_is_whole(message));
    core_test_arena_free(&arena);
}

/* Whether `text`, appended at once or byte by byte, is whole, and its size. */
static void expect_limit(const char *text, uint64_t limit, bool is_whole)
{
    for (int step = 0; step < 2; step++) {
        struct mail_arena arena = core_test_arena_new();
        struct mail_message *message = mail_message_new(&arena, 1, &smtp_via_data, limit);
        mail_slice rest = mail_slice_from_string(text);
        size_t length = rest.length;
        for (; rest.length; rest = mail_slice_skip(rest, step ? 1 : length))
            mail_message_append(message, mail_slice_first(rest, step ? 1 : length));
        mail_message_finish(message, MAIL_MESSAGE_STRICT);
        g_assert_cmpuint(message->size, ==, length);
        g_assert_cmpint(mail_message_is_whole(message), ==, is_whole);
        core_test_expect_text(text, message->content, is_whole ? text : NULL);
        core_test_arena_free(&arena);
    }
}

/* Offsets of the holes, and the bytes missing at each: "0:0 5:12". */
static const char *holes_of(const struct mail_arena *arena, const struct mail_message *message)
{
    GString *text = g_string_new(NULL);

    for (const struct mail_hole *hole = message->holes; hole; hole = hole->next)
        g_string_append_printf(text, "%s%zu:%" G_GUINT64_FORMAT, text->len ? " " : "", hole->offset, hole->missing);

    mail_slice copy = mail_arena_copy(arena, mail_slice_make(text->str, text->len + 1));

    g_string_free(text, TRUE);
    return (const char *) copy.bytes;
}

static void test_holes_of_gaps(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_message *message = mail_message_new(&arena, 1, &smtp_via_data, 100);

    mail_message_add_gap(message, 7);
    append_piece(message, "abc", 10, 1);
    mail_message_add_gap(message, 4);
    mail_message_add_gap(message, 5);
    append_piece(message, "de", 22, 2);
    g_assert_cmpstr(holes_of(&arena, message), ==, "0:7 3:9");
    mail_message_truncate(message, 4);
    mail_message_finish(message, MAIL_MESSAGE_ABORTED);
    g_assert_cmpstr(holes_of(&arena, message), ==, "0:7 3:9 4:0");
    core_test_arena_free(&arena);
}

static const char *holes_at_end_of(const struct mail_arena *arena, const struct mail_via *via, bool may_lack_chunks)
{
    struct mail_message *message = mail_message_new(arena, 1, via, 100);

    message->may_lack_chunks = may_lack_chunks;
    append_piece(message, "abc", 10, 1);
    append_piece(message, "de", 13, 2);
    append_piece(message, "f", 40, 3);
    mail_message_finish(message, MAIL_MESSAGE_STRICT);
    return holes_of(arena, message);
}

static void test_holes_at_end(void)
{
    struct mail_arena arena = core_test_arena_new();

    g_assert_cmpstr(holes_at_end_of(&arena, &smtp_via_data, false), ==, "");
    g_assert_cmpstr(holes_at_end_of(&arena, &pop3_via_top, false), ==, "6:0");
    g_assert_cmpstr(holes_at_end_of(&arena, &smtp_via_bdat, false), ==, "");
    g_assert_cmpstr(holes_at_end_of(&arena, &smtp_via_bdat, true), ==, "0:0 5:0 6:0");
    core_test_arena_free(&arena);
}

static void test_limit(void)
{
    expect_limit("abcd", 4, true);
    expect_limit("abcde", 4, false);
    expect_limit("abcdefghijkl", 4, false);
    expect_limit("a", 0, false);
}

static void test_memory_over_limit_is_bounded(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_message *message = mail_message_new(&arena, 1, &smtp_via_data, 1000);

    for (int i = 0; i < 100000; i++)
        mail_message_append(message, mail_slice_from_string("0123456789"));
    g_assert_cmpuint(message->size, ==, 1000000);
    g_assert_cmpuint(core_test_arena_size(&arena), <, 8192);
    core_test_arena_free(&arena);
}

static void test_is_whole(void)
{
    static const struct {
        enum mail_message_end end;
        uint64_t missing;
        bool is_whole;
    } rows[] = {
        { MAIL_MESSAGE_STRICT, 0, true },  { MAIL_MESSAGE_LENIENT, 0, true },  { MAIL_MESSAGE_STRICT, 1, false },
        { MAIL_MESSAGE_IN_GAP, 1, false }, { MAIL_MESSAGE_ABORTED, 0, false }, { MAIL_MESSAGE_IN_GAP, 0, false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct mail_arena arena = core_test_arena_new();
        struct mail_message *message = mail_message_new(&arena, 1, &smtp_via_data, 100);
        g_assert_false(mail_message_is_whole(message));
        mail_message_append(message, mail_slice_from_string("x"));
        message->missing = rows[i].missing;
        mail_message_finish(message, rows[i].end);
        g_assert_cmpint(mail_message_is_whole(message), ==, rows[i].is_whole);
        core_test_arena_free(&arena);
    }
}

static void test_empty_message_is_whole(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_message *message = mail_message_new(&arena, 1, &smtp_via_bdat, 100);

    mail_message_finish(message, MAIL_MESSAGE_STRICT);
    g_assert_true(mail_message_is_whole(message));
    g_assert_cmpuint(message->content.length, ==, 0);
    core_test_arena_free(&arena);
}

static void test_truncate(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_message *message = mail_message_new(&arena, 1, &smtp_via_data, 100);

    mail_message_append(message, mail_slice_from_string("one\n.\n"));
    mail_message_truncate(message, 4);
    mail_message_finish(message, MAIL_MESSAGE_LENIENT);
    core_test_expect_text("content", message->content, "one\n");
    g_assert_cmpuint(message->size, ==, 4);
    g_assert_true(mail_message_is_whole(message));
    core_test_arena_free(&arena);
}

static void test_events_are_counted_and_some_kept(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct mail_message *message = mail_message_new(&arena, 1, &smtp_via_data, 100);
    unsigned kept = 0;

    for (uint64_t i = 0; i < 1000; i++)
        mail_message_note(message, MAIL_CONTENT_NUL, i, i);
    mail_message_note(message, MAIL_CONTENT_BARE_LF, 1000, 1000);
    for (const struct mail_content_event *event = message->events ? message->events->last : NULL; event;
         event = event->next)
        kept++;
    g_assert_cmpuint(mail_message_event_count(message, MAIL_CONTENT_NUL), ==, 1000);
    g_assert_cmpuint(mail_message_event_count(message, MAIL_CONTENT_BARE_LF), ==, 1);
    g_assert_cmpuint(kept, ==, MAIL_CONTENT_EVENTS_KEPT + 1);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/message/spans", test_bytes_and_spans);
    g_test_add_func("/message/holes-at-end", test_holes_at_end);
    g_test_add_func("/message/holes-of-gaps", test_holes_of_gaps);
    g_test_add_func("/message/limit", test_limit);
    g_test_add_func("/message/memory", test_memory_over_limit_is_bounded);
    g_test_add_func("/message/is-whole", test_is_whole);
    g_test_add_func("/message/empty", test_empty_message_is_whole);
    g_test_add_func("/message/truncate", test_truncate);
    g_test_add_func("/message/events", test_events_are_counted_and_some_kept);
    return g_test_run();
}
