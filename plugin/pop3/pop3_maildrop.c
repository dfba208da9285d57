/* See pop3_maildrop.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_maildrop.h"

/* A digital search tree: whatever the numbers, a path is no longer than a number has bits. */
struct pop3_mail_node {
    struct pop3_mail_node *children[2];
    struct pop3_mail mail;
    unsigned deleted_in_round; /* 0: never */
};

struct pop3_maildrop pop3_maildrop_new(const struct mail_arena *arena, unsigned limit)
{
    return (struct pop3_maildrop){ .arena = arena, .limit = limit, .round = 1 };
}

static bool is_deleted(const struct pop3_maildrop *maildrop, const struct pop3_mail_node *node)
{
    return node->deleted_in_round == maildrop->round;
}

struct pop3_mail pop3_maildrop_mail(const struct pop3_maildrop *maildrop, uint32_t number)
{
    const struct pop3_mail_node *node = maildrop->root;
    struct pop3_mail mail = { .number = number };

    for (uint32_t bits = number; node && node->mail.number != number; bits >>= 1)
        node = node->children[bits & 1];
    if (!node)
        return mail;
    mail = node->mail;
    mail.is_deleted = is_deleted(maildrop, node);
    return mail;
}

/* NULL where the limit is reached. */
static struct pop3_mail_node *find_or_add(struct pop3_maildrop *maildrop, uint32_t number)
{
    struct pop3_mail_node **place = &maildrop->root;

    for (uint32_t bits = number; *place && (*place)->mail.number != number; bits >>= 1)
        place = &(*place)->children[bits & 1];
    if (*place)
        return *place;
    if (maildrop->mail_count == maildrop->limit) {
        maildrop->is_full = maildrop->counts.may_be_incomplete = true;
        return NULL;
    }
    maildrop->mail_count++;
    *place = mail_arena_allocate_zeroed(maildrop->arena, sizeof(struct pop3_mail_node));
    (*place)->mail.number = number;
    return *place;
}

void pop3_maildrop_note_octets(struct pop3_maildrop *maildrop, uint32_t number, uint64_t octets)
{
    struct pop3_mail_node *node = find_or_add(maildrop, number);

    if (!node)
        return;
    node->mail.has_octets = true;
    node->mail.octets = octets;
}

void pop3_maildrop_note_unique_id(struct pop3_maildrop *maildrop, uint32_t number, mail_slice unique_id)
{
    struct pop3_mail_node *node = find_or_add(maildrop, number);

    if (node)
        node->mail.unique_id = unique_id;
}

void pop3_maildrop_note_fetched(struct pop3_maildrop *maildrop, uint32_t number)
{
    struct pop3_mail_node *node = find_or_add(maildrop, number);

    if (!node || node->mail.was_fetched)
        return;
    node->mail.was_fetched = true;
    maildrop->counts.fetched++;
    maildrop->counts.kept += !is_deleted(maildrop, node);
}

void pop3_maildrop_note_deleted(struct pop3_maildrop *maildrop, uint32_t number)
{
    struct pop3_mail_node *node = find_or_add(maildrop, number);

    if (!node || is_deleted(maildrop, node))
        return;
    node->deleted_in_round = maildrop->round;
    maildrop->counts.deleted++;
    maildrop->counts.kept -= node->mail.was_fetched;
}

void pop3_maildrop_unmark_all(struct pop3_maildrop *maildrop)
{
    maildrop->round++;
    maildrop->counts.deleted = 0;
    maildrop->counts.kept = maildrop->counts.fetched;
}
