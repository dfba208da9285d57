/* On a strange port only bytes that can be nothing else are claimed as mail (design, section 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_claim.h"
#include "smtp/smtp_claim.h"

struct row {
    const char *bytes;
    bool is_claimed;
};

static void expect_claims(bool (*claims)(mail_slice bytes), const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_test_message("%s", rows[i].bytes);
        g_assert_cmpint(claims(mail_slice_from_string(rows[i].bytes)), ==, rows[i].is_claimed);
    }
}

static void test_smtp(void)
{
    static const struct row rows[] = {
        { "220 mx.example.com ESMTP Postfix\r\n", true },
        { "220 mx.example.com SMTP", true },
        { "220-mx.example.com esmtp\r\n220 hi\r\n", true },
        { "220 foo.edu LMTP server ready\r\n", true },
        { "EHLO client.example.net\r\n", true },
        { "helo client\r\n", true },
        { "LHLO foo\n", true },
        { "PROXY UNKNOWN\r\nEHLO client.example.net\r\n", true },
        { "PROXY TCP4 192.0.2.1 192.0.2.25 56324 25\r\nHELO client\r\n", true },
        { "PROXY UNKNOWN\nEHLO client.example.net\r\n", false },
        { "PROXY UNKNOWN\r\nGET / HTTP/1.1\r\n", false },
        { "PROXY UNKNOWN\r\n", false },
        { "PROXY UNKNOWN", false },
        { "EHLO client", false },
        { "EHLO\r\n", false },
        { "EHLO  \r\n", false },
        { "HELLO 3\r\n", false },
        { "220", false },
        { "220 ProFTPD Server ready\r\n", false },
        { "220 FTP\r\n220 SMTP\r\n", false },
        { "250 mx ESMTP\r\n", false },
        { "2200 ESMTP\r\n", false },
        { "", false },
        { "\r\n", false },
    };

    expect_claims(smtp_claims, rows, G_N_ELEMENTS(rows));
}

static void test_pop3(void)
{
    static const struct row rows[] = {
        { "+OK POP3 server ready <1@x>\r\n", true },
        { "+OK Dovecot pop3 ready.\r\n", true },
        { "+OK\r\n", false },
        { "+OK ready\r\n", false },
        { "-ERR POP3\r\n", false },
        { "+OK\r\n+OK POP3\r\n", false },
        { "", false },
    };

    expect_claims(pop3_claims, rows, G_N_ELEMENTS(rows));
}

static void test_pop3_if_answered(void)
{
    static const struct row rows[] = {
        { "USER alice\r\n", true },
        { "APOP mrose c4c9334bac560ecc979e58001b3e22fb\r\n", true },
        { "CAPA\r\n", true },
        { "STLS\r\n", true },
        { "AUTH PLAIN\r\n", true },
        { "AUTH LOGIN\r\n", true },
        { "user alice\n", true },
        { "PROXY UNKNOWN\r\nCAPA\r\n", true },
        { "PROXY UNKNOWN\r\nPING\r\n", false },
        { "USER alice", false },
        { "USER\r\n", false },
        { "USER a b c d\r\n", false },
        { "CAPA x\r\n", false },
        { "PASS x\r\n", false },
        { "STAT\r\n", false },
        { "AUTH secret\r\n", false },
        { "AUTH default secret\r\n", false },
        { "AUTHENTICATE PLAIN\r\n", false },
        { "", false },
    };

    expect_claims(pop3_may_claim_if_answered, rows, G_N_ELEMENTS(rows));
}

static void test_pop3_answers(void)
{
    static const struct row rows[] = { { "+OK\r\n", true },    { "-ERR no\r\n", true },
                                       { "-err\r\n", true },   { "+ \r\n", false },
                                       { "+PONG\r\n", false }, { "-WRONGPASS x\r\n", false },
                                       { "331 x\r\n", false }, { "", false } };

    expect_claims(pop3_is_answer, rows, G_N_ELEMENTS(rows));
}

/* First bytes of other protocols that greet or ask alike: Redis, FTP, NNTP, IMAP, ManageSieve, IRC, HTTP, SSH. */
static const char *const strangers[] = {
    "*1\r\n$4\r\nPING\r\n",
    "*2\r\n$4\r\nAUTH\r\n$6\r\nsecret\r\n",
    "PING\r\n",
    "AUTH secret\r\n",
    "+PONG\r\n",
    "+OK\r\n",
    "-ERR unknown command `USER`, with args beginning with:\r\n",
    "-NOAUTH Authentication required.\r\n",
    "$5\r\nhello\r\n",
    ":1\r\n",
    "220 (vsFTPd 3.0.3)\r\n",
    "220 Welcome to Pure-FTPd\r\n",
    "200 news.example.com NNRP ready (posting ok)\r\n",
    "201 news.example.com ready\r\n",
    "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n",
    "a1 LOGIN alice secret\r\n",
    "\"IMPLEMENTATION\" \"Dovecot Pigeonhole\"\r\nOK\r\n",
    "NICK alice\r\n",
    "USER alice 0 * :Alice\r\n",
    ":irc.example.net 001 alice :Welcome\r\n",
    "GET / HTTP/1.1\r\n",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "\x16\x03\x01",
};

static void test_strangers_are_not_claimed(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(strangers); i++) {
        mail_slice bytes = mail_slice_from_string(strangers[i]);
        g_test_message("%s", strangers[i]);
        g_assert_false(smtp_claims(bytes));
        g_assert_false(pop3_claims(bytes));
        g_assert_false(pop3_may_claim_if_answered(bytes));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/claim/smtp", test_smtp);
    g_test_add_func("/claim/pop3", test_pop3);
    g_test_add_func("/claim/pop3-if-answered", test_pop3_if_answered);
    g_test_add_func("/claim/pop3-answers", test_pop3_answers);
    g_test_add_func("/claim/strangers", test_strangers_are_not_claimed);
    return g_test_run();
}
