/* See line_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "line_rules.h"
#include "engine/mail_exchange.h"
#include "sasl/sasl_dialogue.h"

/* Lines end with CRLF and nothing else (RFC 5321, 2.3.8). */
unsigned line_ends_with_bare_lf(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->line->ending == MAIL_LINE_BARE_LF;
}

unsigned line_has_bare_cr(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->line->has_bare_cr;
}

unsigned line_exceeds_limit(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->line->is_truncated;
}

unsigned line_is_cut(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return mail_line_is_cut(unit->line);
}

unsigned line_is_unended(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->line->ending == MAIL_LINE_UNFINISHED;
}

unsigned line_is_in_place_of_tls(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->is_in_place_of_tls;
}

/* A line of a reply without a code or with something else after it, or a whole one of the server's that is none of a
 * reply, where nothing may be lost. */
unsigned line_is_malformed_reply(const struct mail_session *session, const struct mail_unit *unit)
{
    if (unit->kind == MAIL_UNIT_REPLY_LINE)
        return unit->is_malformed_reply;
    return unit->role == MAIL_SERVER && unit->line->ending != MAIL_LINE_UNFINISHED && !unit->may_lack_beginning &&
           mail_exchange_is_certain(session);
}

unsigned line_begins_unsolicited_reply(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->reply_index == 0 && unit->reply->came_unasked;
}

unsigned line_shows_split_message(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->reply_index == 0 && unit->reply->shows_split;
}

unsigned line_begins_odd_reply(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->reply_index == 0 && unit->reply->is_odd;
}

unsigned line_follows_unanswered_command(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->reply_index == 0 && unit->reply->unanswered > 0;
}

unsigned line_follows_unended_reply(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->reply_index == 0 && unit->reply->follows_unended;
}

unsigned line_is_unknown_command(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return !unit->command->verb;
}

/* The server is sent the backspaces, and what the typist thinks they took away. */
unsigned command_has_backspace(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->has_backspace;
}

unsigned command_has_telnet(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->has_telnet;
}

static const struct sasl_request *request_of(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct mail_protocol *protocol = mail_session_protocol(session);

    return protocol->login ? protocol->login(unit->command) : NULL;
}

unsigned command_has_early_initial_response(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct sasl_request *request = request_of(session, unit);

    return request && sasl_request_is_too_early(request);
}

unsigned response_is_command(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->details->sasl && unit->details->sasl->is_command;
}

unsigned response_is_malformed(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct sasl_request *request = unit->kind == MAIL_UNIT_COMMAND ? request_of(session, unit) : NULL;

    if (unit->kind == MAIL_UNIT_COMMAND)
        return request && request->is_malformed;
    return unit->details->sasl && unit->details->sasl->is_malformed;
}

unsigned held_bytes_exceed_limit(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) unit;
    return mail_session_held_length(session) > mail_session_capture(session)->held_limit;
}

unsigned segment_is_unread(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) unit;
    return mail_session_is_at_line_limit(session);
}

unsigned segment_of_short_lines_is_unread(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) unit;
    return !mail_session_is_at_line_limit(session);
}
