/* Logins for Wireshark's list of credentials.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CREDENTIAL_H
#define CREDENTIAL_H

#include "view.h"

/* Queues the credential that the unit completes, if any, to those who listen. */
void credential_queue(const struct mail_view *view, const struct mail_unit *unit);

#endif
