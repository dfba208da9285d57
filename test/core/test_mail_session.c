/* A session reads each byte once, says so in its digests, and finds the client by its bytes, whatever the ports say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core/mail_transaction.h"
#include "core/sasl_exchange.h"
#include "core_test.h"

#include <string.h>

struct fixture {
    struct mail_arena arena;
    struct mail_capture *capture;
    struct mail_session *session;
    uint32_t next_sequence[MAIL_SIDES];
    uint32_t frame;
};

static void fixture_begin(struct fixture *fixture, const struct mail_protocol *protocol)
{
    *fixture = (struct fixture){ .arena = core_test_arena_new() };
    fixture->capture = mail_capture_new(fixture->arena);
    fixture->session =
        mail_session_new(fixture->capture, protocol, MAIL_SIDE_A, MAIL_ROLE_BY_PORT, MAIL_TLS_NONE, false);
}

/* Each segment has a frame, and each frame a second, of its own. */
static struct mail_digest feed_snapped(struct fixture *fixture, enum mail_side side, const char *text, uint32_t missing)
{
    uint32_t *sequence = &fixture->next_sequence[side];
    uint32_t frame = ++fixture->frame;
    struct mail_segment segment = { .side = side,
                                    .has_sequence = true,
                                    .sequence = *sequence,
                                    .missing = missing,
                                    .bytes = mail_slice_from_string(text),
                                    .frame = frame,
                                    .time = { frame, 0 } };

    *sequence += (uint32_t) segment.bytes.length + missing;
    return mail_session_read(fixture->session, &segment);
}

static struct mail_digest feed(struct fixture *fixture, enum mail_side side, const char *text)
{
    return feed_snapped(fixture, side, text, 0);
}

static void expect_events(struct fixture *fixture, const char *expected)
{
    g_autofree char *events = core_test_describe(fixture->session);

    g_assert_cmpstr(events, ==, expected);
    core_test_arena_free(&fixture->arena);
}

/* Ports say that A is the client; the greeting of A says that it is not (stock-faults S17). */
static void test_greeting_tells_the_server(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "220 mx ESMTP\r\n");
    feed(&fixture, MAIL_SIDE_B, "EHLO x\r\n");
    feed(&fixture, MAIL_SIDE_A, "250 mx\r\n");
    g_assert_cmpint(fixture.session->client_side, ==, MAIL_SIDE_B);
    expect_events(&fixture, "S greeting \"220 mx ESMTP\"\nC #1 command EHLO \"x\"\nS reply \"250 mx\" to #1\n");
}

/* Where the ports say nothing. */
static void test_verb_tells_the_client(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &pop3_protocol);
    fixture.session->role_evidence = MAIL_ROLE_GUESSED;
    feed(&fixture, MAIL_SIDE_B, "STAT\r\n");
    feed(&fixture, MAIL_SIDE_A, "+OK 1 2\r\n");
    expect_events(&fixture, "C #1 command STAT \"\"\nS reply \"+OK 1 2\" to #1\n");
}

static void test_indecisive_bytes_leave_it_to_the_ports(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "hello there\r\n");
    g_assert_cmpint(fixture.session->role_evidence, ==, MAIL_ROLE_BY_PORT);
    g_assert_cmpint(mail_session_role_of(fixture.session, MAIL_SIDE_A), ==, MAIL_CLIENT);
    expect_events(&fixture, "C text \"hello there\"\n");
}

static void test_digest_counts_its_units(void)
{
    struct fixture fixture;
    struct mail_digest digest;

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
    struct mail_digest digest;

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
    struct mail_digest digest;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_B, "220 mx ESMTP\r\n");
    digest = feed_snapped(&fixture, MAIL_SIDE_A, "MAIL FROM:<a@", 10);
    g_assert_cmpuint(digest.count, ==, 2);
    g_assert_cmpuint(fixture.session->last_unit->begin, ==, 13);
    g_assert_cmpuint(fixture.session->last_unit->end, ==, 23);
    feed(&fixture, MAIL_SIDE_A, "QUIT\r\n");
    expect_events(&fixture, "S greeting \"220 mx ESMTP\"\nC gap 10\nC #1 command QUIT \"\"\n");
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

static const struct mail_unit *last_of_kind(const struct mail_session *session, enum mail_unit_kind kind)
{
    const struct mail_unit *found = NULL;

    for (const struct mail_unit *unit = session->first_unit; unit; unit = unit->next)
        if (unit->kind == kind)
            found = unit;
    return found;
}

static bool has_finding(const struct mail_unit *unit, enum mail_finding_id id)
{
    for (const struct mail_finding *finding = unit->details->findings; finding; finding = finding->next)
        if (finding->id == id)
            return true;
    return false;
}

/* DATA and `behind` before the 354; at most `limit` bytes are held. */
static void begin_held(struct fixture *fixture, size_t limit, const char *behind)
{
    fixture_begin(fixture, &smtp_protocol);
    fixture->capture->held_limit = limit;
    feed(fixture, MAIL_SIDE_B, "220 mx ESMTP\r\n");
    feed(fixture, MAIL_SIDE_A, "DATA\r\n");
    feed(fixture, MAIL_SIDE_A, behind);
}

static void test_held_limit_opens_the_gate(void)
{
    struct fixture fixture;

    begin_held(&fixture, 8, "one\r\n.\r\nQUIT\r\n");
    g_assert_true(has_finding(last_of_kind(fixture.session, MAIL_UNIT_HELD), MAIL_FINDING_held_limit));
    feed(&fixture, MAIL_SIDE_B, "354 go on\r\n250 queued\r\n221 bye\r\n");
    expect_events(&fixture, "S greeting \"220 mx ESMTP\"\nC #1 command DATA \"\"\n"
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
    g_assert_cmpuint(fixture.session->unit_count, ==, 2);
    g_assert_false(has_finding(fixture.session->last_unit, MAIL_FINDING_session_limit));
    feed(&fixture, MAIL_SIDE_B, "250 ok\r\n250 ok\r\n");
    g_assert_true(has_finding(fixture.session->last_unit, MAIL_FINDING_session_limit));
    g_assert_cmpint(fixture.session->last_unit->kind, ==, MAIL_UNIT_UNREAD);
    feed(&fixture, MAIL_SIDE_A, "NOOP\r\nNOOP\r\nNO");
    g_assert_true(has_finding(fixture.session->last_unit, MAIL_FINDING_session_limit));
    g_assert_cmpuint(fixture.session->unit_count, ==, 4);
    core_test_arena_free(&fixture.arena);
}

/* A message goes on being read, whatever the number of lines before it. */
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
    g_assert_true(has_finding(fixture.session->last_unit, MAIL_FINDING_session_limit));
    core_test_arena_free(&fixture.arena);
}

/* The reply to DATA is not read any more: what follows is a message all the same. */
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

/* Two messages are remembered; `told` is what the finding stands behind. */
static void expect_maildrop_limit(const char *dele, const char *told)
{
    struct fixture fixture;
    g_autofree char *expected = NULL;

    fixture_begin(&fixture, &pop3_protocol);
    fixture.session->maildrop.limit = 2;
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
    g_assert_null(fixture.session->gate);
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
    g_assert_cmpuint(last_of_kind(fixture.session, MAIL_UNIT_HELD)->details->completed_frame, ==, 0);
    feed(&fixture, MAIL_SIDE_B, "354 go on\r\n");
    g_assert_cmpuint(last_of_kind(fixture.session, MAIL_UNIT_HELD)->details->completed_frame, ==, 4);
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
    g_assert_cmpint(fixture.session->last_unit->line->parts->time.seconds, ==, 10);
    g_assert_cmpint(fixture.session->last_unit->exchange->asked_time.seconds, ==, 11);
    g_assert_cmpint(fixture.session->last_unit->exchange->asked_time.nanoseconds, ==, 6);
    core_test_arena_free(&fixture.arena);
}

/* A reply decides with its first line; the client, whose first replies are not in the capture, says its name only
 * then. */
static void test_decided_login_is_of_who_was_named_then(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "AUTH LOGIN\r\n");
    feed(&fixture, MAIL_SIDE_B, "235-welcome\r\n");

    const struct sasl_facts *decision = fixture.session->last_unit->details->sasl;

    feed(&fixture, MAIL_SIDE_A, "YWxpY2U=\r\n");

    const struct sasl_facts *name = fixture.session->last_unit->details->sasl;

    g_assert_cmpint(decision->result, ==, SASL_SUCCESS);
    g_assert_null(decision->attempt->user.bytes);
    core_test_expect_text("name", name->attempt->user, "alice");
    g_assert_cmpuint(name->attempt->number, ==, 2);
    core_test_arena_free(&fixture.arena);
}

static unsigned count_presented(const struct mail_session *session)
{
    unsigned count = 0;

    for (const struct mail_unit *unit = session->first_unit; unit; unit = unit->next)
        count += unit->details->sasl && unit->details->sasl->presents_login;
    return count;
}

/* A token is presented with the line that has it, and not once more with what follows the decision. */
static void test_decided_login_is_presented_once(void)
{
    static const char *const next[] = { "\r\n", "Yj1jLHI9dCxwPXA=\r\n" };

    for (size_t i = 0; i < G_N_ELEMENTS(next); i++) {
        struct fixture fixture;

        fixture_begin(&fixture, &smtp_protocol);
        feed(&fixture, MAIL_SIDE_A, "AUTH SCRAM-SHA-1 bixhPWFsaWNlLG49YWxpY2Uscj1jbGllbnQ=\r\n");
        feed(&fixture, MAIL_SIDE_B, "235-welcome\r\n");
        g_assert_cmpuint(count_presented(fixture.session), ==, 1);
        feed(&fixture, MAIL_SIDE_A, next[i]);
        g_assert_cmpint(fixture.session->last_unit->kind, ==, MAIL_UNIT_SASL_RESPONSE);
        g_assert_cmpuint(count_presented(fixture.session), ==, 1);
        core_test_arena_free(&fixture.arena);
    }
}

/* Another response of the same attempt does not change what was presented before it. */
static void test_presented_login_stays_as_it_was(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_B, "220 mx\r\n");
    feed(&fixture, MAIL_SIDE_A, "AUTH PLAIN AGJvYgBidWlsZGVy\r\n");

    const struct sasl_facts *first = fixture.session->last_unit->details->sasl;

    feed(&fixture, MAIL_SIDE_B, "334 \r\n");
    feed(&fixture, MAIL_SIDE_A, "AGNhcm9sAHNpbmdlcg==\r\n");
    core_test_expect_text("user", fixture.session->last_unit->details->sasl->user, "carol");
    core_test_expect_text("login", first->login->user, "bob");
    g_assert_cmpuint(first->login->user_frame, ==, 2);
    core_test_arena_free(&fixture.arena);
}

/* The transaction that the last reply ended, which begins with a line of frame `begin`. */
static void expect_ended_transaction(struct fixture *fixture, uint32_t begin)
{
    const struct mail_transaction *ended = fixture->session->last_unit->details->ended_transaction;

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
    g_assert_cmpint(fixture->session->pop3_state, ==, state);
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
    g_test_add_func("/session/held/limit", test_held_limit_opens_the_gate);
    g_test_add_func("/session/held/one-over-limit", test_one_byte_over_the_held_limit);
    g_test_add_func("/session/held/near-limit", test_held_limit_is_not_reached);
    g_test_add_func("/session/limit", test_session_limit);
    g_test_add_func("/session/limit/content", test_session_limit_spares_content);
    g_test_add_func("/session/limit/gate", test_session_limit_at_a_gate);
    g_test_add_func("/session/limit/held", test_session_limit_behind_a_gate);
    g_test_add_func("/session/maildrop/limit", test_maildrop_limit_is_told);
    g_test_add_func("/session/maildrop/near-limit", test_maildrop_limit_is_not_reached);
    g_test_add_func("/session/held/frames", test_held_bytes_say_where_they_were_read);
    g_test_add_func("/session/message-limit", test_message_limit);
    g_test_add_func("/session/times", test_times_of_a_line);
    g_test_add_func("/session/decided-login", test_decided_login_is_of_who_was_named_then);
    g_test_add_func("/session/decided-login/presented-once", test_decided_login_is_presented_once);
    g_test_add_func("/session/presented-login", test_presented_login_stays_as_it_was);
    g_test_add_func("/session/transaction-times", test_transaction_begins_with_its_command);
    g_test_add_func("/session/pop3-states", test_pop3_states);
    return g_test_run();
}
