/* See pop3_command.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_command.h"
#include "engine/mail_resemblance.h"
#include "pop3_verbs.h"

#include <string.h>

/* Longer than any verb of two words. */
#define LONGEST_NAME 16

const struct mail_verb pop3_verbs[] = {
#define POP3_VERB(verb, rank, cite, argument_form, gate_kind, valid_states, more, command_handler, reply_handler,      \
                  row_handler, words)                                                                                  \
    { .name = verb,                                                                                                    \
      .reference = cite,                                                                                               \
      .description = words,                                                                                            \
      .standing = MAIL_##rank,                                                                                         \
      .states = POP3_##valid_states,                                                                                   \
      .form = MAIL_ARGUMENT_##argument_form,                                                                           \
      .gate = MAIL_##gate_kind,                                                                                        \
      .more_lines = MAIL_##more,                                                                                       \
      .on_command = command_handler,                                                                                   \
      .on_reply = reply_handler,                                                                                       \
      .on_row = row_handler },
#include "pop3_verbs.def"
#undef POP3_VERB
};
const size_t pop3_verb_count = sizeof pop3_verbs / sizeof pop3_verbs[0];

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
    return mail_verb_find(pop3_verbs, pop3_verb_count, mail_slice_make(name, word.length + 1 + second.length));
}

/* Whether verbs of two words begin with this one: their rows stand behind its own. */
static bool begins_longer_verbs(const struct mail_verb *verb)
{
    const struct mail_verb *next = verb + 1;
    size_t length = strlen(verb->name);

    return next < pop3_verbs + pop3_verb_count && strncmp(next->name, verb->name, length) == 0 &&
           next->name[length] == ' ';
}

struct mail_command pop3_command_parse(const struct mail_arena *arena, mail_slice line)
{
    struct mail_command command = mail_command_parse(arena, pop3_verbs, pop3_verb_count, line);

    if (command.verb && begins_longer_verbs(command.verb)) {
        const struct mail_verb *longer = find_by_two_words(line);
        command.verb = longer ? longer : command.verb;
    }
    return command;
}

const struct mail_verb *pop3_command_find_resembled(mail_slice word)
{
    return mail_resemblance_find(pop3_verbs, pop3_verb_count, word);
}

bool pop3_command_is_decisive(mail_slice line)
{
    return mail_command_is_decisive(pop3_verbs, pop3_verb_count, line);
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
