/* What can be wrong with what stands before the dialogue: predicates of mail_findings.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FRONT_RULES_H
#define FRONT_RULES_H

#include "engine/mail_session.h"

unsigned front_has_malformed_header(const struct mail_session *session, const struct mail_unit *unit);
unsigned front_is_unasked_tls(const struct mail_session *session, const struct mail_unit *unit);

#endif
