/* What the lines of a login say, mechanism by mechanism (RFC 4954, RFC 5034); hostile lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "sasl/sasl_exchange.h"

#include <string.h>

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
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 1, mail_slice_from_string("PLAIN"));
    const struct sasl_facts *facts = sasl_attempt_read_response(&arena, attempt, mail_slice_from_string("AHUAYQBi"));

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

/* What a mechanism's reader must make of bytes that nobody should send. */
static const struct hostile_row {
    const char *mechanism, *decoded;
    const char *user, *digest, *nonce, *authzid;
} hostile_rows[] = {
    { "SCRAM-SHA-1", "", NULL, NULL, NULL, NULL },
    { "SCRAM-SHA-1", ",", NULL, NULL, NULL, NULL },
    { "SCRAM-SHA-1", "n", NULL, NULL, NULL, NULL },
    { "SCRAM-SHA-1", "n=alice", "alice", NULL, NULL, NULL },
    { "SCRAM-SHA-1", "n,n=alice", "alice", NULL, NULL, NULL },
    { "SCRAM-SHA-1", "n,,n=alice", "alice", NULL, NULL, NULL },
    { "SCRAM-SHA-1", "n,a=,n=,r=", "", NULL, "", "" },
    { "SCRAM-SHA-1", "n,,=,n,=n,r", NULL, NULL, NULL, NULL },
    { "SCRAM-SHA-1", "F,n,a==2c,n==,r=x,p", "=", NULL, "x", "," },
    { "SCRAM-SHA-1", "n,,n=a=2Cb=3Dc=2,p==", "a,b=c=2", "=", NULL, NULL },
    { "SCRAM-SHA-1", "p=,,,,,,r=x", NULL, NULL, "x", NULL },
    { "DIGEST-MD5", "username", NULL, NULL, NULL, NULL },
    { "DIGEST-MD5", "=,=,\"=\"", NULL, NULL, NULL, NULL },
    { "DIGEST-MD5", "username=", "", NULL, NULL, NULL },
    { "DIGEST-MD5", "username=\"", "", NULL, NULL, NULL },
    { "DIGEST-MD5", "username=\"a\\", "a\\", NULL, NULL, NULL },
    { "DIGEST-MD5", "username=\"a,nonce=b", "a,nonce=b", NULL, NULL, NULL },
    { "DIGEST-MD5", "username=\"a\"nonce=b, nonce=c", "a", NULL, "c", NULL },
    { "DIGEST-MD5", "nonce=\"1\",nonce=\"2\",response=3,,,authzid=x ,", NULL, "3", "1", "x" },
    { "CRAM-MD5", "", NULL, NULL, NULL, NULL },
    { "CRAM-MD5", " ", NULL, NULL, NULL, NULL },
    { "CRAM-MD5", "alice", NULL, NULL, NULL, NULL },
    { "CRAM-MD5", "alice nothex", NULL, NULL, NULL, NULL },
    { "CRAM-MD5", " 0aF", "", "0aF", NULL, NULL },
    { "OAUTHBEARER", "n,", NULL, NULL, NULL, NULL },
    { "OAUTHBEARER", "n,,", NULL, NULL, NULL, NULL },
    { "OAUTHBEARER", "x,a=alice,", NULL, NULL, NULL, NULL },
    { "OAUTHBEARER", "n,a=alice,\1auth", "alice", NULL, NULL, NULL },
    { "XOAUTH2", "\1\1\1", NULL, NULL, NULL, NULL },
    { "XOAUTH2", "user=\1auth=\1", "", NULL, NULL, NULL },
    { "OTP", "tim", NULL, NULL, NULL, NULL },
    { "SECURID", "tim", NULL, NULL, NULL, NULL },
    { "GS2-KRB5", "n,,", NULL, NULL, NULL, NULL },
    { "GS2-KRB5", "n,a=alice,`", NULL, NULL, NULL, "alice" },
    { "GS2-KRB5", "F,n,a=alice,`", NULL, NULL, NULL, "alice" },
    { "NTLM", "NTLMSSP", NULL, NULL, NULL, NULL },
    { "GSSAPI", "`", NULL, NULL, NULL, NULL },
};

static void test_hostile(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hostile_rows); i++) {
        const struct hostile_row *row = &hostile_rows[i];
        struct mail_arena arena = core_test_arena_new();
        struct sasl_attempt *attempt = sasl_attempt_new(&arena, 1, mail_slice_from_string(row->mechanism));
        g_autofree char *line = g_base64_encode((const guchar *) row->decoded, strlen(row->decoded));
        const struct sasl_facts *facts = sasl_attempt_read_response(&arena, attempt, mail_slice_from_string(line));
        core_test_expect_text(row->decoded, facts->user, row->user);
        core_test_expect_text(row->decoded, facts->digest, row->digest);
        core_test_expect_text(row->decoded, facts->nonce, row->nonce);
        core_test_expect_text(row->decoded, facts->authzid, row->authzid);
        core_test_arena_free(&arena);
    }
}

/* A token without its header gets one, whose length takes as many bytes as it needs (X.690, 8.1.3). */
static void expect_header(size_t token_length, mail_slice header)
{
    struct mail_arena arena = core_test_arena_new();
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 1, mail_slice_from_string("GS2-KRB5"));
    g_autofree char *decoded = g_strdup_printf("n,,%*s", (int) token_length, "");
    g_autofree char *line = g_base64_encode((const guchar *) decoded, strlen(decoded));
    const struct sasl_facts *facts = sasl_attempt_read_response(&arena, attempt, mail_slice_from_string(line));
    mail_slice token = facts->inner_token;

    g_assert_cmpint(facts->inner, ==, SASL_INNER_GSSAPI);
    g_assert_cmpuint(token.length, ==, header.length + 11 + token_length);
    g_assert_cmpmem(token.bytes, header.length, header.bytes, header.length);
    g_assert_cmpmem(token.bytes + header.length, 3, "\x06\x09\x2a", 3);
    core_test_arena_free(&arena);
}

static void test_headless_tokens(void)
{
    expect_header(1, mail_slice_from_string("\x60\x0c"));
    expect_header(116, mail_slice_from_string("\x60\x7f"));
    expect_header(117, mail_slice_from_string("\x60\x81\x80"));
    expect_header(244, mail_slice_from_string("\x60\x81\xff"));
    expect_header(245, mail_slice_make("\x60\x82\x01\x00", sizeof "\x60\x82\x01\x00" - 1));
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
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 1, mail_slice_from_string("LOGIN"));

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
    struct sasl_attempt *attempt = sasl_attempt_new(&arena, 7, mail_slice_from_string("LOGIN"));

    g_assert_null(sasl_result_name(attempt->result));
    sasl_attempt_read_response(&arena, attempt, mail_slice_from_string(response));

    const struct sasl_facts *facts = sasl_attempt_decide(&arena, attempt, is_positive ? SASL_SUCCESS : SASL_FAILURE);

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
    expect_result("*", true, "cancelled");
    expect_result("**", false, "failure");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sasl/login", test_login);
    g_test_add_func("/sasl/plain", test_plain);
    g_test_add_func("/sasl/plain/nul-in-password", test_password_may_hold_nul);
    g_test_add_func("/sasl/unknown-mechanism", test_unknown_mechanism);
    g_test_add_func("/sasl/hostile", test_hostile);
    g_test_add_func("/sasl/headless-tokens", test_headless_tokens);
    g_test_add_func("/sasl/challenges", test_challenges);
    g_test_add_func("/sasl/results", test_results);
    return g_test_run();
}
