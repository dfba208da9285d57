/* The way that a message came in the packet tree: its hops, and what servers on the way say that they checked (RFC
 * 5321, 4.4; RFC 8601; RFC 7208, 9.1; RFC 6376).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_TRACE_VIEW_H
#define MESSAGE_TRACE_VIEW_H

#include "message_drawing.h"

void message_trace_view_add(const struct message_drawing *drawing, const struct imf_header *header);

#endif
