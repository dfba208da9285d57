/* The server software that a greeting names, in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SOFTWARE_VIEW_H
#define SOFTWARE_VIEW_H

#include "drawing.h"

/* Adds the software and its version to a greeting's first line, if `text` names one. Generated. */
void software_view_add(const struct mail_drawing *drawing, mail_slice text);

#endif
