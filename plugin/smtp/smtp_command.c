/* See smtp_command.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command.h"
#include "engine/mail_command.h"
#include "engine/mail_resemblance.h"
#include "smtp_address.h"

/* "MAILFROM:a@b" and "RCPTTO:a@b", as lab sheets type them: where the verb ends. */
static size_t run_together_verb(mail_slice line)
{
    bool is_mail = mail_slice_starts_with_nocase(line, mail_slice_from_string("MAILFROM:"));
    bool is_rcpt = mail_slice_starts_with_nocase(line, mail_slice_from_string("RCPTTO:"));

    return is_mail || is_rcpt ? 4 : 0;
}

static struct mail_command take_apart(const struct mail_arena *arena, mail_slice line)
{
    mail_slice trimmed = mail_slice_trim(line);
    size_t verb_length = run_together_verb(trimmed);

    if (verb_length == 0)
        return mail_command_parse(arena, &smtp_verb_table, line);

    mail_slice verb = mail_slice_first(trimmed, verb_length);
    struct mail_command command = mail_command_parse(arena, &smtp_verb_table, verb);

    command.argument = mail_slice_skip(trimmed, verb_length);
    return command;
}

const struct mail_verb *smtp_command_find_resembled(mail_slice word)
{
    return mail_resemblance_find(&smtp_verb_table, word);
}

bool smtp_command_is_decisive(mail_slice line)
{
    return run_together_verb(line) || mail_command_is_decisive(&smtp_verb_table, line);
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

/* ---- the argument, by its kind ---- */

/* Whether the row is among those `seen`, which are bits; from here on it is. */
static bool was_seen(uint64_t *seen, const struct smtp_parameter_row *row)
{
    uint64_t bit = row ? UINT64_C(1) << (row - smtp_parameter_rows) : 0;
    bool was_seen_before = *seen & bit;

    *seen |= bit;
    return was_seen_before;
}

static void read_parameters(const struct mail_arena *arena, struct smtp_command *command)
{
    const struct smtp_parameter_node **end = &command->parameters;
    mail_slice rest = command->path.parameters;
    uint64_t seen = 0;

    for (mail_slice word = mail_slice_take_word(&rest); word.length; word = mail_slice_take_word(&rest)) {
        struct smtp_parameter_node *node = mail_arena_allocate_zeroed(arena, sizeof(struct smtp_parameter_node));
        node->parameter = smtp_parameter_parse(arena, word);
        command->repeats_parameter = was_seen(&seen, node->parameter.row) || command->repeats_parameter;
        *end = node;
        end = &node->next;
    }
}

/* Whether nothing that follows can belong to the path. */
static bool is_whole(const struct smtp_path *path)
{
    return path->is_closed || (!path->is_bracketed && path->path.length);
}

static void read_path(const struct mail_arena *arena, struct smtp_command *command, const char *keyword,
                      enum smtp_path_kind kind)
{
    struct smtp_path *path = &command->path;
    struct smtp_address address;

    command->is_valid = smtp_path_parse(command->base.argument, mail_slice_from_string(keyword), path);
    command->is_valid = command->is_valid && (!command->base.is_cut || is_whole(path));
    if (!command->is_valid)
        return;
    command->has_bad_address = !smtp_address_parse(path->path, kind, &address) ||
                               path->is_bracketed != path->is_closed || (path->path.length == 0 && !path->is_bracketed);
    read_parameters(arena, command);
}

static void read_reverse_path(const struct mail_arena *arena, struct smtp_command *command)
{
    read_path(arena, command, "FROM:", SMTP_REVERSE_PATH);
}

static void read_forward_path(const struct mail_arena *arena, struct smtp_command *command)
{
    read_path(arena, command, "TO:", SMTP_FORWARD_PATH);
}

static void read_chunk(const struct mail_arena *arena, struct smtp_command *command)
{
    (void) arena;
    command->is_valid = smtp_chunk_parse(command->base.argument, &command->chunk.size, &command->chunk.is_last);
}

static void read_reference(const struct mail_arena *arena, struct smtp_command *command)
{
    (void) arena;
    command->is_valid = smtp_reference_parse(command->base.argument, &command->reference);
}

static void read_blob_size(const struct mail_arena *arena, struct smtp_command *command)
{
    (void) arena;
    command->is_valid = smtp_blob_size_parse(command->base.argument, &command->blob_size);
}

static void read_login(const struct mail_arena *arena, struct smtp_command *command)
{
    command->login = sasl_request_parse(arena, command->base.argument);
    command->is_valid = command->login.mechanism.length > 0;
}

/* NULL: the argument is not read. */
static void (*const readers[])(const struct mail_arena *arena, struct smtp_command *command) = {
    [SMTP_TEXT_ARGUMENT] = NULL,
    [SMTP_CLIENT_NAME_ARGUMENT] = NULL,
    [SMTP_QUERY_ARGUMENT] = NULL,
    [SMTP_ATTRIBUTES_ARGUMENT] = NULL,
    [SMTP_REVERSE_PATH_ARGUMENT] = read_reverse_path,
    [SMTP_FORWARD_PATH_ARGUMENT] = read_forward_path,
    [SMTP_CHUNK_ARGUMENT] = read_chunk,
    [SMTP_REFERENCE_ARGUMENT] = read_reference,
    [SMTP_BLOB_SIZE_ARGUMENT] = read_blob_size,
    [SMTP_LOGIN_ARGUMENT] = read_login,
};

static enum smtp_argument_kind kind_of(const struct mail_command *command)
{
    return command->verb ? smtp_verb_of(command->verb)->argument : SMTP_TEXT_ARGUMENT;
}

/* Whole words at the front of such an argument say the same whatever follows them. What is to be counted follows the
 * end of the line, which is not known. */
static bool is_read_if_cut(enum smtp_argument_kind kind)
{
    return kind == SMTP_REVERSE_PATH_ARGUMENT || kind == SMTP_FORWARD_PATH_ARGUMENT || kind == SMTP_LOGIN_ARGUMENT;
}

enum mail_cut smtp_command_judge_cut(mail_slice beginning)
{
    mail_slice rest = beginning;
    const struct mail_verb *verb = mail_verb_find(&smtp_verb_table, mail_slice_take_word(&rest));
    enum smtp_argument_kind kind = verb ? smtp_verb_of(verb)->argument : SMTP_TEXT_ARGUMENT;

    if (run_together_verb(mail_slice_trim(beginning)))
        return MAIL_CUT_TELLS_LINE;
    if (!verb || rest.length == 0)
        return MAIL_CUT_TELLS_NOTHING;
    return kind == SMTP_CHUNK_ARGUMENT || kind == SMTP_BLOB_SIZE_ARGUMENT ? MAIL_CUT_HIDES_COUNT : MAIL_CUT_TELLS_LINE;
}

const struct mail_command *smtp_command_parse(const struct mail_arena *arena, mail_slice line, bool is_cut)
{
    const struct mail_command command = take_apart(arena, line);
    void (*read)(const struct mail_arena *, struct smtp_command *) = readers[kind_of(&command)];
    size_t size = read ? sizeof(struct smtp_command) : sizeof(struct mail_command);
    struct mail_command *result = mail_arena_allocate_zeroed(arena, size);

    *result = command;
    result->is_cut = is_cut;
    if (read && (!is_cut || is_read_if_cut(kind_of(result))))
        read(arena, (struct smtp_command *) result);
    return result;
}

const struct smtp_command *smtp_command_of_kind(const struct mail_command *command, enum smtp_argument_kind kind)
{
    const struct smtp_command *read = (const struct smtp_command *) command;

    return kind_of(command) == kind && readers[kind] && read->is_valid ? read : NULL;
}

const struct smtp_command *smtp_command_with_path(const struct mail_command *command)
{
    const struct smtp_command *reverse = smtp_command_of_kind(command, SMTP_REVERSE_PATH_ARGUMENT);

    return reverse ? reverse : smtp_command_of_kind(command, SMTP_FORWARD_PATH_ARGUMENT);
}

const struct sasl_request *smtp_command_login(const struct mail_command *command)
{
    const struct smtp_command *read = smtp_command_of_kind(command, SMTP_LOGIN_ARGUMENT);

    return read ? &read->login : NULL;
}
