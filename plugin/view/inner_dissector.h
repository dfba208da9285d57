/* Hands bytes that mail carries to a dissector of Wireshark's, which may neither write the columns nor end this one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef INNER_DISSECTOR_H
#define INNER_DISSECTOR_H

#include "view.h"

/* Nothing happens where Wireshark has no dissector of that name. `tree` may be NULL. */
void inner_dissector_call(const struct mail_view *view, const char *name, tvbuff_t *source, proto_tree *tree);

#endif
