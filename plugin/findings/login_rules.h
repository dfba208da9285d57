/* What logins show to who reads along, and how TLS begins.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef LOGIN_RULES_H
#define LOGIN_RULES_H

#include "engine/mail_session.h"

unsigned reply_refuses_login(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_has_open_secret(const struct mail_session *session, const struct mail_unit *unit);
unsigned reply_begins_tls(const struct mail_session *session, const struct mail_unit *unit);

#endif
