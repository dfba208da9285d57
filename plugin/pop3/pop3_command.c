/* See pop3_command.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_command.h"
#include "engine/mail_resemblance.h"
#include "pop3_verb.h"

#include <string.h>

/* Longer than any verb of two words. */
#define LONGEST_NAME 16

/* AUTH. */
struct login_command {
    struct mail_command base;
    struct sasl_request login;
};

/* The row of the first two words, such as "XTND XMIT"; NULL if there is none. */
static const struct mail_verb *find_by_two_words(mail_slice line)
{
    mail_slice word = mail_slice_take_word(&line), second = mail_slice_take_word(&line);
    uint8_t name[LONGEST_NAME];

    if (second.length == 0 || word.length + 1 + second.length > sizeof name)
        return NULL;
    memcpy(name, word.bytes, word.length);
    name[word.length] = ' ';
    memcpy(name + word.length + 1, second.bytes, second.length);
    return mail_verb_find(&pop3_verb_table, mail_slice_make(name, word.length + 1 + second.length));
}

/* Whether verbs of two words begin with this one: their rows stand after its own. */
static bool begins_longer_verbs(const struct mail_verb *verb)
{
    const struct pop3_verb *row = pop3_verb_of(verb);
    const struct pop3_verb *rows = pop3_verb_table.rows;
    const char *next = row + 1 < rows + pop3_verb_table.count ? row[1].base.name : "";
    size_t length = strlen(verb->name);

    return strncmp(next, verb->name, length) == 0 && next[length] == ' ';
}

static struct mail_command take_apart(const struct mail_arena *arena, mail_slice line)
{
    struct mail_command command = mail_command_parse(arena, &pop3_verb_table, line);

    if (command.verb && begins_longer_verbs(command.verb)) {
        const struct mail_verb *longer = find_by_two_words(line);
        command.verb = longer ? longer : command.verb;
    }
    return command;
}

static bool is_login(const struct mail_command *command)
{
    return command->verb && pop3_verb_of(command->verb)->argument == POP3_LOGIN_ARGUMENT;
}

enum mail_cut pop3_command_judge_cut(mail_slice beginning)
{
    mail_slice rest = beginning;
    const struct mail_verb *verb = mail_verb_find(&pop3_verb_table, mail_slice_take_word(&rest));
    bool may_be_longer = verb && begins_longer_verbs(verb);

    if (may_be_longer) {
        rest = mail_slice_trim(rest);
        mail_slice_take_word(&rest);
    }
    return verb && rest.length ? MAIL_CUT_TELLS_LINE : MAIL_CUT_TELLS_NOTHING;
}

/* Of all lines that are empty. */
static const struct mail_command nothing = { .name = { .bytes = (const uint8_t *) "" },
                                             .argument = { .bytes = (const uint8_t *) "" } };

const struct mail_command *pop3_command_parse(const struct mail_arena *arena, mail_slice line, bool is_cut)
{
    const struct mail_command command = take_apart(arena, line);
    size_t size = is_login(&command) ? sizeof(struct login_command) : sizeof(struct mail_command);
    struct mail_command *result;

    if (line.length == 0 && !is_cut)
        return &nothing;
    result = mail_arena_allocate_zeroed(arena, size);
    *result = command;
    result->is_cut = is_cut;
    if (is_login(result))
        ((struct login_command *) result)->login = sasl_request_parse(arena, command.argument);
    return result;
}

const struct sasl_request *pop3_command_login(const struct mail_command *command)
{
    return is_login(command) && mail_command_has_argument(command) ? &((const struct login_command *) command)->login
                                                                   : NULL;
}

const struct mail_verb *pop3_command_find_resembled(mail_slice word)
{
    return mail_resemblance_find(&pop3_verb_table, word);
}

bool pop3_command_is_decisive(mail_slice line)
{
    return mail_command_is_decisive(&pop3_verb_table, line);
}

static bool take_number(mail_slice *rest, uint32_t *number)
{
    uint64_t value;

    if (!mail_slice_parse_decimal(mail_slice_take_word(rest), UINT32_MAX, &value))
        return false;
    *number = (uint32_t) value;
    return true;
}

bool pop3_message_parse(mail_slice argument, uint32_t *message)
{
    return take_number(&argument, message);
}

bool pop3_top_lines_parse(mail_slice argument, uint32_t *lines)
{
    uint32_t message;

    return take_number(&argument, &message) && take_number(&argument, lines);
}
