/* A login stays as it was presented and decided, whatever the client says after it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl/sasl_exchange.h"
#include "session_fixture.h"

/* A reply decides with its first line; the client, whose first replies are not in the capture, says its name only
 * then. */
static void test_decided_login_is_of_who_was_named_then(void)
{
    struct fixture fixture;

    fixture_begin(&fixture, &smtp_protocol);
    feed(&fixture, MAIL_SIDE_A, "AUTH LOGIN\r\n");
    feed(&fixture, MAIL_SIDE_B, "235-welcome\r\n");

    const struct sasl_facts *decision = mail_session_last_unit(fixture.session)->details->sasl;

    feed(&fixture, MAIL_SIDE_A, "YWxpY2U=\r\n");

    const struct sasl_facts *name = mail_session_last_unit(fixture.session)->details->sasl;

    g_assert_cmpint(decision->result, ==, SASL_SUCCESS);
    g_assert_null(decision->attempt->user.bytes);
    core_test_expect_text("name", name->attempt->user, "alice");
    g_assert_cmpuint(name->attempt->number, ==, 2);
    core_test_arena_free(&fixture.arena);
}

static unsigned count_presented(const struct mail_session *session)
{
    unsigned count = 0;

    for (const struct mail_unit *unit = mail_session_first_unit(session); unit; unit = unit->next)
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
        g_assert_cmpint(mail_session_last_unit(fixture.session)->kind, ==, MAIL_UNIT_SASL_RESPONSE);
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

    const struct sasl_facts *first = mail_session_last_unit(fixture.session)->details->sasl;

    feed(&fixture, MAIL_SIDE_B, "334 \r\n");
    feed(&fixture, MAIL_SIDE_A, "AGNhcm9sAHNpbmdlcg==\r\n");
    core_test_expect_text("user", mail_session_last_unit(fixture.session)->details->sasl->user, "carol");
    core_test_expect_text("login", first->login->user, "bob");
    g_assert_cmpuint(first->login->user_frame, ==, 2);
    core_test_arena_free(&fixture.arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/session/decided-login", test_decided_login_is_of_who_was_named_then);
    g_test_add_func("/session/decided-login/presented-once", test_decided_login_is_presented_once);
    g_test_add_func("/session/presented-login", test_presented_login_stays_as_it_was);
    return g_test_run();
}
