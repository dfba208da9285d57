/* Service Response Time: how long servers take, by command and by reply code.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef RESPONSE_TIMES_H
#define RESPONSE_TIMES_H

/* `family_id` is the protocol `mailproto`. */
void response_times_register(int family_id);

#endif
