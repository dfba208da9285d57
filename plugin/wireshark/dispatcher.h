/* What stands in the tables of ports: it hands a call to the protocol, or to the dissector that had the port before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DISPATCHER_H
#define DISPATCHER_H

#include "dissector.h"

int dispatcher_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                    void *data);

#endif
