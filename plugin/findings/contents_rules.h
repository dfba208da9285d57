/* What is odd about what a message says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CONTENTS_RULES_H
#define CONTENTS_RULES_H

#include "engine/mail_rule.h"

unsigned message_goes_back_in_time(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_header_over_limit(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_parameters_over_limit(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_too_many_parts(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_is_too_deep(const struct mail_session *session, const struct mail_unit *unit);

#endif
