/* The text of a POP3 reply in the packet tree, and the counts that it claims.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_REPLY_TEXT_VIEW_H
#define POP3_REPLY_TEXT_VIEW_H

#include "view/drawing.h"

/* Adds the text and, in +OK to a command that is answered so, the numbers of messages and octets in it. */
void pop3_reply_text_view_add(const struct mail_drawing *drawing, mail_slice text);

#endif
