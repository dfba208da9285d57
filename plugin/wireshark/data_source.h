/* Data sources beside the segment: what was put together or decoded, as a tab of its own below the packet list.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DATA_SOURCE_H
#define DATA_SOURCE_H

#include "base/mail_slice.h"

#include <wireshark.h>

#include <epan/packet.h>

/* A tvb over `bytes`, which stay where they are as long as the packet is shown; `parent` is the tvb that they came in.
 * `count` is the number of sources so far: the window gets a tab for the first of them, the tree shows all. */
tvbuff_t *data_source_add(packet_info *pinfo, tvbuff_t *parent, unsigned *count, mail_slice bytes, const char *name);

#endif
