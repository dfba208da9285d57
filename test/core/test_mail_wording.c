/* Wordings of servers: the patterns, the queue ids and the software found with them, and base64 in a reply's text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/mail_wording.h"
#include "core_test.h"
#include "registry/mail_software.h"
#include "smtp/smtp_reply_text.h"

static void test_patterns(void)
{
    static const struct {
        const char *wording, *text, *wanted; /* NULL: no match */
    } rows[] = {
        { "ok", "OK", "" },
        { "ok", "ok!", "" },
        { "ok", "okay", NULL },
        { "ok", " ok", NULL },
        { "ok", "o", NULL },
        { "ok", "", NULL },
        { "...ok", "this is OK", "" },
        { "...ok", "this is (ok)", "" },
        { "...ok", "this isok", NULL },
        { "...ok", "  ok", "" },
        { "...ok", "", NULL },
        { "a b", "a \t b", "" },
        { "a b", "ab", NULL },
        { "id={*}", "id=1-2.3", "1-2.3" },
        { "id={*}", "id=1-2.3.", "1-2.3" },
        { "id={*}", "id=", "" },
        { "id={*}", "id=.,;:)", "" },
        { "id={*}", "id= x", "" },
        { "id={+}", "id=abc", NULL },
        { "id={+}", "id=ab1c d", "ab1c" },
        { "id={#},", "id=12, x", "12" },
        { "id={#},", "id=12", NULL },
        { "id={#}]", "id=]", NULL },
        { "<*> {*} x", "<a@b> 1 x", "1" },
        { "<*> {*} x", "<a b> 1 x", NULL },
        { "{<*>} x", "<a@b> x", "<a@b>" },
        { "{# qp #}", "1 qp 2 by x", "1 qp 2" },
        { "...x {+} y", "x 1 z x 2 y", "2" },
        { "ok {+}$", "ok a1", "a1" },
        { "ok {+}$", "ok a1 \t", "a1" },
        { "ok {+}$", "ok 1 byte", NULL },
        { "ok {+-#}$", "ok a1-2", "a1-2" },
        { "ok {+-#}$", "ok a1-2a", NULL },
        { "...exim", "this is Exim.", "" },
        { "...exim", "this is exim-4.96", "" },
        { "...exim", "this is exim/2.x", "" },
        { "...exim", "this is exim.example.com", NULL },
        { "...exim", "this is (exim.example.com)", NULL },
        { "...exim", "this is exim-1.example.com ESMTP", NULL },
        { "...exim", "this is exim@example", NULL },
        { "...exim", "exim.example.com ESMTP Exim 4", "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_slice wanted;
        g_test_message("%s in \"%s\"", rows[i].wording, rows[i].text);
        g_assert_cmpint(mail_wording_match(rows[i].wording, mail_slice_from_string(rows[i].text), &wanted), ==,
                        rows[i].wanted != NULL);
        core_test_expect_text(rows[i].text, wanted, rows[i].wanted ? rows[i].wanted : "");
    }
}

/* Only punctuation is cut off; a NUL, for example, stays. */
static void test_any_byte_is_wanted(void)
{
    mail_slice wanted;

    g_assert_true(mail_wording_match("id={*}", mail_slice_make("id=1\0", sizeof "id=1\0" - 1), &wanted));
    g_assert_cmpuint(wanted.length, ==, 2);
}

/* Each row of the table, and texts that nearly fit one. */
static const char *const queue_id_rows[][2] = {
    { "Ok: queued as 5C19921E0D", "5C19921E0D" },
    { "Ok: 3462 bytes queued as E4F471CA025", "E4F471CA025" },
    { "from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4Rk8Yl0fHVz3x", "4Rk8Yl0fHVz3x" },
    { "Mail OK queued as smtp7,C8CowAA3AoW+u_BW_LKwBA--.754S2 1458617278", "smtp7,C8CowAA3AoW+u_BW_LKwBA--.754S2" },
    { "OK: queued as 12345", "12345" },
    { "OK: queued as.", "" },
    { "OK: queued as usual", "" },
    { "OK: queued as requested by 12 users", "" },
    { "OK: queued as ", "" },
    { "Ok: queued", "" },
    { "Ok: 129 bytes", "" },
    { "Ok: queued on smtp3j.mail.yandex.net as 1487181064-lyDmMVZ9eP-p2c0s157", "1487181064-lyDmMVZ9eP-p2c0s157" },
    { "Ok: queued on mail-72.klg.yp-c.yandex.net 1786240156-FnAdABeg4W20-XHPOHTrr",
      "1786240156-FnAdABeg4W20-XHPOHTrr" },
    { "Ok: queued on Monday 12:30", "" },
    { "Ok: queued on mx.example.com since 12:30", "" },
    { "Ok: queued on 1.1.2024 12:30", "" },
    { "OK id=1Mugho-0003Dg-Un", "1Mugho-0003Dg-Un" },
    { "ok id=", "" },
    { "id=1wABcd-000001-AB", "1wABcd-000001-AB" },
    { "id=1wABcd-000000012AB-34CD message accepted for some recipients", "1wABcd-000000012AB-34CD" },
    { "id=unknown", "" },
    { "PRDR R=<b@example.com> acceptance", "" },
    { "<201512082130.tB8LU0vs014629@gras-os-desk.cern.ch> [InternalId=97779625] Queued mail for delivery", "97779625" },
    { "<a@b> [InternalId=5617892, Hostname=x.prod.outlook.com] 9612 bytes in 0.2, 40 KB/sec Queued mail for "
      "delivery",
      "5617892" },
    { "<VE2AUIDAYF5-lCQm1xfGBdDo2LHhbXF@TiS1FHJM.qDtGLyY.com> Queued mail for delivery",
      "<VE2AUIDAYF5-lCQm1xfGBdDo2LHhbXF@TiS1FHJM.qDtGLyY.com>" },
    { "Queued mail for delivery", "" },
    { "o8S6m0Hs012345 Message accepted for delivery", "o8S6m0Hs012345" },
    { "7b1a3f4c Message accepted for delivery", "7b1a3f4c" },
    { "39330009 message accepted for delivery", "39330009" },
    { "1 message accepted for delivery", "" },
    { "Ok, message accepted for delivery", "" },
    { "Message accepted for delivery", "" },
    { "ok:  Message 86953129 accepted", "86953129" },
    { "ok:  Message accepted", "" },
    { "Message 0MIjEq-1a2b3c accepted by host", "0MIjEq-1a2b3c" },
    { "Message accepted by host", "" },
    { "Requested mail action okay, completed: id=1MKsaz-1wevcp3BHR-00M7kH", "1MKsaz-1wevcp3BHR-00M7kH" },
    { "Requested mail action okay, completed", "" },
    { "Ok 0102018c0000-000000", "0102018c0000-000000" },
    { "Ok 0100018c1d4c4a75-1b9e4d6e-5e9f-4f45-9a4c-9f1e5d0e0d5b-000000",
      "0100018c1d4c4a75-1b9e4d6e-5e9f-4f45-9a4c-9f1e5d0e0d5b-000000" },
    { "Ok 12345 bytes received", "" },
    { "Ok 12345", "" },
    { "Ok 10-20 seconds", "" },
    { "Ok, id=12345-01", "12345-01" },
    { "Ok, id=12345-01-2, from MTA([127.0.0.1]:10025): 250 2.0.0 Ok", "12345-01-2" },
    { "Message queued with id 3f481c415800015.", "3f481c415800015" },
    { "Message queued with identity", "" },
    { "SmtpThread-230451-1550091842414@mta-2.example.com Received OK [PJzGzJGPPRqn_5jc1y1ieQ.uk28]",
      "PJzGzJGPPRqn_5jc1y1ieQ.uk28" },
    { "SmtpThread-230451-1550091842414@mta-2.example.com Received OK", "" },
    { "OK: Message accepted for delivery", "" },
    { "ok 1129400405 qp 17374", "1129400405 qp 17374" },
    { "ok 1349174460 qp 13230 by mx1.example.org", "1349174460 qp 13230" },
    { "ok dirdel", "" },
    { "ok 5 qp", "" },
    { "OK  1644855633 l11si9233120wms.107 - gsmtp", "l11si9233120wms.107" },
    { "OK 1376056636 i3si9508927obz.16 - gsmtp", "i3si9508927obz.16" },
    { "OK 1726 - gsmtp", "" },
    { "OK l11si9233120wms.107 - gsmtp", "" },
    { "Message Queued (6F5D5614-902C-43AD-8028-D7CE7A6C834F.1)", "6F5D5614-902C-43AD-8028-D7CE7A6C834F.1" },
    { "Queued (0.125 seconds)", "" },
    /* Dovecot's word is the id of the LMTP session, which its log has in each line. It has no queue. */
    { "<rita@example.com> ixPpB+Zvv2P7BAAAUi6ngw Saved", "" },
    { "<rita@example.com> Saved", "" },
    { "+OK message queued for delivery.", "" },
    { "OK: message accepted", "" },
    { "Mail OK", "" },
    { "", "" },
    { "queued as 1\xff\xfe", "1\xff\xfe" },
};

static void test_queue_ids(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(queue_id_rows); i++) {
        struct smtp_queue_ids found = smtp_queue_ids_find(mail_slice_from_string(queue_id_rows[i][0]));
        g_test_message("%s", queue_id_rows[i][0]);
        g_assert_cmpuint(found.count, ==, queue_id_rows[i][1][0] ? 1 : 0);
        core_test_expect_text(queue_id_rows[i][0], found.of[0], queue_id_rows[i][1]);
    }
    g_assert_cmpuint(smtp_queue_ids_find((mail_slice){ NULL, 0 }).count, ==, 0);
}

/* A content filter's own, and that of the server which it gave the message to: in the order of the text. */
static void test_two_queue_ids(void)
{
    const char *text = "Ok, id=12345-01, from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4Rk8Yl0fHV";
    struct smtp_queue_ids found = smtp_queue_ids_find(mail_slice_from_string(text));

    g_assert_cmpuint(found.count, ==, 2);
    core_test_expect_text(text, found.of[0], "12345-01");
    core_test_expect_text(text, found.of[1], "4Rk8Yl0fHV");
}

static void test_session_ids(void)
{
    static const char *const rows[][2] = {
        { "<rita@example.com> ixPpB+Zvv2P7BAAAUi6ngw Saved", "ixPpB+Zvv2P7BAAAUi6ngw" },
        { "<rita@example.com> ixPpB+Zvv2P7BAAAUi6ngw:2 Saved", "ixPpB+Zvv2P7BAAAUi6ngw:2" },
        { "<rita@example.com> Saved", "" },
        { "<rita@example.com> message Saved", "" },
        { "<rita@example.com> ixPpB+Zvv2P7BAAAUi6ngw refused", "" },
        { "Ok SESSIONID=<mx.example.com-1234-1700000000-1>", "mx.example.com-1234-1700000000-1" },
        { "Ok SESSIONID=<>", "" },
        { "Ok SESSIONID=", "" },
        { "Ok: queued as 5C19921E0D", "" },
        { "", "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        core_test_expect_text(rows[i][0], smtp_session_id_find(mail_slice_from_string(rows[i][0])), rows[i][1]);
}

/* A long line of what a wording begins with takes no longer than its length says. */
static void test_hostile_text(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gint64 begin = g_get_monotonic_time();

    for (int i = 0; i < 20000; i++)
        g_string_append(text, "(queued on (ok ");
    g_assert_cmpuint(smtp_queue_ids_find(mail_slice_make(text->str, text->len)).count, ==, 0);
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
}

static void expect_software(const char *text, const char *software, const char *version)
{
    mail_slice found;

    g_test_message("%s", text);
    g_assert_cmpstr(mail_software_find(mail_slice_from_string(text), &found), ==, software);
    core_test_expect_text(text, found, version);
}

static const char *const software_rows[][3] = {
    { "ESMTP Postfix", "Postfix", "" },
    { "ESMTP Postfix (Debian/GNU)", "Postfix", "" },
    { "ESMTP Exim 4.69 #1 Mon, 05 Oct 2009 01:05:54 -0500 ", "Exim", "4.69" },
    { "ESMTP Sendmail 8.14.4/8.14.4; Mon, 5 Oct 2009", "Sendmail", "8.14.4" },
    { "Microsoft ESMTP MAIL Service, Version: 6.0.3790.3959 ready at  Sun, 01 Jan 2010", "Microsoft ESMTP",
      "6.0.3790.3959" },
    { "Microsoft ESMTP MAIL Service ready at Tue, 8 Dec 2015 22:31:02 +0100", "Microsoft ESMTP", "" },
    { "Anti-spam GT for Coremail System (163com[20141201])", "Coremail", "" },
    { "Welcome to coremail Mail Pop3 Server (163coms[b62aaa251425b4be4eaec4ab4744cf47s])", "Coremail", "" },
    { "ESMTP hf10si4097299icc.190 - gsmtp", "Gmail", "" },
    { "Gpop ready for requests from 1.2.3.4 bh7pf61475604pab.24", "Gmail", "" },
    { "ESMTP OpenSMTPD", "OpenSMTPD", "" },
    { "Dovecot ready.", "Dovecot", "" },
    { "Dovecot (Debian) ready.", "Dovecot", "" },
    { "ladymacbeth.local Cyrus POP3 v2.3.16 server ready <1@ladymacbeth.local>", "Cyrus", "v2.3.16" },
    { "Cyrus LMTP 3.2.6 server ready", "Cyrus", "3.2.6" },
    { "ESMTP Haraka 2.8.8 ready", "Haraka", "2.8.8" },
    { "ESMTP Haraka/3.0.3 ready", "Haraka", "3.0.3" },
    { "ESMTP MDaemon 12.5.6; Tue, 8 Dec 2015", "MDaemon", "12.5.6" },
    { "ESMTP Service (Lotus Domino Release 8.5.3) ready", "Domino", "8.5.3" },
    { "SMTP Server (JAMES SMTP Server 2.3.1) ready", "Apache James", "" },
    { "-- E-MailRelay V2.1a -- Service ready", "E-MailRelay", "V2.1a" },
    { "CMailServer 5.2 POP3 Service Ready", "CMailServer", "5.2" },
    { "\xd3\xca\xbc\xfe CMailServer 5.2 POP3 Service Ready", "CMailServer", "5.2" },
    { "ESMTP SubEthaSMTP null", "SubEthaSMTP", "" },
    { "ESMTP YSmtpProxy service ready", "YSmtpProxy", "" },
    { "T-Online ESMTP receiver fssmtpd ready.", "fssmtpd", "" },
    { "Python SMTP 1.4.2", "aiosmtpd", "1.4.2" },
    { "Esmtp QQ QMail Server", "QQ Mail", "" },
    { "Esmtp QQ Mail Server", "QQ Mail", "" },
    { "XMail Esmtp QQ Mail Server.", "QQ Mail", "" },
    { "QQMail POP3 Server v1.0 Service Ready(QQMail v2.0)", "QQ Mail", "v1.0" },
    { "QQMail POP3 Server", "QQ Mail", "" },
    { "[XMail 1.22 ESMTP Server] service ready; Mon, 20 Feb 2006 22:42:12 -0000", "XMail", "1.22" },
    { "<1.2@mx.example.com> [XMail 1.27 (Linux/Ix86) POP3 Server] service ready", "XMail", "1.27" },
    { "[XMail ESMTP Server] service ready", "XMail", "" },
    { "ESMTP amavisd-new service ready", "amavis", "" },
    { "ESMTP amavis service ready", "amavis", "" },
    { "ESMTP SimpleEmailService-d-GI38EMLB2 hkD7YwduxMJw9KrXpof7", "Amazon SES", "" },
    { "ESMTP mfa-m0214089", "Proofpoint", "" },
    { "Axigen ESMTP ready", "Axigen", "" },
    { "(mreue101) Nemesis ESMTP Service ready", "Nemesis", "" },
    { "ESMTP mox v0.0.10", "mox", "v0.0.10" },
    { "ESMTP mox (devel)", "mox", "" },
    { "GreenMail SMTP Service v2.1.3 ready", "GreenMail", "v2.1.3" },
    { "GreenMail SMTP Service Ready at port 3025", "GreenMail", "" },
    { "POP3 GreenMail Server v1.6.12 ready", "GreenMail", "v1.6.12" },
    { "POP3 GreenMail Server ready", "GreenMail", "" },
    { "ESMTP MailEnable Service, Version: 10.43-- ready at 04/28/23 04:52:19", "MailEnable", "10.43" },
    { "ESMTP Mail Enable SMTP Service, Version: 1.5018-- ready", "MailEnable", "1.5018" },
    { "ESMTP Mail Enable SMTP Service", "MailEnable", "" },
    { "Welcome to MailEnable POP3 Server", "MailEnable", "" },
    { "mx.example.com Zimbra POP3 server ready", "Zimbra", "" },
    { "Zimbra LMTP server ready", "Zimbra", "" },
    { "Stalwart ESMTP at your service", "Stalwart", "" },
    { "Stalwart POP3 at your service.", "Stalwart", "" },
    { "ESMTP MailHog", "MailHog", "" },
    { "Mailpit ESMTP Service ready", "Mailpit", "" },
    { "The Microsoft Exchange POP3 service is ready. [QUJD]", "Microsoft Exchange", "" },
    { "POP3 server at dovecot.example.com ready", NULL, "" },
    { "cyrus.example.com POP3 ready", NULL, "" },
    { "exim-1.example.com POP3 ready", NULL, "" },
    { "POP3 ready <1896.697170952@postfix.example.com>", NULL, "" },
    { "dovecot.example.com Cyrus POP3 v2.3.16 server ready", "Cyrus", "v2.3.16" },
    { "Esmtp QMail Server", "qmail", "" },
    { "Esmtp QQX Server", NULL, "" },
    { "ESMTP moxie", NULL, "" },
    { "ESMTP mfa-mail", NULL, "" },
    { "ESMTP Service Ready", NULL, "" },
    { "ESMTP Postfixed", NULL, "" },
    { "ESMTP", NULL, "" },
    { "SMTP ready", NULL, "" },
    { "Hello there.", NULL, "" },
    { "POP server ready H migmxus005", NULL, "" },
    { "", NULL, "" },
};

static void test_software(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(software_rows); i++)
        expect_software(software_rows[i][0], software_rows[i][1], software_rows[i][2]);
    expect_software(" Dovecot ready.", "Dovecot", "");
    core_test_expect_text("domain", mail_software_text_of_smtp(mail_slice_from_string("exim.example ESMTP")), " ESMTP");
    core_test_expect_text("domain", mail_software_text_of_smtp(mail_slice_from_string("exim")), "");
}

static void expect_base64(const struct mail_arena *arena, const char *text, const char *expected)
{
    mail_slice word;
    mail_slice decoded;
    bool is_found = smtp_reply_base64_find(arena, mail_slice_from_string(text), &word, &decoded);

    g_test_message("%s", text);
    g_assert_cmpint(is_found, ==, expected != NULL);
    if (is_found)
        core_test_expect_text(text, decoded, expected);
}

static void test_base64(void)
{
    static const char *const rows[][2] = {
        { "Error: authentication failed: UGFzc3dvcmQ6", "Password:" },
        { "Error: authentication failed: VXNlcm5hbWU6 ", "Username:" },
        { "authentication failed: dXNlcm5hbWU6UGFzc3dvcmQ6", "username:Password:" },
        { "failed: bm90IHRoaXMgb25lIQ==", "not this one!" },
        { "failed: 5L2g5aW977yM5LiW55WM77yBIQ==",
          "\xe4\xbd\xa0\xe5\xa5\xbd\xef\xbc\x8c\xe4\xb8\x96\xe7\x95\x8c\xef\xbc\x81!" },
        { "UGFzc3dvcmQ6", "Password:" },
        { "failed: UGFzc3dvcmQ6.", NULL },
        { "failed: UGFzc3dvcmQ", NULL },
        { "failed: QQ==", NULL },
        { "failed: AAAAAAAA", NULL },
        { "failed: AAAAAAA=", NULL },
        { "failed: ////////", NULL },
        { "failed: ========", NULL },
        { "failed: UGFz=3dvcmQ6", NULL },
        { "queued as 5C19921E0D12", NULL },
        { "queued as E4F471CA025A", NULL },
        { "queued as BBD4A58CE356", NULL },
        { "Error: authentication failed", NULL },
        { "Mailbox unavailable", NULL },
        { "Recipient rejected", NULL },
        { "User unknown in virtual mailbox table", NULL },
        { "i3si9508927obz.16 - gsmtp", NULL },
        { "message size exceeds fixed maximum", NULL },
        { "administrative prohibition", NULL },
        { "bm90IHRoaXMgb25lIQ== is not last", NULL },
        { "", NULL },
        { "   ", NULL },
    };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        expect_base64(&arena, rows[i][0], rows[i][1]);
    core_test_arena_free(&arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-wording/any-byte", test_any_byte_is_wanted);
    g_test_add_func("/mail-wording/patterns", test_patterns);
    g_test_add_func("/mail-wording/queue-ids", test_queue_ids);
    g_test_add_func("/mail-wording/two-queue-ids", test_two_queue_ids);
    g_test_add_func("/mail-wording/session-ids", test_session_ids);
    g_test_add_func("/mail-wording/hostile-text", test_hostile_text);
    g_test_add_func("/mail-wording/software", test_software);
    g_test_add_func("/mail-wording/base64", test_base64);
    return g_test_run();
}
