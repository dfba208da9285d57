/* An SMTP command in the packet tree: what its argument says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_COMMAND_VIEW_H
#define SMTP_COMMAND_VIEW_H

#include "view/drawing.h"

/* Adds the fields of the argument below the command's item. */
void smtp_command_view_add(const struct mail_drawing *drawing);

#endif
