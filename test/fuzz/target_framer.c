/* The framer: lines, dot content and counted content are the same however they are cut, and dot content is what a
 * reading of all bytes at once finds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "fuzz_target.h"
#include "smtp/smtp_content.h"
#include "stream/mail_framer.h"

#include <string.h>

#define LINE_LIMIT 50
#define MESSAGE_LIMIT 120

/* What is read first; lines follow it. */
enum opening { LINES, DOT_CONTENT, COUNTED_CONTENT, COUNTED_BYTES, DOT_CONTENT_WITH_GAP, OPENINGS };

struct framer_test {
    struct mail_arena arena;
    struct mail_framer framer;
    struct mail_message *message;
    GString *events;
    uint64_t position;
};

static void begin(struct framer_test *test, enum opening opening, uint8_t count)
{
    *test = (struct framer_test){ .arena = core_test_arena_new(), .events = g_string_new(NULL) };
    mail_framer_init(&test->framer, &test->arena, LINE_LIMIT);
    test->message = mail_message_new(&test->arena, 1, &smtp_via_data, MESSAGE_LIMIT);
    if (opening == DOT_CONTENT || opening == DOT_CONTENT_WITH_GAP)
        mail_framer_expect_dot_content(&test->framer, test->message);
    if (opening == COUNTED_CONTENT)
        mail_framer_expect_counted_content(&test->framer, test->message, count);
    if (opening == COUNTED_BYTES)
        mail_framer_expect_counted_bytes(&test->framer, count);
}

static void note_line(struct framer_test *test, const struct mail_line *line)
{
    g_string_append_printf(test->events, "line %d %d %d %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT " \"", line->ending,
                           line->is_truncated, line->has_bare_cr, line->begin, line->end);
    core_test_append_escaped(test->events, line->text);
    g_string_append(test->events, "\"\n");
}

/* Those of one kind are in order. */
static void note_events(struct framer_test *test, enum mail_content_event_kind kind)
{
    for (const struct mail_content_event *event = test->message->events ? test->message->events->last : NULL; event;
         event = event->next)
        if (event->kind == kind)
            g_string_append_printf(test->events, " @%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, event->position,
                                   event->message_offset);
}

static void note_content(struct framer_test *test, uint64_t position)
{
    const struct mail_message *message = test->message;

    g_string_append_printf(
        test->events, "content to %" G_GUINT64_FORMAT ", longest %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " \"",
        position, message->longest_line, message->size);
    core_test_append_escaped(test->events, message->content);
    g_string_append_c(test->events, '"');
    for (int kind = 0; kind < MAIL_CONTENT_EVENT_KINDS; kind++) {
        g_string_append_printf(test->events, " %" G_GUINT64_FORMAT, mail_message_event_count(message, kind));
        note_events(test, (enum mail_content_event_kind) kind);
    }
    g_string_append_c(test->events, '\n');
}

static void take(struct framer_test *test, mail_slice bytes)
{
    g_autofree uint8_t *copy = g_memdup2(bytes.bytes, bytes.length);
    struct mail_piece piece = { mail_slice_make(copy, bytes.length), test->position, 1, { 0 } };

    while (piece.bytes.length) {
        enum mail_framed framed = mail_framer_take(&test->framer, &piece);
        if (test->framer.finished_line && (framed == MAIL_FRAMED_LINE || framed == MAIL_FRAMED_PROBED))
            note_line(test, test->framer.finished_line);
        if (framed == MAIL_FRAMED_PROBED)
            mail_framer_resume_content(&test->framer);
        if (framed != MAIL_FRAMED_CONTENT)
            continue;
        mail_message_finish(test->message, MAIL_MESSAGE_STRICT);
        note_content(test, piece.begin);
        mail_framer_expect_lines(&test->framer);
    }
    test->position += bytes.length;
}

/* Returns the events, to be freed. `longest` 0: uncut. */
static char *read_events(enum opening opening, uint8_t count, mail_slice bytes, uint32_t longest)
{
    struct framer_test test;
    uint32_t seed = count;
    mail_slice rest = bytes;

    begin(&test, opening, count);
    if (opening == DOT_CONTENT_WITH_GAP) {
        size_t place = MIN(count, bytes.length);
        take(&test, mail_slice_first(rest, place));
        rest = mail_slice_skip(rest, place);
        mail_framer_take_gap(&test.framer, count);
        test.position += count;
    }
    while (rest.length) {
        size_t size = longest ? 1 + fuzz_random(&seed, longest) : rest.length;
        take(&test, mail_slice_first(rest, size));
        rest = mail_slice_skip(rest, size);
    }
    if (test.message->end == MAIL_MESSAGE_OPEN)
        note_content(&test, test.position);
    g_string_append_printf(test.events, "lone dot %d", mail_framer_is_after_lone_dot(&test.framer, test.position));
    core_test_arena_free(&test.arena);
    return g_string_free(test.events, FALSE);
}

/* RFC 5321, 4.5.2, read over all bytes at once: the content before CRLF.CRLF, unstuffed. NULL: no end. */
static GString *unstuff(mail_slice bytes)
{
    GString *content = g_string_new(NULL);
    bool is_line_start = true;

    for (size_t i = 0; i < bytes.length; i++) {
        const uint8_t *at = bytes.bytes + i;
        if (is_line_start && bytes.length - i >= 3 && memcmp(at, ".\r\n", 3) == 0)
            return content;
        is_line_start = *at == '\n' && i && at[-1] == '\r';
        if (*at != '.' || !(i == 0 || (i >= 2 && at[-1] == '\n' && at[-2] == '\r')))
            g_string_append_c(content, (gchar) *at);
    }
    g_string_free(content, TRUE);
    return NULL;
}

static void check_dot_content(mail_slice bytes)
{
    struct framer_test test;
    GString *expected = unstuff(bytes);

    begin(&test, DOT_CONTENT, 0);
    take(&test, bytes);
    g_assert_cmpint(test.message->end == MAIL_MESSAGE_STRICT, ==, expected != NULL);
    if (expected) {
        g_assert_cmpuint(test.message->size, ==, expected->len);
        g_assert_cmpmem(test.message->content.bytes, test.message->content.length, expected->str,
                        MIN(expected->len, test.message->content.length));
        g_string_free(expected, TRUE);
    }
    g_string_free(test.events, TRUE);
    core_test_arena_free(&test.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    mail_slice input = mail_slice_make(bytes, size);
    enum opening opening = fuzz_take_byte(&input) % OPENINGS;
    uint8_t count = fuzz_take_byte(&input);
    g_autofree char *whole = read_events(opening, count, input, 0);
    g_autofree char *in_bytes = read_events(opening, count, input, 1);
    g_autofree char *cut = read_events(opening, count, input, 12);

    g_assert_cmpstr(in_bytes, ==, whole);
    g_assert_cmpstr(cut, ==, whole);
    if (opening == DOT_CONTENT)
        check_dot_content(input);
    return 0;
}
