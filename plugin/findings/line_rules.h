/* What can be wrong with a line, a segment, or a command, whatever the protocol: predicates of mail_findings.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef LINE_RULES_H
#define LINE_RULES_H

#include "engine/mail_session.h"

unsigned line_has_bare_cr(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_ends_with_bare_lf(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_exceeds_limit(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_is_cut(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_is_unended(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_is_in_place_of_tls(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_is_malformed_reply(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_begins_unsolicited_reply(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_shows_split_message(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_begins_odd_reply(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_follows_unanswered_command(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_follows_unended_reply(const struct mail_session *session, const struct mail_unit *unit);
unsigned line_is_unknown_command(const struct mail_session *session, const struct mail_unit *unit);
unsigned command_has_backspace(const struct mail_session *session, const struct mail_unit *unit);
unsigned command_has_telnet(const struct mail_session *session, const struct mail_unit *unit);
unsigned command_has_early_initial_response(const struct mail_session *session, const struct mail_unit *unit);
unsigned response_is_command(const struct mail_session *session, const struct mail_unit *unit);
unsigned response_is_malformed(const struct mail_session *session, const struct mail_unit *unit);
unsigned held_bytes_exceed_limit(const struct mail_session *session, const struct mail_unit *unit);
unsigned segment_is_unread(const struct mail_session *session, const struct mail_unit *unit);
unsigned segment_of_short_lines_is_unread(const struct mail_session *session, const struct mail_unit *unit);

#endif
