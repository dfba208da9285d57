/* The pure parsers of what servers send: status lines and codes, capabilities, listings, wordings of free text, and the
 * tokens of logins. What they find lies in the text or in the arena.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "core_test.h"
#include "fuzz_target.h"
#include "pop3/pop3_capability.h"
#include "pop3/pop3_listing.h"
#include "pop3/pop3_reply.h"
#include "pop3/pop3_reply_text.h"
#include "pop3/pop3_response_code.h"
#include "registry/mail_software.h"
#include "sasl/kerberos_wrap.h"
#include "sasl/ntlm_message.h"
#include "smtp/smtp_enhanced_status.h"
#include "smtp/smtp_extension.h"
#include "smtp/smtp_reply.h"
#include "smtp/smtp_reply_text.h"

static void check_queue_ids(mail_slice text)
{
    const struct smtp_queue_ids found = smtp_queue_ids_find(text);

    for (size_t i = 0; i < found.count; i++)
        fuzz_expect_within(found.of[i], text);
}

static void check_session_id(mail_slice text)
{
    fuzz_expect_within(smtp_session_id_find(text), text);
}

static void check_smtp_reply(const struct mail_arena *arena, mail_slice line)
{
    struct smtp_reply_line reply;
    struct smtp_enhanced_status status;
    mail_slice word, decoded;

    check_queue_ids(line);
    check_session_id(line);
    if (smtp_reply_base64_find(arena, line, &word, &decoded)) {
        fuzz_expect_within(word, line);
        fuzz_touch(decoded);
    }
    if (smtp_enhanced_status_parse(line, &status))
        smtp_enhanced_status_find(&status);
    g_assert_cmpuint(smtp_enhanced_status_length(line), <=, line.length);
    if (!smtp_reply_line_parse(line, &reply))
        return;
    g_assert_true(reply.code >= 200 && reply.code <= 599);
    fuzz_expect_within(reply.text, line);
    fuzz_expect_within(reply.enhanced, line);
    check_queue_ids(reply.text);
}

static void check_extension(mail_slice text)
{
    struct smtp_extension_line line = smtp_extension_line_parse(text);
    mail_slice name, value_text;
    uint64_t value;

    fuzz_expect_within(line.keyword, text);
    fuzz_expect_within(line.parameters, text);
    while (line.parameters.length) {
        mail_slice word = mail_slice_take_word(&line.parameters);
        smtp_limit_parse(word, &name, &value_text, &value);
        fuzz_expect_within(name, word);
    }
}

static void check_pop3_reply(mail_slice line)
{
    struct pop3_status_line status;
    struct pop3_claimed_counts counts;
    mail_slice known;

    if (pop3_status_line_parse(line, &status)) {
        fuzz_expect_within(status.text, line);
        fuzz_expect_within(status.response_code, line);
        pop3_response_code_find(status.response_code, &known);
    }
    fuzz_expect_within(pop3_timestamp_find(line), line);
    fuzz_expect_within(pop3_response_code_parse(line), line);
    if (pop3_claimed_counts_parse(line, &counts) || pop3_bare_counts_parse(line, &counts))
        for (int i = 0; i < POP3_COUNTS; i++)
            fuzz_expect_within(counts.of[i].text, line);
}

static void check_rows(mail_slice row)
{
    mail_slice first, second;
    uint32_t number;
    uint64_t octets;

    if (pop3_numbers_parse(row, &number, &octets))
        g_assert_cmpuint(row.length, >=, 3);
    if (pop3_unique_id_parse(row, &number, &first))
        fuzz_expect_within(first, row);
    if (pop3_language_parse(row, &first, &second))
        fuzz_expect_within(second, row);
    if (pop3_bboard_parse(row, &first, &second, &number))
        fuzz_expect_within(second, row);
}

static void check_capability(mail_slice row)
{
    struct pop3_capability_row capability = pop3_capability_row_parse(row);

    fuzz_expect_within(capability.tag, row);
    fuzz_expect_within(capability.parameters, row);
    for (unsigned i = 0; capability.parameters.length; i++) {
        mail_slice word = mail_slice_take_word(&capability.parameters);
        for (int kind = POP3_CAPABILITY_WORDS; kind <= POP3_CAPABILITY_TEXT; kind++)
            pop3_parameter_read((enum pop3_capability_parameters) kind, i, word);
    }
}

static void check_tokens(const struct mail_arena *arena, mail_slice bytes)
{
    mail_slice found = ntlm_message_find(bytes);
    struct ntlm_message message;

    fuzz_expect_within(found, bytes);
    if (ntlm_message_parse(arena, bytes, &message)) {
        const mail_slice slices[] = { message.user,   message.domain,    message.workstation,
                                      message.target, message.challenge, message.response };
        for (size_t i = 0; i < G_N_ELEMENTS(slices); i++)
            fuzz_touch(slices[i]);
    }
    if (kerberos_wrap_is_token(bytes))
        fuzz_touch(kerberos_wrap_read(arena, bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    mail_slice text = mail_slice_make(bytes, size);
    struct mail_arena arena = core_test_arena_new();
    mail_slice version;

    check_smtp_reply(&arena, text);
    check_extension(text);
    check_pop3_reply(text);
    check_rows(text);
    check_capability(text);
    check_tokens(&arena, text);
    if (mail_software_find(text, &version))
        fuzz_expect_within(version, text);
    fuzz_expect_within(mail_software_text_of_smtp(text), text);
    core_test_arena_free(&arena);
    return 0;
}
