/* The pure parsers of what clients send: commands, addresses, parameters and their encodings. What they find lies in
 * the text or in the arena.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "base/mail_codec.h"
#include "base/mail_timestamp.h"
#include "core_test.h"
#include "fuzz_target.h"
#include "pop3/pop3_claim.h"
#include "pop3/pop3_command.h"
#include "smtp/smtp_address.h"
#include "smtp/smtp_claim.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_parameters.h"

static void check_address(mail_slice text, enum smtp_path_kind kind)
{
    struct smtp_address address;

    if (!smtp_address_parse(text, kind, &address))
        return;
    fuzz_expect_within(address.route, text);
    fuzz_expect_within(address.local_part, text);
    fuzz_expect_within(address.domain, text);
    g_assert_cmpuint(address.route.length + address.local_part.length + address.domain.length, <=, text.length);
}

static void check_parameters(const struct mail_arena *arena, mail_slice text)
{
    while (text.length) {
        mail_slice word = mail_slice_take_word(&text);
        struct smtp_parameter parameter = smtp_parameter_parse(arena, word);
        fuzz_expect_within(parameter.keyword, word);
        fuzz_expect_within(parameter.value, word);
        fuzz_touch(parameter.decoded);
        fuzz_touch(parameter.detail);
        if (parameter.extension)
            fuzz_touch(mail_slice_from_string(parameter.extension));
    }
}

static void check_path(const struct mail_arena *arena, mail_slice text, enum smtp_path_kind kind)
{
    struct smtp_path path;

    smtp_path_parse(text, kind, &path);
    if (path.path.bytes)
        fuzz_expect_within(path.path, text);
    g_assert_true(path.path.bytes || path.flaws);
    fuzz_expect_within(path.parameters, text);
    check_address(path.path, kind);
    check_parameters(arena, path.parameters);
}

static void check_arguments(const struct mail_arena *arena, mail_slice argument)
{
    struct smtp_reference reference;
    uint64_t size;
    uint32_t number;
    bool is_last;

    check_path(arena, argument, SMTP_REVERSE_PATH);
    check_path(arena, argument, SMTP_FORWARD_PATH);
    if (smtp_reference_parse(argument, &reference))
        fuzz_expect_within(reference.url, argument);
    if (smtp_chunk_parse(argument, &size, &is_last))
        g_assert_cmpuint(size, <=, UINT32_MAX);
    if (smtp_blob_size_parse(argument, &size))
        g_assert_cmpuint(size, <=, UINT32_MAX);
    pop3_message_parse(argument, &number);
    pop3_top_lines_parse(argument, &number);
}

static void check_commands(const struct mail_arena *arena, mail_slice line)
{
    const struct mail_command *command = smtp_command_parse(arena, line, false);

    fuzz_touch(command->name);
    fuzz_expect_within(command->argument, line);
    check_arguments(arena, command->argument);
    command = pop3_command_parse(arena, line, false);
    fuzz_touch(command->name);
    fuzz_expect_within(command->argument, line);
    smtp_command_find_resembled(line);
    pop3_command_find_resembled(line);
    smtp_command_is_decisive(line);
    pop3_command_is_decisive(line);
    smtp_claims(line);
    pop3_claims(line);
    pop3_may_claim_if_answered(line);
    pop3_is_answer(line);
}

static void check_codecs(const struct mail_arena *arena, mail_slice text)
{
    mail_slice decoded;
    struct mail_time time;
    bool is_utc;

    if (mail_base64_decode(arena, text, &decoded))
        fuzz_touch(decoded);
    if (mail_xtext_decode(arena, text, &decoded))
        g_assert_cmpuint(decoded.length, <=, text.length);
    if (mail_unitext_decode(arena, text, &decoded))
        g_assert_cmpuint(decoded.length, <=, text.length);
    if (mail_timestamp_parse(text, &time, &is_utc))
        g_assert_cmpint(time.nanoseconds, <, 1000000000);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    mail_slice text = mail_slice_make(bytes, size);
    struct mail_arena arena = core_test_arena_new();

    check_commands(&arena, text);
    check_arguments(&arena, text);
    check_address(text, SMTP_REVERSE_PATH);
    check_address(text, SMTP_FORWARD_PATH);
    check_parameters(&arena, text);
    check_codecs(&arena, text);
    core_test_arena_free(&arena);
    return 0;
}
