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

unsigned message_was_assumed(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->was_assumed;
}

unsigned message_ended_leniently(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->message->end == MAIL_MESSAGE_LENIENT;
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
