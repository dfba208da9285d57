/* An enhanced status code in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_ENHANCED_STATUS_VIEW_H
#define SMTP_ENHANCED_STATUS_VIEW_H

#include "view/drawing.h"

/* Adds the code with its meaning, and below it class, subject and detail with theirs. */
void smtp_enhanced_status_view_add(const struct mail_drawing *drawing, mail_slice code);

#endif
