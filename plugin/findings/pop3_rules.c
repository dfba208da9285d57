/* See pop3_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_rules.h"
#include "pop3/pop3_reply.h"
#include "pop3/pop3_transition.h"
#include "pop3/pop3_verb.h"

unsigned pop3_command_is_forbidden(const struct mail_session *session, const struct mail_unit *unit)
{
    return pop3_state_forbids(pop3_session_of_const(session), unit->exchange);
}

unsigned pop3_ends_list_without_crlf(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->line->ending == MAIL_LINE_UNFINISHED;
}

/* Scan listing: msg SP octets; unique-id listing: msg SP unique-id (RFC 1939, 5 and 7). */
unsigned pop3_has_bad_row(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct pop3_verb *verb = pop3_verb_of(unit->exchange->verb);
    mail_slice row = mail_unit_row(unit), unique_id;
    uint32_t number;
    uint64_t octets;

    (void) session;
    if (verb && verb->listing == POP3_SCAN_LISTING)
        return !pop3_numbers_parse(row, &number, &octets);
    return verb && verb->listing == POP3_UNIQUE_ID_LISTING && !pop3_unique_id_parse(row, &number, &unique_id);
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
