/* The parts of a message in the packet tree, nested as they are (RFC 2046, 5.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_PART_VIEW_H
#define MESSAGE_PART_VIEW_H

#include "message_drawing.h"

void message_part_view_add(const struct message_drawing *drawing, const struct mime_message *contents);

#endif
