/* See contents_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "contents_rules.h"

#include "content/mime_part.h"

unsigned message_goes_back_in_time(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->contents && unit->message->contents->goes_back_in_time;
}

unsigned message_has_header_over_limit(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->contents && unit->message->contents->has_header_over_limit;
}

unsigned message_has_parameters_over_limit(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->contents && unit->message->contents->has_parameters_over_limit;
}

unsigned message_has_too_many_parts(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->contents && unit->message->contents->has_too_many_parts;
}

unsigned message_is_too_deep(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->contents && unit->message->contents->is_too_deep;
}
