/* What can be wrong in POP3: predicates of mail_findings.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_RULES_H
#define POP3_RULES_H

#include "engine/mail_session.h"

unsigned pop3_command_is_forbidden(const struct mail_session *session, const struct mail_unit *unit);
unsigned pop3_ends_list_without_crlf(const struct mail_session *session, const struct mail_unit *unit);
unsigned pop3_has_bad_row(const struct mail_session *session, const struct mail_unit *unit);
unsigned pop3_size_differs_from_list(const struct mail_session *session, const struct mail_unit *unit);
unsigned pop3_size_differs_from_reply(const struct mail_session *session, const struct mail_unit *unit);
unsigned pop3_fills_maildrop(const struct mail_session *session, const struct mail_unit *unit);

#endif
