/* Results of checks and signatures in a header (RFC 8601, 2.2; RFC 8617, 4.1; RFC 7208, 9.1; RFC 6376, 3.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/imf_authentication.h"
#include "core_test.h"

/* Results as "method=result{property}", with a blank behind each. */
static const struct {
    const char *name, *body, *results;
} result_rows[] = {
    /* RFC 8601, appendix B */
    { "Authentication-Results", " example.com 1; none", "" },
    { "Authentication-Results", " example.com;\r\n          spf=pass smtp.mailfrom=example.net",
      "spf=pass{smtp.mailfrom=example.net} " },
    { "Authentication-Results",
      " example.com;\r\n auth=pass (cram-md5) smtp.auth=sender@example.net;\r\n spf=pass smtp.mailfrom=example.net",
      "auth=pass{smtp.auth=sender@example.net} spf=pass{smtp.mailfrom=example.net} " },
    { "Authentication-Results",
      " foo.example.net (foobar) 1 (baz);\r\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\r\n policy "
      "(A dot can go here) . (like that) expired\r\n (this surprised me) = (as I wasn't expecting it) 1362471462",
      "dkim=fail{policy.expired=1362471462} " },
    { "Authentication-Results",
      "example.com; dkim=pass reason=\"good; signature\" header.i=@mail.example.org header.b=\"q/A=\"; dmarc=pass",
      "dkim=pass{header.i=@mail.example.org header.b=q/A=} dmarc=pass{} " },
    { "AUTHENTICATION-RESULTS", "example.com;dkim/1=pass(good)header.d=example.org",
      "dkim=pass{header.d=example.org} " },
    { "Authentication-Results", "example.com; spf=pass smtp.mailfrom=\"a b\"@example.net x.y=\"a \\\"b\" x.z=\"\"",
      "spf=pass{smtp.mailfrom=\"a b\"@example.net x.y=\"a \\\"b\" x.z=\"\"} " },
    { "Authentication-Results", "example.com; spf=none smtp.mailfrom= header.from=example.net policy.x=",
      "spf=none{smtp.mailfrom= header.from=example.net policy.x=} " },
    { "Authentication-Results", "example.com; spf=none smtp.mailfrom = example.net",
      "spf=none{smtp.mailfrom=example.net} " },
    { "Authentication-Results", "example.com; spf=pass smtp.mailfrom=a=b@example.net",
      "spf=pass{smtp.mailfrom=a=b@example.net} " },
    /* without authserv-id; words that belong to nothing */
    { "Authentication-Results",
      "spf=softfail (sender IP is 192.0.2.1) smtp.mailfrom=example.net; example.com; dmarc=none "
      "action=none header.from=example.net;",
      "spf=softfail{smtp.mailfrom=example.net} dmarc=none{action=none header.from=example.net} " },
    { "Authentication-Results", "example.com; spf=fail and more smtp.mailfrom=example.net or less",
      "spf=fail{smtp.mailfrom=example.net} " },
    { "Authentication-Results", "example.com; a b=c; =d; e=; f; (g=h); \"i=j\"; ;; k=l", "k=l{} " },
    { "Authentication-Results", "", "" },
    { "ARC-Authentication-Results", " i=1; example.com; spf=pass smtp.mailfrom=example.net; arc=none",
      "spf=pass{smtp.mailfrom=example.net} arc=none{} " },
    { "ARC-Authentication-Results", " i=1", "" },
    /* Received-SPF */
    { "Received-SPF",
      " pass (example.com: domain of\r\n  a@example.org designates 192.0.2.1; x=y)\r\n  receiver=example.com; "
      "client-ip=192.0.2.1;\r\n  envelope-from=\"a@example.org\"; helo=foo.example.com;",
      "spf=pass{receiver=example.com client-ip=192.0.2.1 envelope-from=a@example.org helo=foo.example.com} " },
    { "received-spf", "SoftFail (x) client-ip=2001:db8::1 helo=a", "spf=SoftFail{client-ip=2001:db8::1 helo=a} " },
    { "Received-SPF", "none", "spf=none{} " },
    { "Received-SPF", "none;", "spf=none{} " },
    { "Received-SPF", "client-ip=192.0.2.1", "" },
    { "Received-SPF", "(pass)", "" },
    { "Received-SPF", "", "" },
    /* others */
    { "X-Authentication-Results", "example.com; spf=pass", "" },
    { "Subject", "example.com; spf=pass", "" },
};

static struct imf_field make_field(const char *name, mail_slice body)
{
    return (struct imf_field){ .name = mail_slice_from_string(name), .body = body };
}

static void append_slice(GString *text, mail_slice slice, const char *next)
{
    g_string_append_len(text, (const char *) slice.bytes, (gssize) slice.length);
    g_string_append(text, next);
}

static void test_results(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(result_rows); i++) {
        struct imf_field field = make_field(result_rows[i].name, mail_slice_from_string(result_rows[i].body));
        struct imf_header header = { .first = &field, .count = 1 };
        g_autoptr(GString) text = g_string_new(NULL);
        for (const struct imf_result *result = imf_results_read(&arena, &header); result; result = result->next) {
            g_assert_true(result->field == &field);
            append_slice(text, result->method, "=");
            append_slice(text, result->result, "{");
            append_slice(text, result->property, "} ");
        }
        g_assert_cmpstr(text->str, ==, result_rows[i].results);
    }
    core_test_arena_free(&arena);
}

static const struct {
    const char *name, *body, *domain, *selector, *algorithm;
} signature_rows[] = {
    { "DKIM-Signature",
      " v=1; a=rsa-sha256; d=example.net; s=brisbane;\r\n   c=simple; q=dns/txt; i=@eng.example.net;\r\n b=dzdVyOfAKC=",
      "example.net", "brisbane", "rsa-sha256" },
    { "dkim-signature", "a =\r\n ed25519-sha256 ;\td\t=\texample.net\t;s=a.b", "example.net", "a.b", "ed25519-sha256" },
    { "ARC-Message-Signature", "i=1; a=rsa-sha256; d=example.net; s=x", "example.net", "x", "rsa-sha256" },
    { "DomainKey-Signature", "a=rsa-sha1; q=dns; c=nofws; s=x; d=example.net; b=aa==;", "example.net", "x",
      "rsa-sha1" },
    { "DKIM-Signature", "d=a.example; d=b.example; D=c.example; dd=d; =d; s", "a.example", "", NULL },
    { "DKIM-Signature", "d=(example.net); s=\"a;b\"", "(example.net)", "\"a", NULL },
    { "DKIM-Signature", "d=;s = ", "", "", NULL },
    { "DKIM-Signature", "", NULL, NULL, NULL },
};

static void test_signatures(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(signature_rows); i++) {
        const char *body = signature_rows[i].body;
        struct imf_field field = make_field(signature_rows[i].name, mail_slice_from_string(body));
        struct imf_header header = { .first = &field, .count = 1 };
        const struct imf_signature *signature = imf_signatures_read(&arena, &header);
        g_assert_nonnull(signature);
        g_assert_null(signature->next);
        core_test_expect_text(body, signature->domain, signature_rows[i].domain);
        core_test_expect_text(body, signature->selector, signature_rows[i].selector);
        core_test_expect_text(body, signature->algorithm, signature_rows[i].algorithm);
    }

    struct imf_field seal = make_field("ARC-Seal", mail_slice_from_string("i=1; a=rsa-sha256; d=example.net; s=x"));
    struct imf_header header = { .first = &seal, .count = 1 };

    g_assert_null(imf_signatures_read(&arena, &header));
    core_test_arena_free(&arena);
}

static unsigned count_results(const struct imf_result *result)
{
    unsigned count = 0;

    for (; result; result = result->next)
        count++;
    return count;
}

/* A field of a megabyte is read once, whatever it is made of, and its results are bounded. */
static void test_hostile(void)
{
    static const char *const names[] = { "Authentication-Results", "ARC-Authentication-Results", "Received-SPF",
                                         "DKIM-Signature" };
    static const char *const fillings[] = { "(",   ";",    "=",   "\"",   "\\",  ".",      "a=b;",     "a=b ",
                                            "a=",  "a.b=", ". .", "a= (", "a=(", "a=\"\"", "/",        "a=b c.d=",
                                            "a b", "a=b.", "a.(", "=.",   "=a.", "= a.",   "= a. (x)", "= a.b" };
    enum { SIZE = 1024 * 1024 };

    for (size_t i = 0; i < G_N_ELEMENTS(fillings) * G_N_ELEMENTS(names); i++) {
        struct mail_arena arena = core_test_arena_new();
        g_autoptr(GString) text = g_string_new("a; b=c ");
        while (text->len < SIZE)
            g_string_append(text, fillings[i / G_N_ELEMENTS(names)]);
        struct imf_field field = make_field(names[i % G_N_ELEMENTS(names)], mail_slice_make(text->str, text->len));
        struct imf_header header = { .first = &field, .count = 1 };
        g_assert_cmpuint(count_results(imf_results_read(&arena, &header)), <=, IMF_RESULTS_LIMIT);
        imf_signatures_read(&arena, &header);
        g_assert_cmpuint(core_test_arena_size(&arena), <=, 4 * SIZE);
        memset(text->str + 7, 0, text->len - 7);
        imf_results_read(&arena, &header);
        core_test_arena_free(&arena);
    }
}

static void test_limits(void)
{
    enum { FIELDS = IMF_RESULTS_LIMIT + 1 };
    struct mail_arena arena = core_test_arena_new();
    g_autofree struct imf_field *fields = g_new0(struct imf_field, 2 * FIELDS);
    struct imf_header header = { .first = fields };
    unsigned signatures = 0;

    for (size_t i = 0; i < 2 * FIELDS; i++) {
        fields[i] = make_field(i % 2 ? "DKIM-Signature" : "Received-SPF", mail_slice_from_string("none"));
        fields[i].next = i + 1 < 2 * FIELDS ? &fields[i + 1] : NULL;
    }
    for (const struct imf_signature *s = imf_signatures_read(&arena, &header); s; s = s->next)
        signatures++;
    g_assert_cmpuint(signatures, ==, IMF_RESULTS_LIMIT);
    g_assert_cmpuint(count_results(imf_results_read(&arena, &header)), ==, IMF_RESULTS_LIMIT);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imf-authentication/results", test_results);
    g_test_add_func("/imf-authentication/signatures", test_signatures);
    g_test_add_func("/imf-authentication/hostile", test_hostile);
    g_test_add_func("/imf-authentication/limits", test_limits);
    return g_test_run();
}
