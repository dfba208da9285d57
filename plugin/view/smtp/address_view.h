/* An address of the envelope in the packet tree, with its parts below it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ADDRESS_VIEW_H
#define ADDRESS_VIEW_H

#include "smtp/smtp_address.h"
#include "view/drawing.h"

/* `path` is a slice of the unit's line, without angle brackets. One that breaks the grammar is shown whole and says so.
 */
void address_view_add(const struct mail_drawing *drawing, mail_slice path, enum smtp_path_kind kind);

#endif
