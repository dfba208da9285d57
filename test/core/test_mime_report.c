/* Reports: what bounced and why, what was read, what was complained about (RFC 3464, RFC 6533, RFC 8098, RFC 5965).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "content/mime_report.h"
#include "core_test.h"

#define LINE "\r\n"
#define TYPE(type) "Content-Type: message/" type LINE LINE
#define REPORT(report_type, part_type)                                                                                 \
    "Content-Type: multipart/report; report-type=" report_type "; boundary=b" LINE LINE "--b" LINE LINE                \
    "Your message ..." LINE "--b" LINE                                                                                 \
    TYPE(part_type)
#define END LINE "--b--" LINE

/* Entries as "recipient|action|status|diagnostic|remote MTA", with a line end behind each. */
static const struct {
    const char *message, *type, *entries;
} rows[] = {
    { REPORT("delivery-status", "delivery-status") "Reporting-MTA: dns; cs.example.com" LINE LINE
                                                   "Original-Recipient: rfc822; a@example.com" LINE
                                                   "Final-Recipient: rfc822;b@example.com" LINE "Action: failed" LINE
                                                   "Status: 5.1.1 (no such user)" LINE
                                                   "Diagnostic-Code: smtp; 550 5.1.1" LINE
                                                   "  <b@example.com>; unknown" LINE
                                                   "Remote-MTA: dns; mx.example.net (192.0.2.1)" LINE LINE
                                                   "Final-Recipient: RFC822; c@example.com" LINE
                                                   "Action: Delayed (4 hours)" LINE "Status: 4.0.0" END,
      "delivery-status",
      "b@example.com|failed|5.1.1|550 5.1.1  <b@example.com>; unknown|mx.example.net (192.0.2.1)\n"
      "c@example.com|Delayed|4.0.0||\n" },
    /* one group for all; no Final-Recipient; no type; brackets; twice the same field */
    { REPORT("Delivery-Status", "delivery-status") "Reporting-MTA: dns;a" LINE
                                                   "ORIGINAL-RECIPIENT:rfc822;a@example.com" LINE "status :5.5.0" LINE
                                                   "Status: 4.4.4" LINE
                                                   "Diagnostic-Code: 550 Requested; action not taken" END,
      "delivery-status", "a@example.com||5.5.0|550 Requested; action not taken|\n" },
    { REPORT("delivery-status", "delivery-status") LINE LINE "Final-Recipient: <a@example.com>" LINE "no field" LINE
                                                             "  folded" LINE "Action: relayed" LINE LINE LINE LINE
                                                             "Action: failed" LINE LINE "Status: 5.0.0" END,
      "delivery-status", "a@example.com|relayed|||\n|failed|||\n" },
    { REPORT("delivery-status", "delivery-status") "Reporting-MTA: dns; a" LINE LINE "Arrival-Date: x" END,
      "delivery-status", "" },
    { REPORT("delivery-status", "delivery-status") "Final-Recipient:" LINE
                                                   "Original-Recipient: rfc822; a@example.com" LINE
                                                   "Diagnostic-Code: smtp;" LINE "Remote-MTA: ;x" END,
      "delivery-status", "a@example.com||||;x\n" },
    { REPORT("delivery-status", "delivery-status") "Final-Recipient: rfc822; a@example.com\nAction: failed\n\nAction: "
                                                   "delivered" END,
      "delivery-status", "a@example.com|failed|||\n|delivered|||\n" },
    { REPORT("delivery-status", "delivery-status") "Final-Recipient: rfc822; a@example.com" LINE
                                                   "Diagnostic-Code: smtp; =?utf-8?Q?caf=C3=A9?=" END,
      "delivery-status", "a@example.com|||caf\xc3\xa9|\n" },
    /* RFC 6533 */
    { REPORT("delivery-status",
             "global-delivery-status") "Final-Recipient: utf-8; \xe4\xb8\xad@example.com" LINE "Action: failed" LINE
          LINE "Final-Recipient: UTF-8; \\x{4e2D}\\x{6587}\\x{5C}@example.com" LINE
              LINE "Final-Recipient: utf-8; \\x{1}\\x{0000001}\\x{110000}\\x{d800}\\x{00}\\x{2G}\\x{20" LINE LINE
                                       "Final-Recipient: rfc822; \\x{4e2d}@example.com" END,
      "delivery-status",
      "\xe4\xb8\xad@example.com|failed|||\n\xe4\xb8\xad\xe6\x96\x87\\@example.com||||\n"
      "\\x{1}\\x{0000001}\\x{110000}\\x{d800}\\x{00}\\x{2G}\\x{20||||\n\\x{4e2d}@example.com||||\n" },
    /* encoded (RFC 6533, 5 allows it) */
    { "Content-Type: message/global-delivery-status" LINE "Content-Transfer-Encoding: base64" LINE LINE
      "RmluYWwtUmVjaXBpZW50OiB1dGYtODsgYUBleGFtcGxlLmNvbQpBY3Rpb246IGZhaWxlZAo=" LINE,
      "delivery-status", "a@example.com|failed|||\n" },
    /* notifications */
    { REPORT("disposition-notification",
             "disposition-notification") "Reporting-UA: a; b" LINE "Original-Recipient: rfc822;a@example.com" LINE
                                         "Final-Recipient: rfc822;b@example.com" LINE
                                         "Disposition: manual-action/MDN-sent-manually; displayed" END,
      "disposition-notification", "b@example.com|displayed|||\n" },
    { REPORT("disposition-notification",
             "disposition-notification") "Final-Recipient: rfc822;b@example.com" LINE
                                         "Disposition: automatic-action/MDN-sent-automatically;" LINE
                                         " processed/error" LINE "Error: disk full; x" END,
      "disposition-notification", "b@example.com|processed/error||disk full; x|\n" },
    { REPORT("disposition-notification",
             "global-disposition-notification") "Final-Recipient: utf-8;b@example.com" LINE
                                                "Disposition: automatic-action/MDN-sent-automatically (x;) ; (y) "
                                                "failed" LINE "Failure: gone" END,
      "disposition-notification", "b@example.com|failed||gone|\n" },
    { REPORT("disposition-notification",
             "disposition-notification") "Disposition: deleted" LINE LINE
                                         "Disposition: manual-action/MDN-sent-manually;" LINE LINE
                                         "Original-Message-ID: <1@example.com>" END,
      "disposition-notification", "|deleted|||\n||||\n" },
    /* complaints */
    { REPORT("feedback-report", "feedback-report") "Feedback-Type: abuse" LINE "User-Agent: a/1" LINE
                                                   "Original-Rcpt-To: <a@example.com>" LINE
                                                   "Original-Rcpt-To: b@example.com" LINE
                                                   "Reporting-MTA: dns; mx.example.net" END,
      "feedback-report", "a@example.com|abuse|||mx.example.net\nb@example.com|abuse|||mx.example.net\n" },
    { REPORT("feedback-report", "feedback-report") "Feedback-Type: fraud" END, "feedback-report", "|fraud|||\n" },
    { REPORT("feedback-report", "feedback-report") "User-Agent: a/1" END, "feedback-report", "" },
    /* what kind of report it is */
    { "Content-Type: multipart/report; boundary=b" LINE LINE
      "--b" LINE TYPE("feedback-report") "Feedback-Type: abuse" END,
      "feedback-report", "|abuse|||\n" },
    { "Content-Type: multipart/mixed; boundary=b; report-type=x" LINE LINE
      "--b" LINE TYPE("delivery-status") "Action: failed" END,
      "delivery-status", "|failed|||\n" },
    { REPORT("x-other", "delivery-status") "Action: failed" END, "x-other", "|failed|||\n" },
    { REPORT("delivery-status", "x-other") "Action: failed" END, "delivery-status", "" },
    { "Content-Type: text/plain; report-type=delivery-status" LINE LINE "Action: failed" LINE, "", "" },
    /* the report of another message */
    { "Content-Type: message/rfc822" LINE LINE REPORT("delivery-status", "delivery-status") "Action: failed" END, "",
      "" },
};

static void append_slice(GString *text, mail_slice slice, const char *next)
{
    g_string_append_len(text, (const char *) slice.bytes, (gssize) slice.length);
    g_string_append(text, next);
}

static void append_entry(GString *text, const struct mime_report_entry *entry)
{
    append_slice(text, entry->recipient, "|");
    append_slice(text, entry->action, "|");
    append_slice(text, entry->status, "|");
    append_slice(text, entry->diagnostic, "|");
    append_slice(text, entry->remote_mta, "\n");
}

static void test_reports(void)
{
    static const struct mime_options options = { NULL };
    struct mail_arena arena = core_test_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct mime_message *message =
            mime_message_read(&arena, mail_slice_from_string(rows[i].message), NULL, &mime_default_limits);
        g_autoptr(GString) type = g_string_new(NULL);
        g_autoptr(GString) text = g_string_new(NULL);
        append_slice(type, mime_report_type(message), "");
        for (const struct mime_report_entry *e = mime_report_read(&arena, &options, message); e; e = e->next)
            append_entry(text, e);
        g_assert_cmpstr(text->str, ==, rows[i].entries);
        g_assert_cmpstr(type->str, ==, rows[i].type);
    }
    core_test_arena_free(&arena);
}

static unsigned count_entries(const char *group, const char *type, size_t size)
{
    static const struct mime_options options = { NULL };
    struct mail_arena arena = core_test_arena_new();
    g_autoptr(GString) text = g_string_new("Content-Type: message/");
    unsigned count = 0;

    g_string_append_printf(text, "%s\r\n\r\n", type);
    while (text->len < size)
        g_string_append(text, group);

    const struct mime_message *message =
        mime_message_read(&arena, mail_slice_make(text->str, text->len), NULL, &mime_default_limits);

    for (const struct mime_report_entry *e = mime_report_read(&arena, &options, message); e; e = e->next)
        count++;
    g_assert_cmpuint(core_test_arena_size(&arena), <=, 8 * size + 64 * 1024);
    core_test_arena_free(&arena);
    return count;
}

static void test_limits(void)
{
    g_assert_cmpuint(count_entries("Action:\n\n", "delivery-status", 8 * 1024 * 1024), ==, MIME_REPORT_ENTRIES_LIMIT);
    g_assert_cmpuint(count_entries("Feedback-Type:\n\n", "feedback-report", 8 * 1024 * 1024), ==,
                     MIME_REPORT_ENTRIES_LIMIT);
    /* those of the first group, the one beside it, and no more */
    g_assert_cmpuint(count_entries("Feedback-Type: abuse\nOriginal-Rcpt-To: a@b\n", "feedback-report", 1024 * 1024), ==,
                     101);
}

/* Megabytes of anything are read once. */
static void test_hostile(void)
{
    static const char *const fillings[] = { "\n",         " ",      "a:\n",     "a:\n\n",     "Action: (",
                                            "Action:\n ", "\\x{41", "Action: ", "Action:\n(", "Status: \"\n",
                                            ";",          "\r",     "=?",       "\"",         ":" };

    for (size_t i = 0; i < G_N_ELEMENTS(fillings); i++) {
        count_entries(fillings[i], "delivery-status", 2 * 1024 * 1024);
        count_entries(fillings[i], "feedback-report", 2 * 1024 * 1024);
    }
    count_entries("Final-Recipient: utf-8; \\x{41}\\\\x{\n\n", "delivery-status", 2 * 1024 * 1024);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mime-report/reports", test_reports);
    g_test_add_func("/mime-report/limits", test_limits);
    g_test_add_func("/mime-report/hostile", test_hostile);
    return g_test_run();
}
