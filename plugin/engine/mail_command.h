/* A command line taken apart, as far as every protocol does it alike. Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_COMMAND_H
#define MAIL_COMMAND_H

#include "mail_verb.h"

/* The verb's row, or NULL and the word in capitals, in `arena`; and the argument without blanks around it. */
struct mail_command mail_command_parse(const struct mail_arena *arena, const struct mail_verb_table *verbs,
                                       mail_slice line);

/* Whether anything follows the verb; of a line that is cut, something may. */
static inline bool mail_command_has_argument(const struct mail_command *command)
{
    return command->is_cut || command->argument.length > 0;
}

/* Whether the line begins with a verb and its argument has the form that only this verb's has. */
bool mail_command_is_decisive(const struct mail_verb_table *verbs, mail_slice line);

#endif
