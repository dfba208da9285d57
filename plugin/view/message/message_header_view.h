/* The header of a message in the packet tree: the fields that people ask for by name, their addresses, and all fields
 * in order (RFC 5322, 3.6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_HEADER_VIEW_H
#define MESSAGE_HEADER_VIEW_H

#include "message_drawing.h"

void message_header_view_add(const struct message_drawing *drawing, const struct imf_header *header);

/* The few fields of an embedded message. */
void message_header_view_add_embedded(const struct message_drawing *drawing, const struct mime_message *contents);

#endif
