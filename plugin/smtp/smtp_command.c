/* See smtp_command.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command.h"
#include "engine/mail_command.h"
#include "engine/mail_resemblance.h"

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
    unsigned count = 0;

    for (mail_slice word = smtp_path_take_parameter(&rest); word.length; word = smtp_path_take_parameter(&rest)) {
        if (count++ == SMTP_PARAMETERS_READ) {
            command->has_too_many_parameters = true;
            return;
        }
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
    return path->path.bytes && path->flaws == 0;
}

/* Each argument has a path, or flaws that say why not; but one that a gap cuts has none. */
static void read_path(const struct mail_arena *arena, struct smtp_command *command, enum smtp_path_kind kind)
{
    smtp_path_parse(command->base.argument, kind, &command->path);
    command->is_valid = !command->base.is_cut || is_whole(&command->path);
    if (!command->is_valid)
        return;
    read_parameters(arena, command);
}

static void read_reverse_path(const struct mail_arena *arena, struct smtp_command *command)
{
    read_path(arena, command, SMTP_REVERSE_PATH);
}

static void read_forward_path(const struct mail_arena *arena, struct smtp_command *command)
{
    read_path(arena, command, SMTP_FORWARD_PATH);
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

/* Of all lines that are empty. */
static const struct mail_command nothing = { .name = { .bytes = (const uint8_t *) "" },
                                             .argument = { .bytes = (const uint8_t *) "" } };

const struct mail_command *smtp_command_parse(const struct mail_arena *arena, mail_slice line, bool is_cut)
{
    const struct mail_command command = take_apart(arena, line);
    void (*read)(const struct mail_arena *, struct smtp_command *) = readers[kind_of(&command)];
    size_t size = read ? sizeof(struct smtp_command) : sizeof(struct mail_command);
    struct mail_command *result;

    if (line.length == 0 && !is_cut)
        return &nothing;
    result = mail_arena_allocate_zeroed(arena, size);
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
