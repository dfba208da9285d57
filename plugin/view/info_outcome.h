/* What a reply decides, in the words of the Info column.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef INFO_OUTCOME_H
#define INFO_OUTCOME_H

#include "view.h"

/* " | login failed: alice (LOGIN)", " | mail 1: accepted", " | TLS begins", if the reply decides so; `first` and `last`
 * are lines of it. */
void info_outcome_append(const struct mail_view *view, wmem_strbuf_t *text, const struct mail_unit *first,
                         const struct mail_unit *last);

#endif
