/* How many more items a packet's tree takes: Wireshark ends a dissector that adds too many.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TREE_ROOM_H
#define TREE_ROOM_H

#include "ws_compat.h"

/* Half of what Wireshark takes; the other half is for the layers below and for messages. `tree` may be NULL. */
bool tree_room_is_left(const proto_tree *tree);

/* Three quarters: what a message says may go on after the units of the dialogue. */
bool tree_room_is_left_for_messages(const proto_tree *tree);

/* Whether the field, or any of a protocol, is to be shown or asked for; false where there is no tree. */
bool tree_room_is_asked_for(const proto_tree *tree, int field);

#endif
