/* See mail_resemblance.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_resemblance.h"
#include "base/mail_typed_line.h"

#include <glib.h>
#include <string.h>

/* The longest word that is compared: two letters longer than the longest common verb. */
#define LONGEST_WORD 10
#define SHORTEST_WORD 3

/* Further apart than any two words are. */
#define FAR_APART (LONGEST_WORD + 1)

static uint8_t letter_at(mail_slice word, size_t index)
{
    return mail_byte_upper(word.bytes[index]);
}

static bool has_changed_places(mail_slice first, mail_slice second, size_t i, size_t j)
{
    return i > 1 && j > 1 && letter_at(first, i - 1) == letter_at(second, j - 2) &&
           letter_at(first, i - 2) == letter_at(second, j - 1);
}

/* Letters added, left out, wrong, or changed places with their neighbour: the distance of Damerau and Levenshtein, no
 * letter being touched twice. */
static unsigned distance_between(mail_slice first, mail_slice second)
{
    unsigned distance[LONGEST_WORD + 1][LONGEST_WORD + 1];

    for (unsigned i = 0; i <= first.length; i++)
        distance[i][0] = i;
    for (unsigned j = 0; j <= second.length; j++)
        distance[0][j] = j;
    for (size_t i = 1; i <= first.length; i++)
        for (size_t j = 1; j <= second.length; j++) {
            unsigned wrong = letter_at(first, i - 1) != letter_at(second, j - 1);
            unsigned least = MIN(distance[i - 1][j], distance[i][j - 1]) + 1;
            least = MIN(least, distance[i - 1][j - 1] + wrong);
            if (has_changed_places(first, second, i, j))
                least = MIN(least, distance[i - 2][j - 2] + 1);
            distance[i][j] = least;
        }
    return distance[first.length][second.length];
}

static bool contains_letters_of(mail_slice word, mail_slice other)
{
    bool is_in_word[256] = { false };
    bool contains = true;

    for (size_t i = 0; i < word.length; i++)
        is_in_word[letter_at(word, i)] = true;
    for (size_t i = 0; i < other.length; i++)
        contains = contains && is_in_word[letter_at(other, i)];
    return contains;
}

/* In any order, and however often: SATA for STAT. */
static bool has_same_letters(mail_slice first, mail_slice second)
{
    return first.length == second.length && contains_letters_of(first, second) && contains_letters_of(second, first);
}

/* How many slips lead from one word to the other; letters in another order count as two. */
static unsigned slips_between(mail_slice word, mail_slice name)
{
    unsigned limit = MIN(word.length, name.length) > 4 ? 2 : 1;
    unsigned distance = name.length > LONGEST_WORD ? FAR_APART : distance_between(word, name);

    if (distance <= limit)
        return distance;
    return has_same_letters(word, name) ? 2 : FAR_APART;
}

const struct mail_verb *mail_resemblance_find(const struct mail_verb_table *verbs, mail_slice typed)
{
    const struct mail_verb *nearest = NULL;
    unsigned least = FAR_APART;
    uint8_t seen[LONGEST_WORD];
    mail_slice word = mail_slice_make(seen, mail_typed_line_as_seen(typed, seen, LONGEST_WORD));

    if (word.length < SHORTEST_WORD || word.length > LONGEST_WORD)
        return NULL;
    for (size_t i = 0; i < verbs->count; i++) {
        const struct mail_verb *verb = mail_verb_at(verbs, i);
        unsigned slips =
            mail_verb_is_common(verb) ? slips_between(word, mail_slice_from_string(verb->name)) : FAR_APART;
        if (slips < least) {
            least = slips;
            nearest = verb;
        }
    }
    return nearest;
}
