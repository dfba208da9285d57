/* Rules: what can be wrong with a unit, as rows that name a predicate. The rows are given to the engine with the
 * capture; it knows none of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_RULE_H
#define MAIL_RULE_H

#include "mail_unit.h"

struct mail_protocol;
struct mail_session;

/* Sets of unit kinds. */
#define MAIL_RULE_ON(kind) (1u << (kind))

/* In such a set: a command once more, after it has taken effect; for what only its handler works out. */
enum { MAIL_RULE_AFTER_COMMAND = MAIL_UNIT_KINDS, MAIL_RULE_LISTS };

struct mail_rule {
    const struct mail_protocol *protocol; /* NULL: of any */
    unsigned kinds;                       /* of units that it looks at */
    /* How often the finding holds for the unit: for most rules 0 or 1. Pure: asked once, when the unit is complete.
     * What a command says has not yet taken effect then, what a message says has. Of a server's line the protocol
     * decides (design.md, section 5). */
    unsigned (*count)(const struct mail_session *session, const struct mail_unit *unit);
};

struct mail_rules {
    const struct mail_rule *rows;
    unsigned count;
};

/* The rules that look at one kind of unit, in the order of the rows. */
struct mail_rule_list {
    const struct mail_rule **rules;
    unsigned count;
};

/* Makes the lists of `rules`, one for each kind of unit and one for commands that took effect, in the arena. */
void mail_rule_lists_make(const struct mail_arena *arena, const struct mail_rules *rules,
                          struct mail_rule_list lists[MAIL_RULE_LISTS]);

#endif
