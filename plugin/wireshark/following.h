/* Wireshark's ways of going on from a packet of mail: Follow, and the filter for its session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FOLLOWING_H
#define FOLLOWING_H

#include "dissector.h"

/* Registers both for all protocols. */
void following_register(void);

/* Offers the bytes that a dissector was given to Follow. */
void following_queue(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb);

#endif
