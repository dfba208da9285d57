/* See pop3_mail_facts.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_mail_facts.h"
#include "mail_transcript.h"

void pop3_mail_facts_add(struct mail_session *session, struct mail_unit *unit, uint32_t number)
{
    struct pop3_mail *mail = mail_arena_allocate_zeroed(session->arena, sizeof(struct pop3_mail));

    *mail = pop3_maildrop_mail(&session->maildrop, number);
    unit->mail = mail;
}

void pop3_mail_counts_add(struct mail_session *session, struct mail_unit *unit)
{
    struct pop3_mail_counts *counts = mail_arena_allocate_zeroed(session->arena, sizeof(struct pop3_mail_counts));

    *counts = session->maildrop.counts;
    unit->mail_counts = counts;
}

void pop3_mail_facts_tell_limit(struct mail_session *session)
{
    struct pop3_maildrop *maildrop = &session->maildrop;

    if (maildrop->is_full && !maildrop->is_fullness_told)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_pop_maildrop_limit);
    maildrop->is_fullness_told = maildrop->is_full;
}

/* Sizes count octets without the dots that were stuffed and without the end (RFC 1939, 11). */
static void compare_sizes(struct mail_session *session, struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;

    if (!mail_message_is_whole(message))
        return;
    if (unit->mail->has_octets && unit->mail->octets != message->size)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_pop_list_vs_retr);
    if (message->has_claimed_size && message->claimed_size != message->size)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_pop_ok_octets_vs_retr);
}

void pop3_mail_facts_take_message(struct mail_session *session, struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;
    bool is_fetched = message->via == MAIL_VIA_RETR && message->end != MAIL_MESSAGE_ABORTED;

    if (message->end == MAIL_MESSAGE_IN_GAP)
        session->maildrop.counts.may_be_incomplete = true;
    if (!message->maildrop_number)
        return;
    if (is_fetched)
        pop3_maildrop_note_fetched(&session->maildrop, message->maildrop_number);
    pop3_mail_facts_add(session, unit, message->maildrop_number);
    if (!is_fetched)
        return;
    pop3_mail_counts_add(session, unit);
    pop3_mail_facts_tell_limit(session);
    compare_sizes(session, unit);
}
