/* See mail_command.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_command.h"

struct mail_command mail_command_parse(const struct mail_arena *arena, const struct mail_verb_table *verbs,
                                       mail_slice line)
{
    mail_slice rest = line;
    mail_slice word = mail_slice_take_word(&rest);
    struct mail_command command = { .verb = mail_verb_find(verbs, word) };

    command.name = command.verb ? mail_slice_from_string(command.verb->name) : mail_arena_copy_in_capitals(arena, word);
    command.argument = mail_slice_trim(rest);
    return command;
}

bool mail_command_is_decisive(const struct mail_verb_table *verbs, mail_slice line)
{
    mail_slice rest = line;
    const struct mail_verb *verb = mail_verb_find(verbs, mail_slice_take_word(&rest));

    return verb && line.bytes[0] != ' ' && mail_argument_has_form(mail_slice_trim(rest), verb->form);
}
