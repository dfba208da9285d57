/* See message_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "message_rules.h"

unsigned message_may_lack_chunks(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->may_lack_chunks;
}

unsigned message_has_refused_chunk(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->has_refused_chunk && unit->message->end != MAIL_MESSAGE_ABORTED;
}

unsigned message_lacks_bytes(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->missing > 0;
}

unsigned message_was_assumed(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->was_assumed;
}

unsigned message_ended_leniently(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->end == MAIL_MESSAGE_LENIENT && !unit->message->via->is_from_server;
}

unsigned message_of_server_ended_leniently(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->end == MAIL_MESSAGE_LENIENT && unit->message->via->is_from_server;
}

unsigned message_ended_in_gap(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->end == MAIL_MESSAGE_IN_GAP;
}

unsigned message_exceeds_limit(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->size > unit->message->limit;
}

unsigned message_has_referred_parts(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->has_referred_parts;
}

/* Said once for each message, however often it is so. Of a dot line that turned out to end the content, and of the LF
 * before it, lenient_end_of_data tells. */
static unsigned has_event(const struct mail_unit *unit, enum mail_content_event_kind kind)
{
    const struct mail_message *message = unit->message;
    uint64_t size = message->size - (message->end == MAIL_MESSAGE_LENIENT && message->size > 0);

    for (const struct mail_content_event *event = message->events ? message->events->last : NULL; event;
         event = event->next)
        if (event->kind == kind && event->message_offset < size)
            return 1;
    return 0;
}

unsigned message_has_bare_lf(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_event(unit, MAIL_CONTENT_BARE_LF);
}

unsigned message_has_bare_cr(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_event(unit, MAIL_CONTENT_BARE_CR);
}

unsigned message_has_nul(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_event(unit, MAIL_CONTENT_NUL);
}

unsigned message_has_long_line(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_event(unit, MAIL_CONTENT_LONG_LINE);
}

/* In the middle of what a client sends: of the content that ends so, lenient_end_of_data tells. */
static unsigned has_dot_within(const struct mail_unit *unit, enum mail_content_event_kind kind)
{
    return !unit->message->via->is_from_server && has_event(unit, kind);
}

unsigned message_has_lf_dot_lf(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_dot_within(unit, MAIL_CONTENT_LF_DOT_LF);
}

unsigned message_has_lf_dot_crlf(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_dot_within(unit, MAIL_CONTENT_LF_DOT_CRLF);
}

unsigned message_has_crlf_dot_lf(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_dot_within(unit, MAIL_CONTENT_CRLF_DOT_LF) || has_dot_within(unit, MAIL_CONTENT_CRLF_DOT_CR);
}

unsigned message_has_lf_dot_cr(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_dot_within(unit, MAIL_CONTENT_LF_DOT_CR);
}

unsigned message_has_cr_dot_cr(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_dot_within(unit, MAIL_CONTENT_CR_DOT_CR);
}

unsigned message_has_nul_dot(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_dot_within(unit, MAIL_CONTENT_NUL_DOT) || has_dot_within(unit, MAIL_CONTENT_DOT_NUL);
}

unsigned message_has_smuggled_command(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->smuggling_dot != NULL;
}
