/* See mail_rule.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_rule.h"

static bool looks_at(const struct mail_rule *rule, unsigned kind)
{
    return rule->kinds & MAIL_RULE_ON(kind);
}

static unsigned count_of_kind(const struct mail_rules *rules, unsigned kind)
{
    unsigned count = 0;

    for (unsigned i = 0; i < rules->count; i++)
        count += looks_at(&rules->rows[i], kind);
    return count;
}

static struct mail_rule_list list_of_kind(const struct mail_arena *arena, const struct mail_rules *rules, unsigned kind)
{
    struct mail_rule_list list = { .rules = mail_arena_allocate(arena, (count_of_kind(rules, kind) + 1) *
                                                                           sizeof(struct mail_rule *)) };

    for (unsigned i = 0; i < rules->count; i++)
        if (looks_at(&rules->rows[i], kind))
            list.rules[list.count++] = &rules->rows[i];
    return list;
}

void mail_rule_lists_make(const struct mail_arena *arena, const struct mail_rules *rules,
                          struct mail_rule_list lists[MAIL_RULE_LISTS])
{
    for (unsigned kind = 0; kind < MAIL_RULE_LISTS; kind++)
        lists[kind] = list_of_kind(arena, rules, kind);
}
