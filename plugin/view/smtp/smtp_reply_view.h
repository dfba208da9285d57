/* An SMTP reply line in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_REPLY_VIEW_H
#define SMTP_REPLY_VIEW_H

#include "view/drawing.h"

/* Draws one line of a reply, the link to what it answers on the first. */
void smtp_reply_view_draw(struct mail_drawing *drawing);

#endif
