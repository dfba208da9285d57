/* Which verb a mistyped word was meant to be: EHOL, RECPT, SATA. Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_RESEMBLANCE_H
#define MAIL_RESEMBLANCE_H

#include "mail_verb.h"

/* The common verb that `word` is nearest to, in any case, or NULL if none is near: one letter left out, added, wrong or
 * changed places with its neighbour (two such slips where both words are longer than four letters), or as many of the
 * same letters in another order. What was taken away with backspaces does not count. */
const struct mail_verb *mail_resemblance_find(const struct mail_verb_table *verbs, mail_slice word);

#endif
