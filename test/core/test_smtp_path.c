/* The paths of MAIL and RCPT (RFC 5321, 4.1.1.2, 4.1.1.3 and 4.1.2), also as people type them: what is the path, what
 * is wrong, and where no path can be told.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "smtp/smtp_path.h"

#include <string.h>

enum {
    BAD = SMTP_PATH_BAD_ADDRESS,
    KEYWORD = SMTP_PATH_WITHOUT_KEYWORD,
    COLON = SMTP_PATH_WITHOUT_COLON,
    BEFORE = SMTP_PATH_AFTER_TEXT,
    AFTER = SMTP_PATH_BEFORE_TEXT,
    SEVERAL = SMTP_PATH_SEVERAL
};

struct row {
    const char *argument;
    const char *path;       /* NULL: cannot be told */
    const char *parameters; /* with a space between */
    unsigned flaws;
};

static char *parameters_of(const struct smtp_path *path)
{
    g_autoptr(GString) text = g_string_new(NULL);
    mail_slice rest = path->parameters;

    for (mail_slice word = smtp_path_take_parameter(&rest); word.length; word = smtp_path_take_parameter(&rest))
        g_string_append_printf(text, "%s%.*s", text->len ? " " : "", (int) word.length, (const char *) word.bytes);
    return g_strdup(text->str);
}

static void expect_rows(const struct row *rows, size_t count, enum smtp_path_kind kind)
{
    for (size_t i = 0; i < count; i++) {
        struct smtp_path path;
        g_autofree char *parameters = NULL;
        g_test_message("%s", rows[i].argument);
        smtp_path_parse(mail_slice_from_string(rows[i].argument), kind, &path);
        parameters = parameters_of(&path);
        g_assert_cmpint(path.path.bytes != NULL, ==, rows[i].path != NULL);
        core_test_expect_text(rows[i].argument, path.path, rows[i].path);
        g_assert_cmpstr(parameters, ==, rows[i].parameters);
        g_assert_cmphex(path.flaws, ==, rows[i].flaws);
    }
}

/* Path = "<" [ A-d-l ":" ] Mailbox ">"; without brackets and with blanks before it it is taken as well. */
static void test_of_mail(void)
{
    static const struct row rows[] = {
        { "FROM:<a@b>", "a@b", "", 0 },
        { "from:<a@b>", "a@b", "", 0 },
        { "FROM: <a@b>", "a@b", "", 0 },
        { "FROM:\t<a@b>", "a@b", "", 0 },
        { "FROM:a@b", "a@b", "", 0 },
        { "FROM: a@b", "a@b", "", 0 },
        { "FROM:<>", "", "", 0 },
        { "FROM:<a@b> SIZE=10 BODY=8BITMIME", "a@b", "SIZE=10 BODY=8BITMIME", 0 },
        { "FROM:<a@b>SIZE=10", "a@b", "SIZE=10", 0 },
        { "FROM:a@b SIZE=10", "a@b", "SIZE=10", 0 },
        { "FROM:<> SIZE=10", "", "SIZE=10", 0 },
        { "FROM:<\"a>b\"@c> SIZE=1", "\"a>b\"@c", "SIZE=1", 0 },
        { "FROM:<\"a\\\">b\"@c> X", "\"a\\\">b\"@c", "X", 0 },
        { "FROM:<\"a>,<b\"@c>", "\"a>,<b\"@c", "", 0 },
        { "FROM:\"a b\"@c X", "\"a b\"@c", "X", 0 },
        { "FROM:\"a,b>\"@c X", "\"a,b>\"@c", "X", 0 },
        { "FROM:<@x,@y:a@b> X", "@x,@y:a@b", "X", 0 },
        { "FROM:@x,@y:a@b X", "@x,@y:a@b", "X", 0 },
        { "FROM:a=c@b SIZE=1", "a=c@b", "SIZE=1", 0 },
        { "FROM:<a@b> AUTH=<c@d>", "a@b", "AUTH=<c@d>", 0 },
        { "FROM:<a@b> AUTH=c@d", "a@b", "AUTH=c@d", 0 },
        { "FROM:a@b AUTH=<>", "a@b", "AUTH=<>", 0 },
        { "FROM:<a@b> SMTPUTF8 X_Y=1", "a@b", "SMTPUTF8 X_Y=1", 0 },
        { "FROM:<Postmaster>", "Postmaster", "", BAD },
        { "FROM:<a b@c> X", "a b@c", "X", BAD },
        { "FROM:< a@b >", "a@b", "", BAD },
        { "FROM:root", "root", "", BAD },
        { "FROM:root SMTPUTF8 SIZE=1", "root", "SMTPUTF8 SIZE=1", BAD },
        { "FROM:a@b_c SIZE=1", "a@b_c", "SIZE=1", BAD },
        { "FROM:\"a b\"", "\"a b\"", "", BAD },
        { "FROM:<a@b", "a@b", "", BAD },
        { "FROM:<a@b SIZE=10", "a@b", "SIZE=10", BAD },
        { "FROM:<a@b AUTH=<>", "a@b", "AUTH=<>", BAD },
    };

    expect_rows(rows, G_N_ELEMENTS(rows), SMTP_REVERSE_PATH);
}

/* What follows the path beyond parameters: another path, or a comment. */
static void test_of_rcpt(void)
{
    static const struct row rows[] = {
        { "TO:<b@c>", "b@c", "", 0 },
        { "TO:<Postmaster>", "Postmaster", "", 0 },
        { "TO:postmaster", "postmaster", "", 0 },
        { "TO:<b@c> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;d@e", "b@c", "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;d@e", 0 },
        { "TO:b@c ORCPT=rfc822;d@e", "b@c", "ORCPT=rfc822;d@e", 0 },
        { "TO:<b@c> d=e@f", "b@c", "d=e@f", 0 },
        { "TO:<>", "", "", BAD },
        { "TO:<b@c>,<d@e>", NULL, "", SEVERAL },
        { "TO:<b@c> <d@e>", NULL, "", SEVERAL },
        { "TO:<b@c><d@e>", NULL, "", SEVERAL },
        { "TO:<b@c>;<d@e>;<f@g>", NULL, "", SEVERAL },
        { "TO:<b@c>, d@e", NULL, "", SEVERAL },
        { "TO:<b@c>,<Postmaster>", NULL, "", SEVERAL },
        { "TO:<b@c>,<d@e_f>", NULL, "", SEVERAL },
        { "TO:b@c, d@e", NULL, "", SEVERAL },
        { "TO:b@c,d@e", NULL, "", SEVERAL },
        { "TO:b@c d@e", NULL, "", SEVERAL },
        { "TO:b@c <d@e>", NULL, "", SEVERAL },
        { "TO:Bob <b@c>, Dan <d@e>", NULL, "", SEVERAL },
        { "TO <b@c>,<d@e>", NULL, "", COLON | SEVERAL },
        { "TO:<b@c>,", "b@c", "", AFTER },
        { "TO:<b@c>.", "b@c", "", AFTER },
        { "TO:<b@c>>", "b@c", "", AFTER },
        { "TO:<b@c> <NOTIFY=NEVER>", "b@c", "", AFTER },
        { "TO:b@c> NOTIFY=NEVER", "b@c", "NOTIFY=NEVER", AFTER },
        { "TO:b@c (comment) NOTIFY=NEVER", "b@c", "NOTIFY=NEVER", AFTER },
        { "TO:b@c(a (nested \\) d@e) comment)", "b@c", "", AFTER },
        { "TO:<b@c> (no end NOTIFY=NEVER", "b@c", "", AFTER },
        { "TO:<b@c> \"no end NOTIFY=NEVER", "b@c", "", AFTER },
    };

    expect_rows(rows, G_N_ELEMENTS(rows), SMTP_FORWARD_PATH);
}

/* mailbox = name-addr / addr-spec (RFC 5322, 3.4): the path of MAIL is not one, but is typed so. */
static void test_display_names(void)
{
    static const struct row rows[] = {
        { "FROM:Anna <a@b>", "a@b", "", BEFORE },
        { "FROM:Anna<a@b>", "a@b", "", BEFORE },
        { "FROM: \"Anna B\" <a@b> SIZE=100", "a@b", "SIZE=100", BEFORE },
        { "FROM:\"anna@work\" <a@b>", "a@b", "", BEFORE },
        { "FROM:\"Anna <x@y>\" <a@b>", "a@b", "", BEFORE },
        { "FROM:\"Anna \\\"<x@y>\" <a@b>", "a@b", "", BEFORE },
        { "FROM:Anna @ Work <a@b>", "a@b", "", BEFORE },
        { "FROM:Bee, Anna <a@b>", "a@b", "", BEFORE },
        { "FROM:(<x@y>) <a@b>", "a@b", "", BEFORE },
        { "FROM:M\xc3\xbcller <a@b>", "a@b", "", BEFORE },
        { "FROM::<a@b>", "a@b", "", BEFORE },
        { "FROM:=?UTF-8?Q?Anna?= <a@b>", "a@b", "", BEFORE },
        { "FROM:Anna=Bee <a@b> SIZE=1", "a@b", "SIZE=1", BEFORE },
        { "FROM: SIZE=1 <a@b>", "a@b", "", BEFORE },
        { "FROM: AUTH=<c@d> <a@b>", "a@b", "", BEFORE },
        { "FROM:Anna AUTH=<a@b>", "Anna", "AUTH=<a@b>", BAD },
        { "FROM:<<a@b>>", "a@b", "", BEFORE | AFTER },
        { "FROM:Anna <a@b", "a@b", "", BAD | BEFORE },
        { "FROM:Anna <a b>", "a b", "", BAD | BEFORE },
        { "FROM:Anna <>", "", "", BEFORE },
        { "FROM Anna <a@b>", "a@b", "", COLON | BEFORE },
        { "FROM:anna@work <a@b>", NULL, "", SEVERAL },
        { "FROM:\"Anna\"@work <a@b>", NULL, "", SEVERAL },
    };

    expect_rows(rows, G_N_ELEMENTS(rows), SMTP_REVERSE_PATH);
}

/* "MAIL FROM:" and "RCPT TO:" are two words with a colon (RFC 5321, 3.3, 4.1.1.2). */
static void test_beginnings(void)
{
    static const struct row rows[] = {
        { "FROM a@b", "a@b", "", COLON },
        { "FROM a@b SIZE=1", "a@b", "SIZE=1", COLON },
        { "FROM<a@b>", "a@b", "", COLON },
        { "FROM :<a@b>", "a@b", "", COLON },
        { "FROM : a@b", "a@b", "", COLON },
        { "FROM <>", "", "", COLON },
        { "TO:<a@b>", "a@b", "", KEYWORD },
        { "TO: a@b", "a@b", "", KEYWORD },
        { "TO:<>", "", "", KEYWORD },
        { "to a@b", "a@b", "", KEYWORD | COLON },
        { "<a@b>", "a@b", "", KEYWORD },
        { "a@b SIZE=1", "a@b", "SIZE=1", KEYWORD },
        { "from@b", "from@b", "", KEYWORD },
        { "to@b", "to@b", "", KEYWORD },
        { "XFROM:<a@b>", "a@b", "", KEYWORD | BEFORE },
    };

    expect_rows(rows, G_N_ELEMENTS(rows), SMTP_REVERSE_PATH);
}

static void test_untold(void)
{
    static const struct row rows[] = {
        { "", NULL, "", KEYWORD | BAD },
        { "FROM", NULL, "", COLON | BAD },
        { "FROM:", NULL, "", BAD },
        { "FROM:<", NULL, "", BAD },
        { "FROM:<root", NULL, "", BAD },
        { "FROM:<a b@c", NULL, "", BAD },
        { "FROM:<\"a>b", NULL, "", BAD },
        { "FROM:<\"a\\", NULL, "", BAD },
        { "FROM:\"Anna <a@b>", NULL, "", BAD },
        { "FROM:(Anna <a@b>", NULL, "", BAD },
        { "FROM:Anna Bee", NULL, "", BAD },
        { "FROM:Anna a@b", NULL, "", BAD },
        { "FROM:(Anna)", NULL, "", BAD },
        { "FROM:root, <a@b>", NULL, "", BAD },
        { "FROM:root,anna", NULL, "", BAD },
        { "FROM:a@b <SIZE=1>,root", "a@b", "root", AFTER },
        { "FROM: SIZE=10", NULL, "SIZE=10", BAD },
        { "FROM: AUTH=<a@b>", NULL, "AUTH=<a@b>", BAD },
        { "FROM: AUTH=a@b", NULL, "AUTH=a@b", BAD },
        { "FROM the desk", NULL, "", COLON | BAD },
        { "FROM root", NULL, "", COLON | BAD },
        { "FROM <root>", NULL, "", COLON | BAD },
        { "hello", NULL, "", KEYWORD | BAD },
        { "TO:root", NULL, "", KEYWORD | BAD },
    };

    expect_rows(rows, G_N_ELEMENTS(rows), SMTP_REVERSE_PATH);
}

/* What repeats is read once, not again for each part of it. */
static void test_hostile_arguments(void)
{
    static const char *const parts[] = { "<",  "<\"", "\"", "(",   ",",    "@a,",  "a,",      "a@b,",
                                         "a<", "<a ", "()", "(\\", "a=b,", "a@[,", "\"a\"@b", "a b<c@d> " };
    gint64 begin = g_get_monotonic_time();

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GString) text = g_string_new("FROM:");
        struct smtp_path path;
        while (text->len < 200000)
            g_string_append(text, parts[i]);
        smtp_path_parse(mail_slice_make(text->str, text->len), SMTP_REVERSE_PATH, &path);
    }
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtp-path/of-mail", test_of_mail);
    g_test_add_func("/smtp-path/of-rcpt", test_of_rcpt);
    g_test_add_func("/smtp-path/display-names", test_display_names);
    g_test_add_func("/smtp-path/beginnings", test_beginnings);
    g_test_add_func("/smtp-path/untold", test_untold);
    g_test_add_func("/smtp-path/hostile-arguments", test_hostile_arguments);
    return g_test_run();
}
