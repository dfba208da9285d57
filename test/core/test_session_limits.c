/* How much a session keeps and reads: at each limit and beyond it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_session_state.h"
#include "pop3/pop3_session.h"
#include "session_fixture.h"

#include <string.h>

/* DATA and `more` before the 354; at most `limit` bytes are held. */
static void begin_held(struct fixture *fixture, size_t limit, const char *more)
{
    fixture_begin(fixture, &smtp_protocol);
    fixture->capture->held_limit = limit;
    feed(fixture, MAIL_SIDE_B, "220 mx ESMTP\r\n");
    feed(fixture, MAIL_SIDE_A, "DATA\r\n");
    feed(fixture, MAIL_SIDE_A, more);
}

static void test_held_limit_opens_the_gate(void)
{
    struct fixture fixture;

    begin_held(&fixture, 8, "one\r\n.\r\nQUIT\r\n");
    g_assert_true(has_finding(last_of_kind(fixture.session, MAIL_UNIT_HELD), MAIL_FINDING_held_limit));
    feed(&fixture, MAIL_SIDE_B, "354 go on\r\n250 queued\r\n221 bye\r\n");
    expect_events(&fixture, "S greeting \"220 mx ESMTP\"\nC #1 command DATA \"\"\n"
                            "C held !held_limit\n"
                            "C message 1 DATA complete size=5 \"one\\r\\n\" !content_assumed\n"
                            "C #3 command QUIT \"\" pipelined\nS reply \"354 go on\" to #1\n"
                            "S reply \"250 queued\" to #2\nS reply \"221 bye\" to #3\n");
}

/* Two lines are read; each segment beyond is one unit, which says so. */
static void test_session_limit(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    fixture.capture->session_limit = 2;
    feed(&fixture, MAIL_SIDE_B, "220 mx\r\n");
    feed(&fixture, MAIL_SIDE_A, "NOOP\r\n");
    g_assert_cmpuint(mail_session_unit_count(fixture.session), ==, 2);
    g_assert_false(has_finding(mail_session_last_unit(fixture.session), MAIL_FINDING_session_limit));
    feed(&fixture, MAIL_SIDE_B, "250 ok\r\n250 ok\r\n");
    g_assert_true(has_finding(mail_session_last_unit(fixture.session), MAIL_FINDING_session_limit));
    g_assert_cmpint(mail_session_last_unit(fixture.session)->kind, ==, MAIL_UNIT_UNREAD);
    feed(&fixture, MAIL_SIDE_A, "NOOP\r\nNOOP\r\nNO");
    g_assert_true(has_finding(mail_session_last_unit(fixture.session), MAIL_FINDING_session_limit));
    g_assert_cmpuint(mail_session_unit_count(fixture.session), ==, 4);
    core_test_arena_free(&fixture.arena);
}

/* A message is read to its end, whatever the number of lines before it. */
static void test_session_limit_spares_content(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    fixture.capture->session_limit = 3;
    feed(&fixture, MAIL_SIDE_B, "220 mx\r\n");
    feed(&fixture, MAIL_SIDE_A, "DATA\r\n");
    feed(&fixture, MAIL_SIDE_B, "354 go on\r\n");
    feed(&fixture, MAIL_SIDE_A, "one\r\ntwo\r\n.\r\nQUIT\r\n");
    g_assert_cmpuint(last_of_kind(fixture.session, MAIL_UNIT_MESSAGE)->message->size, ==, 10);
    g_assert_true(has_finding(mail_session_last_unit(fixture.session), MAIL_FINDING_session_limit));
    core_test_arena_free(&fixture.arena);
}

/* The reply to DATA is not read any more: the bytes that follow are still a message. */
static void test_session_limit_at_a_gate(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    fixture.capture->session_limit = 2;
    feed(&fixture, MAIL_SIDE_B, "220 mx\r\n");
    feed(&fixture, MAIL_SIDE_A, "DATA\r\n");
    feed(&fixture, MAIL_SIDE_A, "one\r\n");
    feed(&fixture, MAIL_SIDE_B, "354 go on\r\n");
    feed(&fixture, MAIL_SIDE_A, "two\r\n.\r\nQUIT\r\n");
    g_assert_cmpuint(last_of_kind(fixture.session, MAIL_UNIT_MESSAGE)->message->size, ==, 10);
    g_assert_true(has_finding(last_of_kind(fixture.session, MAIL_UNIT_UNREAD), MAIL_FINDING_session_limit));
    core_test_arena_free(&fixture.arena);
}

/* What was held until the last line that is read stands on that line's frame, with its bytes. */
static void test_session_limit_behind_a_gate(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    fixture.capture->session_limit = 3;
    feed(&fixture, MAIL_SIDE_B, "220 mx\r\n");
    feed(&fixture, MAIL_SIDE_A, "DATA\r\n");
    feed(&fixture, MAIL_SIDE_A, "NOOP\r\n");
    feed(&fixture, MAIL_SIDE_B, "550 no\r\n");

    const struct mail_unit *unit = last_of_kind(fixture.session, MAIL_UNIT_UNREAD);

    g_assert_true(unit->was_held && has_finding(unit, MAIL_FINDING_session_limit));
    core_test_expect_text("held", unit->details->bytes, "NOOP\r\n");
    core_test_arena_free(&fixture.arena);
}

/* Two messages are remembered; `told` is the line after which the finding stands. */
static void expect_maildrop_limit(const char *dele, const char *told)
{
    struct fixture fixture;
    g_autofree char *expected = NULL;

    fixture_begin(&fixture, &pop3_protocol);
    pop3_session_of(fixture.session)->maildrop.limit = 2;
    feed(&fixture, MAIL_SIDE_B, "+OK ready\r\n");
    feed(&fixture, MAIL_SIDE_A, "LIST\r\n");
    feed(&fixture, MAIL_SIDE_B, "+OK\r\n1 10\r\n2 20\r\n.\r\n");
    feed(&fixture, MAIL_SIDE_A, dele);
    feed(&fixture, MAIL_SIDE_B, "+OK\r\n");
    expected = g_strdup_printf("S greeting \"+OK ready\"\nC #1 command LIST \"\" !pop_wrong_state\n"
                               "S reply \"+OK\" to #1\nS row \"1 10\"\nS row \"2 20\"\nS rows end\n%s",
                               told);
    expect_events(&fixture, expected);
}

static void test_maildrop_limit_is_told(void)
{
    expect_maildrop_limit("DELE 3\r\n", "C #2 command DELE \"3\"\n"
                                        "S reply \"+OK\" to #2 fetched=0 deleted=0 kept=0 incomplete "
                                        "!pop_maildrop_limit\n");
}

static void test_maildrop_limit_is_not_reached(void)
{
    expect_maildrop_limit("DELE 2\r\n", "C #2 command DELE \"2\" octets=20\n"
                                        "S reply \"+OK\" to #2 octets=20 deleted fetched=0 deleted=1 kept=0\n");
}

static void test_one_byte_over_the_held_limit(void)
{
    struct fixture fixture;

    begin_held(&fixture, 7, "one\r\n.\r\n");
    g_assert_true(has_finding(last_of_kind(fixture.session, MAIL_UNIT_HELD), MAIL_FINDING_held_limit));
    g_assert_null(fixture.session->questions.gate);
    core_test_arena_free(&fixture.arena);
}

static void test_held_limit_is_not_reached(void)
{
    struct fixture fixture;

    begin_held(&fixture, 8, "one\r\n.\r\n");
    g_assert_false(has_finding(last_of_kind(fixture.session, MAIL_UNIT_HELD), MAIL_FINDING_held_limit));
    feed(&fixture, MAIL_SIDE_B, "354 go on\r\n");
    expect_events(&fixture, "S greeting \"220 mx ESMTP\"\nC #1 command DATA \"\"\nS reply \"354 go on\" to #1\n"
                            "C message 1 DATA complete size=5 \"one\\r\\n\"\n");
}

static void test_held_bytes_say_where_they_were_read(void)
{
    struct fixture fixture;

    begin_held(&fixture, 100, "one\r\n");
    g_assert_cmpuint(last_of_kind(fixture.session, MAIL_UNIT_HELD)->details->late_completed_frame, ==, 0);
    feed(&fixture, MAIL_SIDE_B, "354 go on\r\n");
    g_assert_cmpuint(last_of_kind(fixture.session, MAIL_UNIT_HELD)->details->late_completed_frame, ==, 4);
    g_assert_true(last_of_kind(fixture.session, MAIL_UNIT_CONTENT)->was_held);
    g_assert_cmpuint(last_of_kind(fixture.session, MAIL_UNIT_CONTENT)->frame, ==, 4);
    core_test_arena_free(&fixture.arena);
}

/* One message of five bytes under a limit: whether it is kept. */
static void expect_message_limit(uint64_t limit, bool is_kept)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    fixture.capture->message_limit = limit;
    feed(&fixture, MAIL_SIDE_B, "220 mx ESMTP\r\n");
    feed(&fixture, MAIL_SIDE_A, "BDAT 5 LAST\r\nabcde");

    const struct mail_unit *unit = last_of_kind(fixture.session, MAIL_UNIT_MESSAGE);

    g_assert_cmpuint(unit->message->size, ==, 5);
    g_assert_cmpint(mail_message_is_whole(unit->message), ==, is_kept);
    g_assert_cmpint(has_finding(unit, MAIL_FINDING_message_limit), ==, !is_kept);
    core_test_arena_free(&fixture.arena);
}

static void test_message_limit(void)
{
    expect_message_limit(5, true);
    expect_message_limit(4, false);
}

/* Of all sessions those of short lines are not read further, and stay so whatever the others make up for. */
static void test_shortage_is_of_the_capture(void)
{
    struct fixture short_lines, other;

    fixture_begin(&short_lines, &smtp_protocol);
    other = short_lines;
    other.session =
        mail_session_new(short_lines.capture, &smtp_protocol, MAIL_SIDE_A, MAIL_ROLE_BY_PORT, MAIL_TLS_NONE, 0);
    short_lines.capture->shortage_limit = 12;
    feed(&short_lines, MAIL_SIDE_A, "\r\n\r\n");
    feed(&short_lines, MAIL_SIDE_A, "NOOP\r\n");
    g_assert_true(has_finding(mail_session_last_unit(short_lines.session), MAIL_FINDING_short_lines_limit));
    g_assert_false(has_finding(mail_session_last_unit(short_lines.session), MAIL_FINDING_session_limit));
    feed(&other, MAIL_SIDE_B, "220 mx.example.com ESMTP and more words\r\n");
    g_assert_cmpint(mail_session_last_unit(other.session)->kind, ==, MAIL_UNIT_REPLY_LINE);
    feed(&short_lines, MAIL_SIDE_A, "NOOP\r\n");
    g_assert_cmpint(mail_session_last_unit(short_lines.session)->kind, ==, MAIL_UNIT_UNREAD);
    core_test_arena_free(&short_lines.arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/session/held/limit", test_held_limit_opens_the_gate);
    g_test_add_func("/session/held/one-over-limit", test_one_byte_over_the_held_limit);
    g_test_add_func("/session/held/near-limit", test_held_limit_is_not_reached);
    g_test_add_func("/session/limit", test_session_limit);
    g_test_add_func("/session/limit/content", test_session_limit_spares_content);
    g_test_add_func("/session/limit/gate", test_session_limit_at_a_gate);
    g_test_add_func("/session/limit/held", test_session_limit_behind_a_gate);
    g_test_add_func("/session/limit/shortage", test_shortage_is_of_the_capture);
    g_test_add_func("/session/maildrop/limit", test_maildrop_limit_is_told);
    g_test_add_func("/session/maildrop/near-limit", test_maildrop_limit_is_not_reached);
    g_test_add_func("/session/held/frames", test_held_bytes_say_where_they_were_read);
    g_test_add_func("/session/message-limit", test_message_limit);
    return g_test_run();
}
