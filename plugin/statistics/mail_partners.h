/* Who mailed whom: Statistics, Conversations and Endpoints, by the addresses of the envelope.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_PARTNERS_H
#define MAIL_PARTNERS_H

/* `family_id` is the protocol `mailproto`. */
void mail_partners_register(int family_id);

#endif
