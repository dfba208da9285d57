/* See pop3_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_rules.h"
#include "pop3/pop3_transition.h"

unsigned pop3_command_is_forbidden(const struct mail_session *session, const struct mail_unit *unit)
{
    return pop3_state_forbids(pop3_session_of_const(session), unit->exchange);
}

/* Whether sizes can be compared: they count octets without the dots that were stuffed and without the end (RFC 1939,
 * 11). */
static bool is_whole_from_maildrop(const struct mail_message *message)
{
    return message->via == &pop3_via_retr && message->listed_number && mail_message_is_whole(message);
}

unsigned pop3_size_differs_from_list(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct pop3_mail *mail = pop3_unit_facts_of(unit).mail;

    (void) session;
    return is_whole_from_maildrop(unit->message) && mail && mail->has_octets && mail->octets != unit->message->size;
}

unsigned pop3_size_differs_from_reply(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;

    (void) session;
    return is_whole_from_maildrop(message) && message->has_claimed_size && message->claimed_size != message->size;
}

unsigned pop3_fills_maildrop(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct pop3_session *pop3 = pop3_session_of_const(session);

    (void) unit;
    return pop3->maildrop.is_full && !pop3->maildrop_was_full;
}
