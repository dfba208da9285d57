/* One call of a protocol's dissector: its bytes are read, or looked up if they were read before, and shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DISSECTION_H
#define DISSECTION_H

#include "wireshark/dissector.h"

int dissection_of_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                       void *data);

#endif
