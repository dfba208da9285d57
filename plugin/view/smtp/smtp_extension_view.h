/* A line of the answer to EHLO in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_EXTENSION_VIEW_H
#define SMTP_EXTENSION_VIEW_H

#include "view/drawing.h"

/* Adds the keyword that the reply line's text names, what it means, and its parameters. */
void smtp_extension_view_add(const struct mail_drawing *drawing, mail_slice text);

#endif
