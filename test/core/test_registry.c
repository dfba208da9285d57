/* Every table of registry/ is sorted, without a row twice, and each row cites its source (house rule 5).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "pop3/pop3_capability.h"
#include "pop3/pop3_command.h"
#include "pop3/pop3_reply_text.h"
#include "pop3/pop3_response_code.h"
#include "pop3/pop3_verb.h"
#include "registry/mail_software.h"
#include "sasl/sasl_mechanism.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_enhanced_status.h"
#include "smtp/smtp_offers.h"
#include "smtp/smtp_parameters.h"
#include "smtp/smtp_reply_text.h"

#include <string.h>

/* "RFC 5321 4.1.1.4", "draft-murchison-sasl-login-00", "X-LINK2STATE (Exchange)", "https://www.postfix.org/". */
static void expect_citation(const char *name, const char *reference)
{
    bool is_rfc = g_regex_match_simple(
        "^RFC [0-9]{3,4}( [0-9A-F][0-9]?(\\.[0-9]+)*)?(; RFC [0-9]{3,4}( [0-9A-F][0-9]?(\\.[0-9]+)*)?)*$", reference, 0,
        0);
    bool is_draft = g_str_has_prefix(reference, "draft-");
    bool is_page = g_str_has_prefix(reference, "https://");
    bool is_vendor = g_str_has_suffix(reference, ")");

    g_test_message("%s: %s", name, reference);
    g_assert_true(is_rfc || is_draft || is_vendor || is_page);
}

static void expect_sorted(const char *previous, const char *name)
{
    g_test_message("%s < %s", previous, name);
    g_assert_cmpint(strcmp(previous, name), <, 0);
}

/* The extension that a row requires is a keyword that is remembered. */
static void expect_extension(const char *keyword)
{
    g_assert_true(!keyword || smtp_extension_find(mail_slice_from_string(keyword)));
}

static void expect_verb_table(const struct mail_verb_table *verbs)
{
    for (size_t i = 0; i < verbs->count; i++) {
        const struct mail_verb *row = mail_verb_at(verbs, i);
        g_autofree char *lower = g_ascii_strdown(row->name, -1);
        expect_sorted(i ? mail_verb_at(verbs, i - 1)->name : "", row->name);
        expect_citation(row->name, row->reference);
        g_assert_cmpuint(strlen(row->description), >, 0);
        g_assert_true(mail_verb_find(verbs, mail_slice_from_string(row->name)) == row);
        g_assert_true(mail_verb_find(verbs, mail_slice_from_string(lower)) == row);
        g_assert_null(mail_verb_find(verbs, mail_slice_make(lower, strlen(lower) - 1)));
    }
}

static void test_smtp_verbs(void)
{
    expect_verb_table(&smtp_verb_table);
    for (size_t i = 0; i < smtp_verb_table.count; i++)
        expect_extension(smtp_verb_of(mail_verb_at(&smtp_verb_table, i))->extension);
    g_assert_null(mail_verb_find(&smtp_verb_table, mail_slice_from_string("")));
    g_assert_null(mail_verb_find(&smtp_verb_table, mail_slice_make("DATA\0", sizeof "DATA\0" - 1)));
}

static void test_smtp_parameters(void)
{
    for (size_t i = 0; i < smtp_parameter_row_count; i++) {
        const struct smtp_parameter_row *row = &smtp_parameter_rows[i];
        expect_sorted(i ? row[-1].keyword : "", row->keyword);
        expect_citation(row->keyword, row->reference);
        g_assert_cmpuint(strlen(row->description), >, 0);
        g_assert_cmpuint(row->commands, !=, 0);
        expect_extension(row->extension);
        g_autofree char *lower = g_ascii_strdown(row->keyword, -1);
        g_assert_true(smtp_parameter_find(mail_slice_from_string(row->keyword)) == row);
        g_assert_true(smtp_parameter_find(mail_slice_from_string(lower)) == row);
        g_assert_null(smtp_parameter_find(mail_slice_make(lower, strlen(lower) - 1)));
    }
    g_assert_cmpuint(smtp_parameter_row_count, <=, 64);
    g_assert_null(smtp_parameter_find(mail_slice_from_string("")));
    g_assert_null(smtp_parameter_find(mail_slice_make("SIZE\0", sizeof "SIZE\0" - 1)));
}

static void test_pop3_verbs(void)
{
    expect_verb_table(&pop3_verb_table);
}

static void test_reply_codes(void)
{
    static const struct {
        unsigned code;
        const char *reference, *meaning;
    } rows[] = {
#define SMTP_REPLY_CODE(code, reference, meaning) { code, reference, meaning },
#include "registry/smtp_reply_codes.def"
#undef SMTP_REPLY_CODE
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpuint(rows[i].code, >, i ? rows[i - 1].code : 199);
        g_assert_cmpuint(rows[i].code, <, 560);
        g_assert_cmpuint(strlen(rows[i].meaning), >, 0);
        expect_citation(rows[i].meaning, rows[i].reference);
    }
}

static void test_enhanced_status_codes(void)
{
    for (size_t i = 0; i < smtp_enhanced_status_row_count; i++) {
        const struct smtp_enhanced_status_row *row = &smtp_enhanced_status_rows[i];
        g_autofree char *code = g_strdup(row->code);
        struct smtp_enhanced_status status;
        expect_sorted(i ? row[-1].code : "", row->code);
        expect_citation(row->code, row->reference);
        g_assert_cmpuint(strlen(row->meaning), >, 0);
        if (code[0] == 'X')
            code[0] = '2';
        g_assert_true(smtp_enhanced_status_parse(mail_slice_from_string(code), &status));
        g_assert_true(smtp_enhanced_status_find(&status) == row);
    }
}

/* Classes and subjects of enhanced status codes. */
static void test_enhanced_status_parts(void)
{
    static const struct {
        int part;
        const char *reference, *meaning;
    } classes[] = {
#define ENHANCED_STATUS_CLASS(part, reference, meaning) { part, reference, meaning },
#include "registry/enhanced_status_classes.def"
#undef ENHANCED_STATUS_CLASS
    }, subjects[] = {
#define ENHANCED_STATUS_SUBJECT(part, reference, meaning) { part, reference, meaning },
#include "registry/enhanced_status_subjects.def"
#undef ENHANCED_STATUS_SUBJECT
    };

    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++) {
        g_assert_cmpint(classes[i].part, >, i ? classes[i - 1].part : 0);
        expect_citation(classes[i].meaning, classes[i].reference);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_assert_cmpint(subjects[i].part, ==, (int) i);
        expect_citation(subjects[i].meaning, subjects[i].reference);
    }
}

static void test_extensions(void)
{
    for (size_t i = 0; i < smtp_extension_count; i++) {
        const struct smtp_extension *row = &smtp_extensions[i];
        g_autofree char *lower = g_ascii_strdown(row->keyword, -1);
        expect_sorted(i ? row[-1].keyword : "", row->keyword);
        expect_citation(row->keyword, row->reference);
        g_assert_cmpuint(strlen(row->meaning), >, 0);
        g_assert_true(smtp_extension_find(mail_slice_from_string(lower)) == row);
    }
    g_assert_cmpuint(smtp_extension_count, <=, SMTP_EXTENSION_WORD_COUNT * 64);
    g_assert_null(smtp_extension_find(mail_slice_from_string("")));
    g_assert_null(smtp_extension_find(mail_slice_from_string("SIZ")));
    g_assert_null(smtp_extension_find(mail_slice_from_string("SIZES")));
    g_assert_null(smtp_extension_find(mail_slice_make("SIZE\0", sizeof "SIZE\0" - 1)));
}

static void test_capabilities(void)
{
    for (size_t i = 0; i < pop3_capability_count; i++) {
        const struct pop3_capability *row = &pop3_capabilities[i];
        g_autofree char *lower = g_ascii_strdown(row->tag, -1);
        expect_sorted(i ? row[-1].tag : "", row->tag);
        expect_citation(row->tag, row->reference);
        g_assert_cmpuint(strlen(row->meaning), >, 0);
        g_assert_true(pop3_capability_find(mail_slice_from_string(lower)) == row);
    }
    g_assert_cmpstr(pop3_capability_find(mail_slice_from_string("x-new"))->tag, ==, "X-*");
    g_assert_null(pop3_capability_find(mail_slice_from_string("")));
    g_assert_null(pop3_capability_find(mail_slice_make("TOP\0", sizeof "TOP\0" - 1)));
}

static void test_response_codes(void)
{
    for (size_t i = 0; i < pop3_response_code_count; i++) {
        const struct pop3_response_code *row = &pop3_response_codes[i];
        g_autofree char *lower = g_ascii_strdown(row->code, -1);
        mail_slice known;
        expect_sorted(i ? row[-1].code : "", row->code);
        expect_citation(row->code, row->reference);
        g_assert_cmpuint(strlen(row->meaning), >, 0);
        g_assert_true(pop3_response_code_find(mail_slice_from_string(lower), &known) == row);
    }
}

static void test_count_wordings(void)
{
    for (size_t i = 0; i < pop3_count_wording_count; i++) {
        const struct pop3_count_wording *row = &pop3_count_wordings[i];
        expect_sorted(i ? row[-1].wording : "", row->wording);
        expect_citation(row->wording, row->reference);
        g_assert_nonnull(strstr(row->wording, "{#}"));
    }
}

static void test_pop3_verbs_of_two_words(void)
{
    struct mail_arena arena = core_test_arena_new();
    unsigned count = 0;

    for (size_t i = 0; i < pop3_verb_table.count; i++) {
        const struct mail_verb *verb = mail_verb_at(&pop3_verb_table, i);
        g_autofree char *lower = g_ascii_strdown(verb->name, -1);
        count += strchr(lower, ' ') != NULL;
        g_assert_true(pop3_command_parse(&arena, mail_slice_from_string(lower), false)->verb == verb);
    }
    g_assert_cmpuint(count, >, 0);
    core_test_arena_free(&arena);
}

static void test_wordings(void)
{
    for (size_t i = 0; i < smtp_queue_id_wording_count; i++) {
        const struct smtp_queue_id_wording *row = &smtp_queue_id_wordings[i];
        expect_sorted(i ? row[-1].wording : "", row->wording);
        expect_citation(row->wording, row->reference);
        g_assert_nonnull(strchr(row->wording, '{'));
    }
    for (size_t i = 0; i < smtp_session_id_wording_count; i++) {
        const struct smtp_session_id_wording *row = &smtp_session_id_wordings[i];
        expect_sorted(i ? row[-1].wording : "", row->wording);
        expect_citation(row->wording, row->reference);
        g_assert_nonnull(strchr(row->wording, '{'));
    }
    for (size_t i = 0; i < mail_software_wording_count; i++) {
        const struct mail_software_wording *row = &mail_software_wordings[i];
        expect_sorted(i ? row[-1].wording : "", row->wording);
        expect_citation(row->wording, row->reference);
        g_assert_cmpuint(strlen(row->software), >, 0);
    }
}

static void test_mechanisms(void)
{
    static const char *const rows[][2] = {
#define SASL_MECHANISM(name, reference, first, responses, read_response, read_challenge, content) { name, reference },
#include "sasl/sasl_mechanisms.def"
#undef SASL_MECHANISM
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect_sorted(i ? rows[i - 1][0] : "", rows[i][0]);
        expect_citation(rows[i][0], rows[i][1]);
        g_autofree char *lower = g_ascii_strdown(rows[i][0], -1);
        g_assert_cmpstr(sasl_mechanism_find(mail_slice_from_string(lower))->name, ==, rows[i][0]);
    }
}

static void test_mechanism_families(void)
{
    g_assert_cmpstr(sasl_mechanism_find(mail_slice_from_string("scram-sha-9999"))->name, ==, "SCRAM-*");
    g_assert_cmpstr(sasl_mechanism_find(mail_slice_from_string("SCRAM-"))->name, ==, "SCRAM-*");
    g_assert_cmpstr(sasl_mechanism_find(mail_slice_from_string("GS2-X"))->name, ==, "GS2-*");
    g_assert_cmpstr(sasl_mechanism_find(mail_slice_from_string("SCRAM"))->name, ==, "");
    g_assert_cmpstr(sasl_mechanism_find(mail_slice_from_string("PLAINLY"))->name, ==, "");
    g_assert_cmpstr(sasl_mechanism_find(mail_slice_from_string(""))->name, ==, "");
}

static void test_findings(void)
{
    static const char *const rows[][3] = {
#define MAIL_FINDING(id, name, protocol, kinds, predicate, severity, reference, text) { name, reference, text },
#include "findings/mail_findings.def"
#undef MAIL_FINDING
    };

    g_assert_cmpuint(G_N_ELEMENTS(rows), ==, MAIL_FINDINGS);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect_sorted(i ? rows[i - 1][0] : "", rows[i][0]);
        expect_citation(rows[i][0], rows[i][1]);
        g_assert_cmpuint(strlen(rows[i][2]), >, 0);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/registry/smtp-verbs", test_smtp_verbs);
    g_test_add_func("/registry/smtp-parameters", test_smtp_parameters);
    g_test_add_func("/registry/pop3-verbs", test_pop3_verbs);
    g_test_add_func("/registry/pop3-verbs-of-two-words", test_pop3_verbs_of_two_words);
    g_test_add_func("/registry/smtp-reply-codes", test_reply_codes);
    g_test_add_func("/registry/enhanced-status-codes", test_enhanced_status_codes);
    g_test_add_func("/registry/enhanced-status-parts", test_enhanced_status_parts);
    g_test_add_func("/registry/smtp-extensions", test_extensions);
    g_test_add_func("/registry/pop3-capabilities", test_capabilities);
    g_test_add_func("/registry/pop3-response-codes", test_response_codes);
    g_test_add_func("/registry/pop3-count-wordings", test_count_wordings);
    g_test_add_func("/registry/wordings", test_wordings);
    g_test_add_func("/registry/sasl-mechanisms", test_mechanisms);
    g_test_add_func("/registry/sasl-mechanism-families", test_mechanism_families);
    g_test_add_func("/registry/findings", test_findings);
    return g_test_run();
}
