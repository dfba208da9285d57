/* What can be wrong with a message that has ended: predicates of mail_findings.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_RULES_H
#define MESSAGE_RULES_H

#include "engine/mail_session.h"

unsigned message_may_lack_chunks(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_refused_chunk(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_lacks_bytes(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_was_assumed(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_of_server_ended_leniently(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_ended_leniently(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_ended_in_gap(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_exceeds_limit(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_referred_parts(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_bare_lf(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_bare_cr(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_nul(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_long_line(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_lf_dot_lf(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_lf_dot_crlf(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_crlf_dot_lf(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_lf_dot_cr(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_cr_dot_cr(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_nul_dot(const struct mail_session *session, const struct mail_unit *unit);
unsigned message_has_smuggled_command(const struct mail_session *session, const struct mail_unit *unit);

#endif
