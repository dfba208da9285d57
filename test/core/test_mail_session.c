/* A session reads each byte once, says so in its digests, and finds the client by its bytes, whatever the ports say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_session_state.h"
#include "pop3/pop3_session.h"
#include "session_fixture.h"
#include "smtp/smtp_transaction.h"

/* Ports say that A is the client; the greeting of A says that it is not (stock-faults S17). */
static void test_greeting_tells_the_server(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "220 mx ESMTP\r\n");
    feed(&fixture, MAIL_SIDE_B, "EHLO x\r\n");
    feed(&fixture, MAIL_SIDE_A, "250 mx\r\n");
    g_assert_cmpint(fixture.session->roles.client_side, ==, MAIL_SIDE_B);
    expect_events(&fixture, "S greeting \"220 mx ESMTP\"\nC #1 command EHLO \"x\"\nS reply \"250 mx\" to #1\n");
}

/* Where the ports say nothing. */
static void test_verb_tells_the_client(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &pop3_protocol);
    fixture.session->roles.evidence = MAIL_ROLE_GUESSED;
    feed(&fixture, MAIL_SIDE_B, "STAT\r\n");
    feed(&fixture, MAIL_SIDE_A, "+OK 1 2\r\n");
    expect_events(&fixture, "C #1 command STAT \"\"\nS reply \"+OK 1 2\" to #1\n");
}

static void test_indecisive_bytes_leave_it_to_the_ports(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "hello there\r\n");
    g_assert_cmpint(fixture.session->roles.evidence, ==, MAIL_ROLE_BY_PORT);
    g_assert_cmpint(mail_session_role_of(fixture.session, MAIL_SIDE_A), ==, MAIL_CLIENT);
    expect_events(&fixture, "C text \"hello there\"\n");
}

static void test_digest_counts_its_units(void)
{
    struct fixture fixture;
    struct mail_reading digest;

    fixture_begin(&fixture, &smtp_protocol);
    digest = feed(&fixture, MAIL_SIDE_B, "220 mx ESMTP\r\n");
    g_assert_cmpuint(digest.count, ==, 1);
    g_assert_cmpint(digest.phase, ==, MAIL_PHASE_GREETING);
    digest = feed(&fixture, MAIL_SIDE_A, "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDA");
    g_assert_cmpuint(digest.count, ==, 3);
    g_assert_cmpuint(digest.begin, ==, 0);
    g_assert_cmpint(digest.first->kind, ==, MAIL_UNIT_COMMAND);
    digest = feed(&fixture, MAIL_SIDE_A, "");
    g_assert_cmpuint(digest.count, ==, 0);
    digest = feed(&fixture, MAIL_SIDE_A, "TA\r\n");
    g_assert_cmpuint(digest.count, ==, 1);
    g_assert_cmpuint(digest.begin, ==, 34);
    core_test_arena_free(&fixture.arena);
}

static void test_retransmission_says_so(void)
{
    struct fixture fixture;
    struct mail_reading digest;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "EHLO x\r\n");
    fixture.next_sequence[MAIL_SIDE_A] = 0;
    digest = feed(&fixture, MAIL_SIDE_A, "EHLO x\r\nNOOP\r\n");
    g_assert_cmpuint(digest.count, ==, 2);
    g_assert_cmpint(digest.first->kind, ==, MAIL_UNIT_REPEATED);
    g_assert_cmpuint(digest.first->end, ==, 8);
    expect_events(&fixture, "C #1 command EHLO \"x\"\nC #2 command NOOP \"\"\n");
}

static void test_snapped_segment_is_bytes_and_a_gap(void)
{
    struct fixture fixture;
    struct mail_reading digest;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_B, "220 mx ESMTP\r\n");
    digest = feed_snapped(&fixture, MAIL_SIDE_A, "MAIL FROM:<a@", 10);
    g_assert_cmpuint(digest.count, ==, 2);
    g_assert_cmpuint(mail_session_last_unit(fixture.session)->begin, ==, 13);
    g_assert_cmpuint(mail_session_last_unit(fixture.session)->end, ==, 23);
    feed(&fixture, MAIL_SIDE_A, "QUIT\r\n");
    expect_events(&fixture, "S greeting \"220 mx ESMTP\"\nC #1 command MAIL \"\" @1 !line_cut\nC gap 10\n"
                            "C #2 command QUIT \"\" pipelined @1\n");
}

static void test_bytes_without_sequence_follow_each_other(void)
{
    struct fixture fixture;
    struct mail_segment segment = { .side = MAIL_SIDE_B, .layer = MAIL_LAYER_TLS, .frame = 1 };

    fixture_begin(&fixture, &smtp_protocol);
    segment.bytes = mail_slice_from_string("220 mx ES");
    mail_session_read(fixture.session, &segment);
    segment.bytes = mail_slice_from_string("MTP\r\n");
    g_assert_cmpuint(mail_session_read(fixture.session, &segment).begin, ==, 9);
    g_assert_cmpint(fixture.session->tls, ==, MAIL_TLS_STARTTLS);
    core_test_arena_free(&fixture.arena);
}

static void test_times_of_a_line(void)
{
    struct fixture fixture;
    struct mail_segment segment = {
        .side = MAIL_SIDE_A, .has_sequence = true, .bytes = mail_slice_from_string("QU"), .frame = 1, .time = { 10, 5 }
    };

    fixture_begin(&fixture, &smtp_protocol);
    mail_session_read(fixture.session, &segment);
    segment = (struct mail_segment){ .side = MAIL_SIDE_A,
                                     .has_sequence = true,
                                     .sequence = 2,
                                     .frame = 2,
                                     .bytes = mail_slice_from_string("IT\r\n"),
                                     .time = { 11, 6 } };
    mail_session_read(fixture.session, &segment);
    g_assert_cmpint(mail_session_last_unit(fixture.session)->line->parts->time.seconds, ==, 10);
    g_assert_cmpint(mail_session_last_unit(fixture.session)->exchange->asked_at.seconds, ==, 11);
    g_assert_cmpint(mail_session_last_unit(fixture.session)->exchange->asked_at.nanoseconds, ==, 6);
    core_test_arena_free(&fixture.arena);
}

/* The transaction that the last reply ended, which begins with a line of frame `begin`. */
static void expect_ended_transaction(struct fixture *fixture, uint32_t begin)
{
    const struct smtp_transaction *ended = smtp_unit_ended_transaction(mail_session_last_unit(fixture->session));

    g_assert_nonnull(ended);
    g_assert_cmpint(ended->begin_time.seconds, ==, begin);
    g_assert_cmpint(ended->end_time.seconds, ==, fixture->frame);
    core_test_arena_free(&fixture->arena);
}

/* Only the reply tells that MAIL within a transaction begins another, or that RCPT without MAIL belongs to one. */
static void test_transaction_begins_with_its_command(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_B, "220 mx\r\n");
    feed(&fixture, MAIL_SIDE_A, "MAIL FROM:<a@example.net>\r\n");
    feed(&fixture, MAIL_SIDE_B, "250 ok\r\n");
    feed(&fixture, MAIL_SIDE_A, "MAIL FROM:<b@example.net>\r\n");
    feed(&fixture, MAIL_SIDE_B, "250 ok\r\n");
    feed(&fixture, MAIL_SIDE_A, "RSET\r\n");
    feed(&fixture, MAIL_SIDE_B, "250 ok\r\n");
    expect_ended_transaction(&fixture, 4);

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "RCPT TO:<a@example.com>\r\n");
    feed(&fixture, MAIL_SIDE_B, "250 ok\r\n");
    feed(&fixture, MAIL_SIDE_A, "RSET\r\n");
    feed(&fixture, MAIL_SIDE_B, "250 ok\r\n");
    expect_ended_transaction(&fixture, 1);
}

static void expect_pop3_state(struct fixture *fixture, const char *command, const char *reply, enum pop3_state state)
{
    feed(fixture, MAIL_SIDE_A, command);
    feed(fixture, MAIL_SIDE_B, reply);
    g_assert_cmpint(pop3_session_of(fixture->session)->state, ==, state);
}

/* RFC 1939, 3: AUTHORIZATION, TRANSACTION, UPDATE. */
static void test_pop3_states(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &pop3_protocol);
    expect_pop3_state(&fixture, "", "+OK ready\r\n", POP3_AUTHORIZATION);
    expect_pop3_state(&fixture, "QUIT\r\n", "-ERR no\r\n", POP3_AUTHORIZATION);
    expect_pop3_state(&fixture, "USER alice\r\n", "+OK\r\n", POP3_AUTHORIZATION);
    expect_pop3_state(&fixture, "PASS wrong\r\n", "-ERR no\r\n", POP3_AUTHORIZATION);
    expect_pop3_state(&fixture, "PASS right\r\n", "+OK\r\n", POP3_TRANSACTION);
    expect_pop3_state(&fixture, "QUIT\r\n", "-ERR some deleted messages not removed\r\n", POP3_UPDATE);
    core_test_arena_free(&fixture.arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/session/roles/greeting", test_greeting_tells_the_server);
    g_test_add_func("/session/roles/verb", test_verb_tells_the_client);
    g_test_add_func("/session/roles/indecisive", test_indecisive_bytes_leave_it_to_the_ports);
    g_test_add_func("/session/digest", test_digest_counts_its_units);
    g_test_add_func("/session/retransmission", test_retransmission_says_so);
    g_test_add_func("/session/snapped", test_snapped_segment_is_bytes_and_a_gap);
    g_test_add_func("/session/no-sequence", test_bytes_without_sequence_follow_each_other);
    g_test_add_func("/session/times", test_times_of_a_line);
    g_test_add_func("/session/transaction-times", test_transaction_begins_with_its_command);
    g_test_add_func("/session/pop3-states", test_pop3_states);
    return g_test_run();
}
