/* The heuristic: whether a call on any port is mail, by what its conversation is known to be or by its first bytes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CLAIMING_H
#define CLAIMING_H

#include "dissector.h"
#include "ws_compat.h"

/* Dissects what is the protocol's and returns TRUE. */
mail_bool claiming_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data);

#endif
