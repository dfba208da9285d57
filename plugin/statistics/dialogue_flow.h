/* Statistics, Flow Graph, flow type "Mail dialogue": what client and server said as a ladder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef DIALOGUE_FLOW_H
#define DIALOGUE_FLOW_H

/* `family_id` is the protocol `mailproto`. */
void dialogue_flow_register(int family_id);

#endif
