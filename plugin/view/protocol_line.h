/* The protocol's line in the tree: what the call says, for who does not open it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PROTOCOL_LINE_H
#define PROTOCOL_LINE_H

#include "view.h"

/* `item` is the protocol's; costs nothing where nobody looks. */
void protocol_line_write(const struct mail_view *view, proto_item *item);

#endif
