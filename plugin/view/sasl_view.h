/* The facts of a login below the line that says them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_VIEW_H
#define SASL_VIEW_H

#include "drawing.h"

/* Adds what the unit's line says of a login, if anything. */
void sasl_view_add(const struct mail_drawing *drawing);

#endif
