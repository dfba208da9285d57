/* "tshark -z mailproto,dialogue": each session as lines of client and server, with times, and what became of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DIALOGUE_LISTENER_H
#define DIALOGUE_LISTENER_H

void dialogue_listener_register(void);

#endif
