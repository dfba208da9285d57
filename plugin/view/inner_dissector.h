/* Hands bytes that mail carries to a dissector of Wireshark's, which may neither write the columns nor end this one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef INNER_DISSECTOR_H
#define INNER_DISSECTOR_H

#include "view.h"

bool inner_dissector_is_enabled(const char *name);

/* Nothing happens where Wireshark has no dissector of that name, or it is disabled, or the packet has too many layers
 * already. `tree` may be NULL. */
void inner_dissector_call(const struct mail_view *view, const char *name, tvbuff_t *source, proto_tree *tree);

#endif
