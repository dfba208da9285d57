/* Attachments in the packet tree: names, types, hashes, decoded bytes; and decoded parts for Wireshark's dissectors of
 * their media types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_ATTACHMENT_VIEW_H
#define MESSAGE_ATTACHMENT_VIEW_H

#include "message_drawing.h"

void message_attachment_view_add(const struct message_drawing *drawing, const struct mime_message *contents);

/* Hands the decoded parts over that somebody looks at: after all units of the frame. */
void message_attachment_view_hand_over(const struct message_drawing *drawing, const struct mime_message *contents);

#endif
