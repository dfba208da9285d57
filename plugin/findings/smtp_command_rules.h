/* What can be wrong with an SMTP command, by itself and by what the server offered before it: predicates of
 * mail_findings.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_COMMAND_RULES_H
#define SMTP_COMMAND_RULES_H

#include "engine/mail_session.h"

unsigned smtp_has_bad_address(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_path_without_keyword(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_path_without_colon(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_text_before_path(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_text_after_path(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_several_paths(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_uses_mechanism_not_offered(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_bad_chunk(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_uses_chunks_not_offered(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_obsolete_verb(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_verb_not_offered(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_bad_parameter_value(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_bad_xtext(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_repeats_parameter(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_too_many_parameters(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_has_parameter_not_offered(const struct mail_session *session, const struct mail_unit *unit);

#endif
