/* What the lines of a login say, mechanism by mechanism (RFC 4954, RFC 5034, RFC 4616, RFC 2195).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core/sasl_exchange.h"
#include "core_test.h"

struct response_row {
    const char *line;
    const char *authzid, *user, *password, *response;
};

/* Feeds the rows as responses of one attempt. */
static struct sasl_attempt *expect_responses(const struct mail_arena *arena, const char *mechanism,
                                             const struct response_row *rows, size_t count)
{
    struct sasl_attempt *attempt = sasl_attempt_new(arena, 1, mail_slice_from_string(mechanism));

    for (size_t i = 0; i < count; i++) {
        const char *line = rows[i].line;
        const struct sasl_facts *facts = sasl_attempt_read_response(arena, attempt, mail_slice_from_string(line));
        g_assert_true(facts->attempt == attempt);
        core_test_expect_text(line, facts->base64, line);
        core_test_expect_text(line, facts->authzid, rows[i].authzid);
        core_test_expect_text(line, facts->user, rows[i].user);
        core_test_expect_text(line, facts->password, rows[i].password);
        core_test_expect_text(line, facts->response, rows[i].response);
    }
    g_assert_cmpuint(attempt->responses, ==, count);
    return attempt;
}

static void test_login(void)
{
    static const struct response_row rows[] = { { "YWxpY2U=", NULL, "alice", NULL, NULL },
                                                { "d29uZGVybGFuZA", NULL, NULL, "wonderland", NULL } };
    struct mail_arena arena = core_test_arena_new();
    const struct sasl_attempt *attempt = expect_responses(&arena, "login", rows, 2);

    core_test_expect_text("mechanism", attempt->mechanism, "LOGIN");
    core_test_expect_text("user", attempt->user, "alice");
    core_test_expect_text("password", attempt->password, "wonderland");
    g_assert_true(attempt->has_password);
    g_assert_true(sasl_attempt_is_exhausted(attempt));
    core_test_arena_free(&arena);
}

static void expect_plain(const char *line, const char *authzid, const char *user, const char *password,
                         const char *response)
{
    const struct response_row row = { line, authzid, user, password, response };
    struct mail_arena arena = core_test_arena_new();
    const struct sasl_attempt *attempt = expect_responses(&arena, "PLAIN", &row, 1);

    g_assert_true(sasl_attempt_is_exhausted(attempt));
    g_assert_cmpint(attempt->has_password, ==, password != NULL);
    core_test_arena_free(&arena);
}

/* message = [authzid] UTF8NUL authcid UTF8NUL passwd (RFC 4616, 2) */
static void test_plain(void)
{
    expect_plain("AGFsaWNlAHdvbmRlcmxhbmQ=", NULL, "alice", "wonderland", NULL);
    expect_plain("Ym9iAGFsaWNlAHdvbmRlcmxhbmQ=", "bob", "alice", "wonderland", NULL);
    expect_plain("AABw", NULL, "", "p", NULL);
    expect_plain("AHUA", NULL, "u", "", NULL);
    expect_plain("YWxpY2U=", NULL, NULL, NULL, "alice");
    expect_plain("=", NULL, NULL, NULL, "");
    expect_plain("not base64", NULL, NULL, NULL, NULL);
    expect_plain("*", NULL, NULL, NULL, NULL);
}

static void test_password_may_hold_nul(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 1, MAIL_SLICE("PLAIN"));
    const struct sasl_facts *facts = sasl_attempt_read_response(&arena, attempt, MAIL_SLICE("AHUAYQBi"));

    g_assert_cmpmem(facts->password.bytes, facts->password.length, "a\0b", 3);
    core_test_arena_free(&arena);
}

static void test_unknown_mechanism(void)
{
    static const struct response_row rows[] = { { "YQ==", NULL, NULL, NULL, "a" },
                                                { "!", NULL, NULL, NULL, NULL },
                                                { "", NULL, NULL, NULL, "" } };
    struct mail_arena arena = core_test_arena_new();

    g_assert_false(sasl_attempt_is_exhausted(expect_responses(&arena, "X-NEW", rows, 3)));
    core_test_arena_free(&arena);
}

static void test_challenges(void)
{
    static const struct {
        const char *text, *challenge;
    } rows[] = {
        { "VXNlcm5hbWU6", "Username:" }, { " VXNlcm5hbWU6 ", "Username:" }, { "", NULL },
        { "Username:", NULL },           { "VXNlcm5hbWU", "Username" },     { "go ahead", NULL },
    };
    struct mail_arena arena = core_test_arena_new();
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 1, MAIL_SLICE("LOGIN"));

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct sasl_facts *facts =
            sasl_attempt_read_challenge(&arena, attempt, mail_slice_from_string(rows[i].text));
        core_test_expect_text(rows[i].text, facts->challenge, rows[i].challenge);
    }
    core_test_arena_free(&arena);
}

static void expect_result(const char *response, bool is_positive, const char *result)
{
    struct mail_arena arena = core_test_arena_new();
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 7, MAIL_SLICE("LOGIN"));

    g_assert_null(sasl_result_name(attempt->result));
    sasl_attempt_read_response(&arena, attempt, mail_slice_from_string(response));

    const struct sasl_facts *facts = sasl_attempt_decide(&arena, attempt, is_positive);

    g_assert_cmpstr(sasl_result_name(facts->result), ==, result);
    g_assert_cmpint(attempt->result, ==, facts->result);
    g_assert_cmpuint(facts->attempt->number, ==, 7);
    core_test_arena_free(&arena);
}

static void test_results(void)
{
    expect_result("YWxpY2U=", true, "success");
    expect_result("YWxpY2U=", false, "failure");
    expect_result("*", false, "cancelled");
    expect_result("*", true, "success");
    expect_result("**", false, "failure");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sasl/login", test_login);
    g_test_add_func("/sasl/plain", test_plain);
    g_test_add_func("/sasl/plain/nul-in-password", test_password_may_hold_nul);
    g_test_add_func("/sasl/unknown-mechanism", test_unknown_mechanism);
    g_test_add_func("/sasl/challenges", test_challenges);
    g_test_add_func("/sasl/results", test_results);
    return g_test_run();
}
