/* Parameters of MAIL and RCPT: for each row, values as its RFC writes them, and values that are not valid.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_parameters.h"

enum { FINE = SMTP_PARAMETER_FINE, VALUE = SMTP_PARAMETER_BAD_VALUE, XTEXT = SMTP_PARAMETER_BAD_XTEXT };

static struct smtp_parameter parse(const struct mail_arena *arena, const char *text)
{
    return smtp_parameter_parse(arena, mail_slice_from_string(text));
}

static const struct {
    const char *text;
    int fault;
} fault_rows[] = {
    { "SIZE=0", FINE },
    { "SIZE=18446744073709551615", FINE },
    { "SIZE=18446744073709551616", VALUE },
    { "SIZE=000000000000000000001", VALUE },
    { "SIZE=", VALUE },
    { "SIZE", VALUE },
    { "SIZE=-1", VALUE },
    { "SIZE=1k", VALUE },
    { "BODY=7bit", FINE },
    { "BODY=8BITMIME", FINE },
    { "BODY=BINARYMIME", FINE },
    { "BODY=8BIT", VALUE },
    { "BODY", VALUE },
    { "RET=full", FINE },
    { "RET=HDRS", FINE },
    { "RET=HDR", VALUE },
    { "ENVID=QQ314159", FINE },
    { "ENVID=a+3Db", FINE },
    { "ENVID=a=b", XTEXT },
    { "ENVID=a+3db", XTEXT },
    { "ENVID=a+3", XTEXT },
    { "ENVID=", VALUE },
    { "NOTIFY=NEVER", FINE },
    { "NOTIFY=success,FAILURE,DELAY", FINE },
    { "NOTIFY=NEVER,DELAY", VALUE },
    { "NOTIFY=SUCCESS,", VALUE },
    { "NOTIFY=,SUCCESS", VALUE },
    { "NOTIFY=SOMETIMES", VALUE },
    { "NOTIFY=", VALUE },
    { "NOTIFY", VALUE },
    { "ORCPT=rfc822;a+2Bb@c", FINE },
    { "ORCPT=utf-8;\xe5\x95\x8f@example.com", FINE },
    { "ORCPT=rfc822;\xe5\x95\x8f@example.com", XTEXT },
    { "ORCPT=utf-8;\xff", XTEXT },
    { "ORCPT=rfc822;a+b", XTEXT },
    { "ORCPT=rfc822", VALUE },
    { "ORCPT=rfc822;", VALUE },
    { "ORCPT=;a@b", VALUE },
    { "AUTH=<>", FINE },
    { "AUTH=e+3Dmc2@example.com", FINE },
    { "AUTH=e=mc2@example.com", XTEXT },
    { "BY=120;R", FINE },
    { "BY=+120;RT", FINE },
    { "BY=-120;N", FINE },
    { "BY=0;nt", FINE },
    { "BY=999999999;R", FINE },
    { "BY=0;R", VALUE },
    { "BY=-1;R", VALUE },
    { "BY=1000000000;N", VALUE },
    { "BY=120", VALUE },
    { "BY=120;", VALUE },
    { "BY=120;X", VALUE },
    { "BY=120;RX", VALUE },
    { "BY=;R", VALUE },
    { "BY=+;N", VALUE },
    { "HOLDFOR=1", FINE },
    { "HOLDFOR=999999999", FINE },
    { "HOLDFOR=0", VALUE },
    { "HOLDFOR=01", VALUE },
    { "HOLDFOR=1000000000", VALUE },
    { "HOLDFOR=", VALUE },
    { "HOLDUNTIL=2006-12-31T23:59:59Z", FINE },
    { "HOLDUNTIL=2006-12-31T23:59:59+00:00", VALUE },
    { "HOLDUNTIL=tomorrow", VALUE },
    { "MT-PRIORITY=0", FINE },
    { "MT-PRIORITY=9", FINE },
    { "MT-PRIORITY=-9", FINE },
    { "MT-PRIORITY=+3", VALUE },
    { "MT-PRIORITY=-0", VALUE },
    { "MT-PRIORITY=10", VALUE },
    { "MT-PRIORITY=-", VALUE },
    { "MT-PRIORITY", VALUE },
    { "MTRK=YWJj", FINE },
    { "MTRK=YWJj:86400", FINE },
    { "MTRK=YWJj:", VALUE },
    { "MTRK=YWJj:x", VALUE },
    { "MTRK=YWJj:1000000000", VALUE },
    { "MTRK=!!", VALUE },
    { "MTRK=", VALUE },
    { "RRVS=2014-04-03T23:01:00Z", FINE },
    { "RRVS=2014-04-03T23:01:00-08:00;C", FINE },
    { "RRVS=2014-04-03T23:01:00Z;r", FINE },
    { "RRVS=2014-04-03T23:01:00Z;", VALUE },
    { "RRVS=2014-04-03T23:01:00Z;X", VALUE },
    { "RRVS=;C", VALUE },
    { "SMTPUTF8", FINE },
    { "SMTPUTF8=yes", VALUE },
    { "REQUIRETLS", FINE },
    { "REQUIRETLS=", VALUE },
    { "CONPERM", FINE },
    { "CONNEG", FINE },
    { "PRDR", FINE },
    { "XVERP", FINE },
    { "XVERP=+=", FINE },
    { "XVERP=", VALUE },
    { "SOLICIT=net.example:ADV", FINE },
    { "SOLICIT", VALUE },
    { "SUBMITTER=a@b", FINE },
    { "SUBMITTER=a=b", XTEXT },
    { "TRANSID=<12345@claremont.edu>", FINE },
    { "ALT-ADDRESS=a+40b", FINE },
};
static void test_faults(void)
{
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(fault_rows); i++) {
        struct smtp_parameter parameter = parse(&arena, fault_rows[i].text);
        g_test_message("%s", fault_rows[i].text);
        g_assert_nonnull(parameter.row);
        g_assert_cmpint(parameter.fault, ==, fault_rows[i].fault);
    }
    core_test_arena_free(&arena);
}

static void test_numbers(void)
{
    struct mail_arena arena = core_test_arena_new();
    struct smtp_parameter by = parse(&arena, "BY=-125;nT");
    struct smtp_parameter tracking = parse(&arena, "mtrk=YWJj:86400");

    g_assert_cmpuint(parse(&arena, "size=5000000000").number, ==, G_GUINT64_CONSTANT(5000000000));
    g_assert_cmpuint(parse(&arena, "HOLDFOR=86400").number, ==, 86400);
    g_assert_cmpint(parse(&arena, "MT-PRIORITY=-7").signed_number, ==, -7);
    g_assert_cmpint(by.signed_number, ==, -125);
    g_assert_true(by.has_trace);
    core_test_expect_text("BY", by.detail, "n");
    g_assert_cmpuint(tracking.number, ==, 86400);
    g_assert_true(tracking.has_timeout);
    core_test_expect_text("MTRK", tracking.decoded, "YWJj");
    g_assert_cmpint(parse(&arena, "HOLDUNTIL=2006-12-31T23:59:59Z").time.seconds, ==, 1167609599);
    g_assert_cmpint(parse(&arena, "RRVS=1996-12-19T16:39:57-08:00;C").time.seconds, ==, 851042397);
    g_assert_cmpuint(parse(&arena, "NOTIFY=success,DELAY").notify, ==, SMTP_NOTIFY_SUCCESS | SMTP_NOTIFY_DELAY);
    core_test_arena_free(&arena);
}

static void test_texts(void)
{
    static const struct {
        const char *text, *decoded, *detail;
    } rows[] = {
        { "ENVID=QQ+2B314159", "QQ+314159", NULL },
        { "AUTH=e+3Dmc2@example.com", "e=mc2@example.com", NULL },
        { "AUTH=<>", "<>", NULL },
        { "SUBMITTER=a+20b@c", "a b@c", NULL },
        { "ALT-ADDRESS=a+40b", "a@b", NULL },
        { "ORCPT=rfc822;Bob+2Bx@Example.COM", "Bob+x@Example.COM", "rfc822" },
        { "ORCPT=x400;/C=DE", NULL, "x400" },
        { "RRVS=2014-04-03T23:01:00Z;C", NULL, "C" },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_parameter parameter = parse(&arena, rows[i].text);
        if (rows[i].decoded)
            core_test_expect_text(rows[i].text, parameter.decoded, rows[i].decoded);
        core_test_expect_text(rows[i].text, parameter.detail, rows[i].detail);
    }
    core_test_arena_free(&arena);
}

static void test_unknown(void)
{
    static const struct {
        const char *text, *keyword, *value;
        bool has_value;
    } rows[] = {
        { "FOO=bar", "FOO", "bar", true }, { "FOO", "FOO", "", false },   { "FOO=", "FOO", "", true },
        { "=bar", "", "bar", true },       { "=", "", "", true },         { "SIZ=1", "SIZ", "1", true },
        { "SIZES=1", "SIZES", "1", true }, { "a=b=c", "a", "b=c", true },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct smtp_parameter parameter = parse(&arena, rows[i].text);
        g_assert_null(parameter.row);
        g_assert_cmpint(parameter.fault, ==, SMTP_PARAMETER_FINE);
        g_assert_cmpint(parameter.has_value, ==, rows[i].has_value);
        core_test_expect_text(rows[i].text, parameter.keyword, rows[i].keyword);
        core_test_expect_text(rows[i].text, parameter.value, rows[i].value);
    }
    core_test_arena_free(&arena);
}

/* Every row reads a value of any bytes, in a buffer that a sanitizer watches. */
static void test_any_value(void)
{
    static const guint8 values[][4] = { "", "\0\0\0", "\xff\xff\xff", "+++", ";;;", ":::", ",,,", "-", "=" };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < smtp_parameter_row_count; i++)
        for (size_t each = 0; each < G_N_ELEMENTS(values); each++)
            for (size_t length = 0; length < sizeof values[each]; length++) {
                g_autoptr(GByteArray) text = g_byte_array_new();
                const char *keyword = smtp_parameter_rows[i].keyword;
                g_byte_array_append(text, (const guint8 *) keyword, (guint) mail_slice_from_string(keyword).length);
                g_byte_array_append(text, (const guint8 *) "=", 1);
                g_byte_array_append(text, values[each], (guint) length);
                g_autofree guint8 *copy = g_memdup2(text->data, text->len);
                smtp_parameter_parse(&arena, mail_slice_make(copy, text->len));
            }
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp-parameters/faults", test_faults);
    g_test_add_func("/smtp-parameters/numbers", test_numbers);
    g_test_add_func("/smtp-parameters/texts", test_texts);
    g_test_add_func("/smtp-parameters/unknown", test_unknown);
    g_test_add_func("/smtp-parameters/any-value", test_any_value);
    return g_test_run();
}
