/* Findings as expert items.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FINDINGS_VIEW_H
#define FINDINGS_VIEW_H

#include "drawing.h"

/* Registers mailproto.finding.<id> for each row of findings/mail_findings.def. */
void findings_view_register(int proto_mailproto);

/* Whether a filter or a column asks for expert items, or the tree may be shown. */
bool findings_view_is_looked_at(const struct mail_view *view);

/* Adds the unit's findings to its item; without a tree they still reach the expert list. */
void findings_view_add(const struct mail_drawing *drawing);

#endif
