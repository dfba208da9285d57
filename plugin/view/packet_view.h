/* One call of a dissector as a whole: its tree, its columns, its taps and its messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PACKET_VIEW_H
#define PACKET_VIEW_H

#include "view.h"

/* Draws the tree and the columns of this call, queues its taps and hands completed messages to IMF. */
void packet_view_draw(const struct mail_view *view);

/* Shows that the bytes are a copy inside an error message (ICMP): they are no part of the dialogue. */
void packet_view_draw_quoted(int protocol_id, tvbuff_t *tvb, proto_tree *packet_tree);

#endif
