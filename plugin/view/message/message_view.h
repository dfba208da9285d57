/* What a message says, in the packet tree: below the message's item.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_VIEW_H
#define MESSAGE_VIEW_H

#include "message_drawing.h"

/* Header, hops, parts, attachments, text, reports: as far as somebody looks. Nothing where the content was not kept. */
void message_view_add(const struct message_drawing *drawing);

/* Decoded parts for Wireshark's own dissectors. */
void message_view_hand_over_parts(const struct message_drawing *drawing);

#endif
