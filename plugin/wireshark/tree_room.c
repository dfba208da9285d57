/* See tree_room.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "tree_room.h"

#include <epan/prefs.h>

/* Items that Wireshark 4.6 takes of a packet without progress in its bytes. */
static const unsigned idle_items_limit = 50000;

/* Whether less than `quarters` quarters of both limits are used. */
static bool is_below(const proto_tree *tree, unsigned quarters)
{
    return !tree || (PTREE_DATA(tree)->count < prefs.gui_max_tree_items / 4 * quarters &&
                     ws_tree_idle_items(tree) < idle_items_limit / 4 * quarters);
}

bool tree_room_is_left(const proto_tree *tree)
{
    return is_below(tree, 2);
}

bool tree_room_is_left_for_messages(const proto_tree *tree)
{
    return is_below(tree, 3);
}

bool tree_room_is_asked_for(const proto_tree *tree, int field)
{
    return tree && proto_field_is_referenced((proto_tree *) tree, field);
}
