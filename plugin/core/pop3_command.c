/* See pop3_command.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_command.h"
#include "mail_resemblance.h"
#include "pop3_verbs.h"

const struct mail_verb pop3_verbs[] = {
#define POP3_VERB(verb, cite, argument_form, gate_kind, more, command_handler, reply_handler, words)                   \
    { .name = #verb,                                                                                                   \
      .reference = cite,                                                                                               \
      .description = words,                                                                                            \
      .form = MAIL_ARGUMENT_##argument_form,                                                                           \
      .gate = MAIL_##gate_kind,                                                                                        \
      .more_lines = MAIL_##more,                                                                                       \
      .on_command = command_handler,                                                                                   \
      .on_reply = reply_handler },
#include "../registry/pop3_verbs.def"
#undef POP3_VERB
};
const size_t pop3_verb_count = sizeof pop3_verbs / sizeof pop3_verbs[0];

struct mail_command pop3_command_parse(const struct mail_arena *arena, mail_slice line)
{
    return mail_command_parse(arena, pop3_verbs, pop3_verb_count, line);
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
