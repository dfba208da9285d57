/* The Protocol and the Info column: the only file that writes either.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef INFO_COLUMN_H
#define INFO_COLUMN_H

#include "view.h"

/* Appends this call to what earlier calls in this frame have written. */
void info_column_write(const struct mail_view *view);

#endif
