/* Content-Type and Content-Disposition: values, parameters, and what they are called.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_parameter.h"
#include "core_test.h"

static const struct {
    const char *body, *type, *disposition;
} values[] = {
    { "text/plain", "text/plain", "" },
    { " Text/HTML; charset=utf-8", "text/html", "" },
    { "text / (a (nested) comment) plain (c)", "text/plain", "" },
    { "(c) text/plain", "text/plain", "" },
    { "text/plain>", "text/plain", "" },
    { "application/pdf name=\"a.pdf\"", "application/pdf", "" },
    { "application/vnd.example+xml;", "application/vnd.example+xml", "" },
    { "text", "", "text" },
    { "attachment; filename=a", "", "attachment" },
    { "ATTACHMENT", "", "attachment" },
    { "text/", "", "" },
    { "/plain", "", "" },
    { "", "", "" },
    { ";", "", "" },
    { "=?utf-8?q?invalid?=", "", "" },
    { "\"text/plain\"", "", "" },
    { "(never closed text/plain", "", "" },
};

static void test_values(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        struct mail_arena arena = core_test_arena_new();
        mail_slice body = mail_slice_from_string(values[i].body);
        g_test_message("%s", values[i].body);
        struct mime_value type = mime_value_read_type(&arena, body);
        struct mime_value disposition = mime_value_read_disposition(&arena, body);
        core_test_expect_text(values[i].body, type.value, values[i].type);
        core_test_expect_text(values[i].body, disposition.value, values[i].disposition);
        core_test_arena_free(&arena);
    }
}

static const struct {
    const char *body, *raw, *decoded;
} parameters[] = {
    { "a/b", NULL, NULL },
    { "a/b; name", NULL, NULL },
    { "a/b; name=", "", "" },
    { "a/b; name=\"\"", "", "" },
    { "a/b; name=x", "x", "x" },
    { "a/b; NAME = x", "x", "x" },
    { "a/b;name=x;name=y", "x", "x" },
    { "a/b; xname=y; name=x", "x", "x" },
    { "a/b; name=x (comment)", "x", "x" },
    { "a/b; (name=y) name=x", "x", "x" },
    { "a/b; name=\"a;b (c) \\\"d\\\" \\T\"", "a;b (c) \"d\" T", "a;b (c) \"d\" T" },
    { "a/b; name=\"C:\\\\dir\\\\a.txt\"", "C:\\dir\\a.txt", "C:\\dir\\a.txt" },
    { "a/b; name=\"never closed", "never closed", "never closed" },
    { "a/b; name=\"a\\", "a\\", "a\\" },
    { "a/b; name=\"x\" junk; c=d", "x", "x" },
    { "a/b; junk; name=x", "x", "x" },
    { "a/b; \"junk; name=y\"; name=x", "x", "x" },
    { "a/b;;; name=x", "x", "x" },
    { "a/b name=x", "x", "x" },
    { "a; name=x", "x", "x" },
    { "a/b; c=d name=x", "x", "x" },
    { "a/b; c=\"d\" name=x", "x", "x" },
    { "a/b; name=This is a test.txt", "This is a test.txt", "This is a test.txt" },
    { "a/b; name=a b ; c=d", "a b", "a b" },
    { "a/b; name=\"a\r\n b\"", "a b", "a b" },
    { "a/b; name==?koi8-r?b?8NLJ?=", "=?koi8-r?b?8NLJ?=", "\u041f\u0440\u0438" },
    { "a/b; name=\"=?utf-8?q?caf=C3=A9?=\"", "=?utf-8?q?caf=C3=A9?=", "caf\u00e9" },
    { "a/b; name=\"x=?utf-8?q?=C3=A9?=y\"", "x=?utf-8?q?=C3=A9?=y", "x\u00e9y" },
    { "a/b; name=\"=?utf-8?q?a?=\r\n =?utf-8?q?b?=\"", "=?utf-8?q?a?= =?utf-8?q?b?=", "ab" },
    { "a/b; name=\"caf\u00e9\"", "caf\u00e9", "caf\u00e9" },
    { "a/b; name=caf\xe9", "caf\xe9", "caf\xe9" },
    /* RFC 2231, 3 and 4 */
    { "a/b; name*=utf-8'en'caf%C3%A9", NULL, "caf\u00e9" },
    { "a/b; name*=ISO-8859-1''caf%e9%", NULL, "caf\u00e9%" },
    { "a/b; name=y; name*=utf-8''x", "y", "x" },
    { "a/b; name*=utf-8''x; name*0=y", NULL, "x" },
    { "a/b; name*0=y; name*=utf-8''x", NULL, "x" },
    { "a/b; name=z; name*0=a; name*1=b", "z", "ab" },
    { "a/b; name*1=b; name*0=a", NULL, "ab" },
    { "a/b; name*0=a; name*2=c", NULL, "a" },
    { "a/b; name*1=b; name=x", "x", "x" },
    { "a/b; name*1=b", NULL, NULL },
    { "a/b; name*00=b", NULL, NULL },
    { "a/b; name*x=b", NULL, NULL },
    { "a/b; name**=b", NULL, NULL },
    { "a/b; name*0=a; name*0=b; name*1=c", NULL, "ac" },
    { "a/b; name*0*=utf-8''caf%C3; name*1*=%A9", NULL, "caf\u00e9" },
    { "a/b; name*0*=utf-8''a%20; name*1=\"%20b\"; name*2*=%20c", NULL, "a %20b c" },
    { "a/b; name*10=k;name*9=j;name*8=i;name*7=h;name*6=g;name*5=f;name*4=e;name*3=d;name*2=c;name*1=b;name*0=a", NULL,
      "abcdefghijk" },
    { "a/b; name*0=\"=?utf-8?q?caf=C3\"; name*1=\"=A9?=\"", NULL, "caf\u00e9" },
    { "a/b; name*=caf%C3%A9", NULL, "caf\u00e9" },
    { "a/b; name*=''caf%C3%A9", NULL, "caf\u00e9" },
    { "a/b; name*=no-such-set''caf%C3%A9", NULL, "caf\u00e9" },
    { "a/b; name*=no-such-set''caf%E9", NULL, "caf\xe9" },
    { "a/b; name*=utf-8''caf%E9", NULL, "caf\ufffd" },
    { "a/b; name*=utf-8''a'b", NULL, "a'b" },
    { "a/b; name*=utf-8'a", NULL, "utf-8'a" },
    { "a/b; name*=utf-8''", NULL, "" },
};

static void test_parameters(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(parameters); i++) {
        struct mail_arena arena = core_test_arena_new();
        struct mime_value value = mime_value_read_type(&arena, mail_slice_from_string(parameters[i].body));
        core_test_expect_text(parameters[i].body, mime_value_parameter(&value, "name"), parameters[i].raw);
        core_test_expect_text(parameters[i].body, mime_value_decode_parameter(&arena, NULL, &value, "name"),
                              parameters[i].decoded);
        core_test_arena_free(&arena);
    }
}

static size_t count_parameters(const struct mime_value *value)
{
    size_t count = 0;

    for (const struct mime_parameter *parameter = value->first; parameter; parameter = parameter->next)
        count++;
    return count;
}

static void test_limit(void)
{
    struct mail_arena arena = core_test_arena_new();
    GString *body = g_string_new("a/b");

    for (int i = 0; i < MIME_PARAMETERS_LIMIT; i++)
        g_string_append_printf(body, ";name*%d=x", i);
    for (int extra = 0; extra < 2; extra++) {
        struct mime_value value = mime_value_read_type(&arena, mail_slice_make(body->str, body->len));
        g_assert_cmpuint(count_parameters(&value), ==, MIME_PARAMETERS_LIMIT);
        g_assert_cmpint(value.is_over_limit, ==, extra);
        g_assert_cmpuint(mime_value_decode_parameter(&arena, NULL, &value, "name").length, ==, MIME_PARAMETERS_LIMIT);
        g_string_append_printf(body, ";name*%d=x", MIME_PARAMETERS_LIMIT);
    }
    g_string_free(body, TRUE);
    core_test_arena_free(&arena);
}

static const char *const hostile[] = { "(",   "\"",    "\\",     ";",        "=",       "a",
                                       "a=",  "a ",    "( ",     ") ",       "a=b ",    "\"a\" ",
                                       "a\"", "\r\n ", "((((\"", "a=b c=d(", "name*0=", ";name*=%" };

/* A megabyte of each, after a value and as a parameter; and a megabyte of NUL. */
static void test_hostile(void)
{
    for (size_t i = 0; i <= G_N_ELEMENTS(hostile); i++) {
        struct mail_arena arena = core_test_arena_new();
        GString *body = g_string_new(i % 2 ? "a/b;name=" : "a/b ");
        while (body->len < 1024 * 1024)
            g_string_append_len(body, i ? hostile[i - 1] : "", i ? (gssize) strlen(hostile[i - 1]) : 1);
        struct mime_value value = mime_value_read_type(&arena, mail_slice_make(body->str, body->len));
        mime_value_decode_parameter(&arena, NULL, &value, "name");
        g_assert_cmpuint(core_test_arena_size(&arena), <=, 8 * body->len);
        g_string_free(body, TRUE);
        core_test_arena_free(&arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-parameter/values", test_values);
    g_test_add_func("/mime-parameter/parameters", test_parameters);
    g_test_add_func("/mime-parameter/limit", test_limit);
    g_test_add_func("/mime-parameter/hostile", test_hostile);
    return g_test_run();
}
