/* The framer gives the same content, end and events however the bytes are cut, and only CRLF.CRLF or the count ends it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_content.h"
#include "stream/mail_framer.h"

#include <string.h>

#define LIMIT 1000000

struct fixture {
    struct mail_arena arena;
    struct mail_framer framer;
    struct mail_message *message;
    uint64_t position;
    bool has_ended;
};

static void fixture_begin(struct fixture *fixture)
{
    *fixture = (struct fixture){ .arena = core_test_arena_new() };
    mail_framer_init(&fixture->framer, &fixture->arena, 1000);
    fixture->message = mail_message_new(&fixture->arena, 1, &smtp_via_data, LIMIT);
}

/* Feeds up to the end of the content; returns how many bytes were left. */
static size_t fixture_feed(struct fixture *fixture, mail_slice bytes)
{
    g_autofree uint8_t *copy = g_memdup2(bytes.bytes, bytes.length);
    struct mail_piece piece = { mail_slice_make(copy, bytes.length), fixture->position, 1, { 0 } };

    while (piece.bytes.length && !fixture->has_ended)
        fixture->has_ended = mail_framer_take(&fixture->framer, &piece) == MAIL_FRAMED_CONTENT;
    fixture->position = piece.begin;
    return piece.bytes.length;
}

static void fixture_end(struct fixture *fixture)
{
    core_test_arena_free(&fixture->arena);
}

struct dot_row {
    const char *wire; /* up to the end of the content, or without one */
    bool has_ended;
    const char *content;
    enum mail_content_event_kind kind; /* of `events` events */
    unsigned events;
};

static const struct dot_row dot_rows[] = {
    { ".\r\n", true, "", MAIL_CONTENT_BARE_LF, 0 },
    { "a\r\n.\r\n", true, "a\r\n", MAIL_CONTENT_BARE_LF, 0 },
    { "..\r\n.\r\n", true, ".\r\n", MAIL_CONTENT_BARE_LF, 0 },
    { ".a\r\n.\r\n", true, "a\r\n", MAIL_CONTENT_BARE_LF, 0 },
    { "a.\r\n.\r\n", true, "a.\r\n", MAIL_CONTENT_BARE_LF, 0 },
    { "\r\n\r\n.\r\n", true, "\r\n\r\n", MAIL_CONTENT_BARE_LF, 0 },
    { "a\n.\nb\r\n.\r\n", true, "a\n.\nb\r\n", MAIL_CONTENT_LF_DOT_LF, 1 },
    { "a\n.\nb\r\n.\r\n", true, "a\n.\nb\r\n", MAIL_CONTENT_BARE_LF, 2 },
    { "a\n.\r\nb\r\n.\r\n", true, "a\n.\r\nb\r\n", MAIL_CONTENT_LF_DOT_CRLF, 1 },
    { "a\n.\r\nb\r\n.\r\n", true, "a\n.\r\nb\r\n", MAIL_CONTENT_BARE_LF, 1 },
    { "a\r\n.\nb\r\n.\r\n", true, "a\r\n\nb\r\n", MAIL_CONTENT_CRLF_DOT_LF, 1 },
    { "a\r\n.\rb\r\n.\r\n", true, "a\r\n\rb\r\n", MAIL_CONTENT_BARE_CR, 1 },
    { "a\r\n.\r\r\n.\r\n", true, "a\r\n\r\r\n", MAIL_CONTENT_BARE_CR, 1 },
    { "a\r\n.\r.\r\n.\r\n", true, "a\r\n\r.\r\n", MAIL_CONTENT_BARE_CR, 1 },
    { "a\r.\r\n.\r\n", true, "a\r.\r\n", MAIL_CONTENT_BARE_CR, 1 },
    { "a\n..\r\n.\r\n", true, "a\n..\r\n", MAIL_CONTENT_LF_DOT_LF, 0 },
    { "a\n.\r.\r\n.\r\n", true, "a\n.\r.\r\n", MAIL_CONTENT_BARE_CR, 1 },
    { "a\n.\r\r\n.\r\n", true, "a\n.\r\r\n", MAIL_CONTENT_LF_DOT_CRLF, 0 },
    { "a\n.\r\n.\r\n", true, "a\n.\r\n", MAIL_CONTENT_LF_DOT_CRLF, 1 },
    { "a\n.\n.\n", false, "a\n.\n.\n", MAIL_CONTENT_LF_DOT_LF, 2 },
    { "a\r\n.\n.\n", false, "a\r\n\n.\n", MAIL_CONTENT_LF_DOT_LF, 1 },
    { "a\r\n.\n.\r\n", false, "a\r\n\n.\r\n", MAIL_CONTENT_LF_DOT_CRLF, 1 },
    { "\r\r\n\r\r\n.\r\n", true, "\r\r\n\r\r\n", MAIL_CONTENT_BARE_CR, 2 },
    { "\r\r\r\r\n.\r\n", true, "\r\r\r\r\n", MAIL_CONTENT_BARE_CR, 3 },
    { "\n\n\n", false, "\n\n\n", MAIL_CONTENT_BARE_LF, 3 },
};

static void expect_dot_row(const struct dot_row *row, size_t step)
{
    struct fixture fixture;

    fixture_begin(&fixture);
    mail_framer_expect_dot_content(&fixture.framer, fixture.message);
    for (mail_slice rest = mail_slice_from_string(row->wire); rest.length; rest = mail_slice_skip(rest, step))
        g_assert_cmpuint(fixture_feed(&fixture, mail_slice_first(rest, step)), ==, 0);
    g_assert_cmpint(fixture.has_ended, ==, row->has_ended);
    g_assert_cmpuint(fixture.message->size, ==, strlen(row->content));
    if (row->content[0])
        core_test_expect_text(row->wire, fixture.message->content, row->content);
    if (mail_message_event_count(fixture.message, row->kind) != row->events) {
        g_test_message("%s: %u events", row->wire, (unsigned) mail_message_event_count(fixture.message, row->kind));
        g_test_fail();
    }
    fixture_end(&fixture);
}

static void test_dot_rows_at_every_step(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(dot_rows); i++)
        for (size_t step = 1; step <= strlen(dot_rows[i].wire); step++)
            expect_dot_row(&dot_rows[i], step);
}

/* The place of an event must not depend on the cuts either. */
static char *events_of(const char *wire, size_t step)
{
    GString *text = g_string_new(NULL);
    struct fixture fixture;

    fixture_begin(&fixture);
    mail_framer_expect_dot_content(&fixture.framer, fixture.message);
    for (mail_slice rest = mail_slice_from_string(wire); rest.length; rest = mail_slice_skip(rest, step))
        fixture_feed(&fixture, mail_slice_first(rest, step));
    for (const struct mail_content_event *event = fixture.message->events ? fixture.message->events->last : NULL; event;
         event = event->next)
        g_string_append_printf(text, "%d@%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT " ", event->kind, event->position,
                               event->message_offset);
    fixture_end(&fixture);
    return g_string_free(text, FALSE);
}

static void test_event_positions_do_not_depend_on_cuts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(dot_rows); i++) {
        g_autofree char *whole = events_of(dot_rows[i].wire, 1000);
        for (size_t step = 1; step <= strlen(dot_rows[i].wire); step++) {
            g_autofree char *cut = events_of(dot_rows[i].wire, step);
            g_test_message("%" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, i, step);
            g_assert_cmpstr(cut, ==, whole);
        }
    }
}

static void test_bytes_behind_the_end_are_left(void)
{
    struct fixture fixture;

    fixture_begin(&fixture);
    mail_framer_expect_dot_content(&fixture.framer, fixture.message);
    g_assert_cmpuint(fixture_feed(&fixture, mail_slice_from_string("a\r\n.\r\nQUIT\r\n")), ==, 6);
    g_assert_cmpint(fixture.framer.framing, ==, MAIL_FRAMING_LINES);
    fixture_end(&fixture);
}

static void test_lone_dot_is_remembered_only_at_the_last_byte(void)
{
    static const struct {
        const char *wire;
        bool stands_behind;
    } rows[] = {
        { "a\n.\n", true },      { "a\n.\r\n", true }, { "a\r\n.\n", true }, { "a\n.", false },
        { "a\n.\r", false },     { "a\n.\nb", false }, { "a\r\n.", false },  { "a\r\n.\r", false },
        { "a\n.\n\r\n", false }, { "a\n", false },     { "a.\n", false },    { "a\n..\n", false },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct fixture fixture;
        fixture_begin(&fixture);
        mail_framer_expect_dot_content(&fixture.framer, fixture.message);
        fixture_feed(&fixture, mail_slice_from_string(rows[i].wire));
        g_test_message("%" G_GSIZE_FORMAT, i);
        g_assert_cmpint(mail_framer_is_after_lone_dot(&fixture.framer, fixture.position), ==, rows[i].stands_behind);
        fixture_end(&fixture);
    }
}

static void test_nuls_are_content(void)
{
    struct fixture fixture;

    fixture_begin(&fixture);
    mail_framer_expect_dot_content(&fixture.framer, fixture.message);
    fixture_feed(&fixture, mail_slice_make("\0a\0\r\n.\0\r\n.\r\n", sizeof "\0a\0\r\n.\0\r\n.\r\n" - 1));
    g_assert_true(fixture.has_ended);
    g_assert_cmpuint(fixture.message->size, ==, 8);
    g_assert_cmpuint(mail_message_event_count(fixture.message, MAIL_CONTENT_NUL), ==, 3);
    fixture_end(&fixture);
}

/* A line of `length` letters and CRLF, fed in pieces of `step`. */
static void expect_long_line(size_t length, size_t step, unsigned events)
{
    g_autofree char *line = g_strnfill(length + 2, 'x');
    struct fixture fixture;

    memcpy(line + length, "\r\n", 2);
    fixture_begin(&fixture);
    mail_framer_expect_dot_content(&fixture.framer, fixture.message);
    for (mail_slice rest = mail_slice_make(line, length + 2); rest.length; rest = mail_slice_skip(rest, step))
        fixture_feed(&fixture, mail_slice_first(rest, step));
    g_assert_cmpuint(mail_message_event_count(fixture.message, MAIL_CONTENT_LONG_LINE), ==, events);
    g_assert_cmpuint(fixture.message->longest_line, ==, length + 2);
    fixture_end(&fixture);
}

/* RFC 5321, 4.5.3.1.6: 1000 octets, CRLF included. */
static void test_long_lines(void)
{
    static const size_t steps[] = { 1, 7, 999, 5000 };

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        expect_long_line(998, steps[i], 0);
        expect_long_line(999, steps[i], 1);
        expect_long_line(100000, steps[i], 1);
    }
}

static void test_counted_content(void)
{
    for (size_t step = 1; step < 12; step++) {
        struct fixture fixture;
        mail_slice rest = mail_slice_from_string("..\r\n.\r\n:QUIT");
        size_t left = 0;
        fixture_begin(&fixture);
        mail_framer_expect_counted_content(&fixture.framer, fixture.message, 8);
        for (; rest.length && !fixture.has_ended; rest = mail_slice_skip(rest, step))
            left = rest.length - MIN(rest.length, step) + fixture_feed(&fixture, mail_slice_first(rest, step));
        g_assert_true(fixture.has_ended);
        g_assert_cmpuint(left, ==, 4);
        core_test_expect_text("counted", fixture.message->content, "..\r\n.\r\n:");
        fixture_end(&fixture);
    }
}

static void test_gap_in_counted_content(void)
{
    struct fixture fixture;

    fixture_begin(&fixture);
    mail_framer_expect_counted_content(&fixture.framer, fixture.message, 10);
    fixture_feed(&fixture, mail_slice_from_string("abc"));
    g_assert_cmpuint(mail_framer_take_gap(&fixture.framer, 4), ==, 4);
    g_assert_cmpint(fixture.framer.framing, ==, MAIL_FRAMING_COUNTED_CONTENT);
    g_assert_cmpuint(mail_framer_take_gap(&fixture.framer, 100), ==, 3);
    g_assert_cmpint(fixture.framer.framing, ==, MAIL_FRAMING_LINES);
    g_assert_cmpuint(fixture.message->missing, ==, 7);
    fixture_end(&fixture);
}

static void test_gap_in_dot_content_probes(void)
{
    struct fixture fixture;
    struct mail_piece piece = { mail_slice_from_string("QUIT\r\nrest"), 100, 1, { 0 } };

    fixture_begin(&fixture);
    mail_framer_expect_dot_content(&fixture.framer, fixture.message);
    fixture_feed(&fixture, mail_slice_from_string("a\r\n"));
    g_assert_cmpuint(mail_framer_take_gap(&fixture.framer, 97), ==, 0);
    g_assert_cmpint(mail_framer_take(&fixture.framer, &piece), ==, MAIL_FRAMED_PROBED);
    core_test_expect_text("probed", fixture.framer.finished_line->text, "QUIT");
    core_test_expect_text("left", piece.bytes, "rest");
    g_assert_cmpuint(fixture.message->missing, ==, 97);
    fixture_end(&fixture);
}

/* Reads `length` bytes and CRLF after a gap; returns what was probed, or NULL where it is not a line of the dialogue.
 */
static const struct mail_line *probe(struct fixture *fixture, size_t length, size_t step)
{
    g_autofree char *filler = g_strnfill(length, 'x');
    g_autofree char *text = g_strconcat(filler, "\r\nQUIT", NULL);
    mail_slice rest = mail_slice_from_string(text);
    enum mail_framed framed = MAIL_FRAMED_MORE;

    mail_framer_expect_dot_content(&fixture->framer, fixture->message);
    mail_framer_take_gap(&fixture->framer, 10);
    for (uint64_t position = 10; framed == MAIL_FRAMED_MORE; position += step) {
        struct mail_piece piece = { mail_slice_first(rest, step), position, 1, { 0 } };
        g_assert_cmpuint(rest.length, >, 0);
        framed = mail_framer_take(&fixture->framer, &piece);
        rest = mail_slice_skip(rest, step);
    }
    g_assert_cmpint(framed, ==, MAIL_FRAMED_PROBED);
    return fixture->framer.finished_line;
}

static void expect_probe(size_t length, bool is_line)
{
    static const size_t steps[] = { 1, 7, 5000 };

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        struct fixture fixture;
        fixture_begin(&fixture);
        const struct mail_line *line = probe(&fixture, length, steps[i]);
        g_assert_cmpint(line != NULL, ==, is_line);
        if (line)
            g_assert_cmpuint(line->end - line->begin, ==, length + 2);
        fixture_end(&fixture);
    }
}

/* A line is looked at whole up to 1024 bytes, CRLF included. */
static void test_long_probe_is_no_line(void)
{
    expect_probe(1022, true);
    expect_probe(1023, false);
    expect_probe(5000, false);
}

static void test_gap_in_lines_forgets_the_line(void)
{
    struct fixture fixture;
    struct mail_piece piece = { mail_slice_from_string("MAIL FR"), 0, 1, { 0 } };
    struct mail_piece rest = { mail_slice_from_string("IT\r\n"), 17, 1, { 0 } };

    fixture_begin(&fixture);
    g_assert_cmpint(mail_framer_take(&fixture.framer, &piece), ==, MAIL_FRAMED_MORE);
    g_assert_cmpuint(mail_framer_take_gap(&fixture.framer, 10), ==, 0);
    g_assert_cmpint(mail_framer_take(&fixture.framer, &rest), ==, MAIL_FRAMED_LINE);
    core_test_expect_text("line", fixture.framer.finished_line->text, "IT");
    fixture_end(&fixture);
}

static void test_opaque_takes_everything(void)
{
    struct fixture fixture;
    struct mail_piece piece = { mail_slice_from_string("QUIT\r\nQUIT\r\n"), 0, 1, { 0 } };

    fixture_begin(&fixture);
    mail_framer_expect_opaque(&fixture.framer);
    g_assert_cmpint(mail_framer_take(&fixture.framer, &piece), ==, MAIL_FRAMED_MORE);
    g_assert_cmpuint(piece.bytes.length, ==, 0);
    fixture_end(&fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/framer/dot", test_dot_rows_at_every_step);
    g_test_add_func("/framer/dot/event-positions", test_event_positions_do_not_depend_on_cuts);
    g_test_add_func("/framer/dot/bytes-behind", test_bytes_behind_the_end_are_left);
    g_test_add_func("/framer/dot/lone-dot", test_lone_dot_is_remembered_only_at_the_last_byte);
    g_test_add_func("/framer/dot/nul", test_nuls_are_content);
    g_test_add_func("/framer/dot/long-line", test_long_lines);
    g_test_add_func("/framer/counted", test_counted_content);
    g_test_add_func("/framer/gap/counted", test_gap_in_counted_content);
    g_test_add_func("/framer/gap/dot", test_gap_in_dot_content_probes);
    g_test_add_func("/framer/gap/long-probe", test_long_probe_is_no_line);
    g_test_add_func("/framer/gap/lines", test_gap_in_lines_forgets_the_line);
    g_test_add_func("/framer/opaque", test_opaque_takes_everything);
    return g_test_run();
}
