/* Wireshark's ways of going on from a packet of mail: Follow, and the filter for its session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FOLLOWING_H
#define FOLLOWING_H

#include "binding.h"

/* Registers both for the protocols, which must stay where they are. */
void following_register(const struct mail_binding *smtp, const struct mail_binding *pop3);

/* Offers the bytes that a dissector was given to Follow. */
void following_queue(const struct mail_binding *binding, packet_info *pinfo, tvbuff_t *tvb);

#endif
