/* Which verb a mistyped word was meant to be; and words that resemble no verb.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "engine/mail_resemblance.h"
#include "pop3/pop3_command.h"
#include "smtp/smtp_command.h"

struct slip {
    const char *word, *verb; /* NULL: it resembles none */
};

static void expect_slips(const struct slip *rows, size_t count, const struct mail_verb *(*find)(mail_slice word))
{
    for (size_t i = 0; i < count; i++) {
        const struct mail_verb *verb = find(mail_slice_from_string(rows[i].word));
        g_test_message("%s", rows[i].word);
        g_assert_cmpstr(verb ? verb->name : NULL, ==, rows[i].verb);
    }
}

static void test_smtp(void)
{
    static const struct slip rows[] = {
        { "REST", "RSET" },
        { "rest", "RSET" },
        { "EHOL", "EHLO" },
        { "EHL", "EHLO" },
        { "EHLLO", "EHLO" },
        { "HELLO", "HELO" },
        { "HLEO", "HELO" },
        { "RECPT", "RCPT" },
        { "RCTP", "RCPT" },
        { "RCPTT", "RCPT" },
        { "AHTU", "AUTH" },
        { "SATA", "DATA" },
        { "DTAA", "DATA" },
        { "MAI", "MAIL" },
        { "MIAL", "MAIL" },
        { "QIUT", "QUIT" },
        { "QUITT", "QUIT" },
        { "STARTLTS", "STARTTLS" },
        { "STARTTL", "STARTTLS" },
        { "STRATTSL", "STARTTLS" },
        { "NOP", "NOOP" },
        { "BDTA", "BDAT" },
        { "VERFY", "VRFY" },
        { "DEAR", NULL },
        { "HOST:", NULL },
        { "XSOMETHING", NULL },
        { "STAR", NULL },
        { "QU", NULL },
        { "Q", NULL },
        { "", NULL },
        { "LIST", NULL },
        { "USER", NULL },
        { "STARTTLSSTARTTLS", NULL },
        { "SENT", NULL },
        { "TRUN", NULL },
        { "GETT", NULL },
        { "HLEO\b\b\bELO", "HELO" },
        { "\bNOOP", "NOOP" },
        { "NOOPXXXXXXXX\b\b\b\b\b\b\b\b", "NOOP" },
        { "X\x7f\x7fRSER\x7fT", "RSET" },
        { "QUIT\b\b", NULL },
        { "\b\b\b\b", NULL },
    };

    expect_slips(rows, G_N_ELEMENTS(rows), smtp_command_find_resembled);
}

static void test_pop3(void)
{
    static const struct slip rows[] = {
        { "USRE", "USER" }, { "PAS", "PASS" },  { "PSAS", "PASS" }, { "LSIT", "LIST" }, { "RERT", "RETR" },
        { "TOPP", "TOP" },  { "STTA", "STAT" }, { "UILD", "UIDL" }, { "HELO", NULL },   { "EHLO", NULL },
        { "SATA", "STAT" }, { "REST", "RSET" }, { "TO", NULL },     { "GET", NULL },    { "CAP", "CAPA" },
        { "DEL", "DELE" },  { "DELETE", NULL },
    };

    expect_slips(rows, G_N_ELEMENTS(rows), pop3_command_find_resembled);
}

/* A verb resembles itself; words of any bytes and lengths do no harm. */
static void test_any_word(void)
{
    for (size_t i = 0; i < smtp_verb_table.count; i++) {
        const struct mail_verb *verb = mail_verb_at(&smtp_verb_table, i);
        if (mail_verb_is_common(verb))
            g_assert_true(smtp_command_find_resembled(mail_slice_from_string(verb->name)) == verb);
    }
    for (size_t length = 0; length < 300; length++) {
        g_autofree guint8 *word = g_malloc0(length);
        g_assert_null(smtp_command_find_resembled(mail_slice_make(word, length)));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-resemblance/smtp", test_smtp);
    g_test_add_func("/mail-resemblance/pop3", test_pop3);
    g_test_add_func("/mail-resemblance/any-word", test_any_word);
    return g_test_run();
}
