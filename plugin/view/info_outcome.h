/* What a reply decides, in the words of the Info column.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef INFO_OUTCOME_H
#define INFO_OUTCOME_H

#include "view.h"

/* "login failed: alice (LOGIN)"; NULL where the line decides no login. */
const char *info_outcome_of_login(const struct mail_view *view, const struct mail_unit *unit);

/* "mail 1: 1 of 2 recipients accepted, b@example.net refused (550)"; NULL where the line ends no mail. */
const char *info_outcome_of_mail(const struct mail_view *view, const struct mail_unit *unit);

/* Whether the line ends the positive reply to STARTTLS or STLS. */
bool info_outcome_begins_tls(const struct mail_unit *unit);

#endif
