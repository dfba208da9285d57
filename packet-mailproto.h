/* The front door's names: what plugin.c hands to Wireshark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PACKET_MAILPROTO_H
#define PACKET_MAILPROTO_H

/* Registers protocols, fields, preferences and the tap. */
void mailproto_register(void);

/* Takes ports and heuristics, after every protocol is registered. */
void mailproto_handoff(void);

#endif
