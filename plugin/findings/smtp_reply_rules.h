/* What can be wrong with a line of an SMTP reply: predicates of mail_findings.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_REPLY_RULES_H
#define SMTP_REPLY_RULES_H

#include "engine/mail_session.h"

unsigned smtp_has_masked_extension(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_other_enhanced_class(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_other_code(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_code_out_of_range(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_next_command_came_too_early(const struct mail_session *session, const struct mail_unit *unit);

#endif
