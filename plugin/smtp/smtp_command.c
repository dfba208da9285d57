/* See smtp_command.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command.h"
#include "engine/mail_resemblance.h"
#include "smtp_verbs.h"

const struct mail_verb smtp_verbs[] = {
#define SMTP_VERB(verb, rank, keyword, cite, argument_form, group, gate_kind, command_handler, reply_handler, words)   \
    { .name = verb,                                                                                                    \
      .reference = cite,                                                                                               \
      .description = words,                                                                                            \
      .extension = keyword,                                                                                            \
      .standing = MAIL_##rank,                                                                                         \
      .form = MAIL_ARGUMENT_##argument_form,                                                                           \
      .pipelining = MAIL_##group,                                                                                      \
      .gate = MAIL_##gate_kind,                                                                                        \
      .on_command = command_handler,                                                                                   \
      .on_reply = reply_handler },
#include "smtp_verbs.def"
#undef SMTP_VERB
};
const size_t smtp_verb_count = sizeof smtp_verbs / sizeof smtp_verbs[0];

/* "MAILFROM:a@b" and "RCPTTO:a@b", as lab sheets type them: where the verb ends. */
static size_t run_together_verb(mail_slice line)
{
    bool is_mail = mail_slice_starts_with_nocase(line, mail_slice_from_string("MAILFROM:"));
    bool is_rcpt = mail_slice_starts_with_nocase(line, mail_slice_from_string("RCPTTO:"));

    return is_mail || is_rcpt ? 4 : 0;
}

struct mail_command smtp_command_parse(const struct mail_arena *arena, mail_slice line)
{
    mail_slice trimmed = mail_slice_trim(line);
    size_t verb_length = run_together_verb(trimmed);

    if (verb_length == 0)
        return mail_command_parse(arena, smtp_verbs, smtp_verb_count, line);

    mail_slice verb = mail_slice_first(trimmed, verb_length);
    struct mail_command command = mail_command_parse(arena, smtp_verbs, smtp_verb_count, verb);

    command.argument = mail_slice_skip(trimmed, verb_length);
    return command;
}

const struct mail_verb *smtp_command_find_resembled(mail_slice word)
{
    return mail_resemblance_find(smtp_verbs, smtp_verb_count, word);
}

bool smtp_command_is_decisive(mail_slice line)
{
    return run_together_verb(line) || mail_command_is_decisive(smtp_verbs, smtp_verb_count, line);
}

/* A path ends at its ">", which a quoted local part may hold too (RFC 5321, 4.1.2), or without brackets at a blank. */
static size_t path_length(mail_slice rest, bool has_bracket)
{
    bool is_quoted = false;
    size_t length = 0;

    for (; length < rest.length; length++) {
        uint8_t byte = rest.bytes[length];
        if (byte == '\\' && is_quoted)
            length++;
        else if (byte == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && (has_bracket ? byte == '>' : byte == ' ' || byte == '\t'))
            break;
    }
    return length < rest.length ? length : rest.length;
}

bool smtp_path_parse(mail_slice argument, mail_slice keyword, struct smtp_path *path)
{
    if (!mail_slice_starts_with_nocase(argument, keyword))
        return false;

    mail_slice rest = mail_slice_trim(mail_slice_skip(argument, keyword.length));
    bool has_bracket = rest.length && rest.bytes[0] == '<';

    rest = mail_slice_skip(rest, has_bracket ? 1 : 0);

    size_t length = path_length(rest, has_bracket);

    path->path = mail_slice_first(rest, length);
    path->is_bracketed = has_bracket;
    path->is_closed = has_bracket && length < rest.length;
    path->parameters = mail_slice_trim(mail_slice_skip(rest, length + (has_bracket ? 1 : 0)));
    return true;
}

bool smtp_chunk_parse(mail_slice argument, uint64_t *size, bool *is_last)
{
    mail_slice rest = argument;
    mail_slice count = mail_slice_take_word(&rest);
    mail_slice marker = mail_slice_trim(rest);

    *is_last = mail_slice_equals_nocase(marker, mail_slice_from_string("LAST"));
    return mail_slice_parse_decimal(count, UINT32_MAX, size) && (*is_last || marker.length == 0);
}

bool smtp_reference_parse(mail_slice argument, struct smtp_reference *reference)
{
    mail_slice rest = argument;

    reference->url = mail_slice_take_word(&rest);
    reference->marker = mail_slice_trim(rest);
    reference->is_last = mail_slice_equals_nocase(reference->marker, mail_slice_from_string("LAST"));
    return reference->url.length && (reference->is_last || reference->marker.length == 0);
}

bool smtp_blob_size_parse(mail_slice argument, uint64_t *size)
{
    mail_slice rest = argument;

    return mail_slice_parse_decimal(mail_slice_take_word(&rest), UINT32_MAX, size) && *size > 0;
}
