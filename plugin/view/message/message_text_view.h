/* The text of a message as its reader sees it, and the URLs in it, in the packet tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_TEXT_VIEW_H
#define MESSAGE_TEXT_VIEW_H

#include "message_drawing.h"

void message_text_view_add(const struct message_drawing *drawing, const struct mime_message *contents);

#endif
