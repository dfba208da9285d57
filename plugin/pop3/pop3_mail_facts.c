/* See pop3_mail_facts.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_mail_facts.h"
#include "engine/mail_exchange.h"
#include "engine/mail_transcript.h"
#include "pop3_command.h"

void pop3_mail_facts_add(struct mail_session *session, struct mail_unit *unit, uint32_t number)
{
    struct pop3_mail *mail = mail_arena_allocate_zeroed(session->arena, sizeof(struct pop3_mail));

    *mail = pop3_maildrop_mail(&session->maildrop, number);
    mail_transcript_details(session, unit)->mail = mail;
}

void pop3_mail_counts_add(struct mail_session *session, struct mail_unit *unit)
{
    struct pop3_mail_counts *counts = mail_arena_allocate_zeroed(session->arena, sizeof(struct pop3_mail_counts));

    *counts = session->maildrop.counts;
    mail_transcript_details(session, unit)->mail_counts = counts;
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
    if (unit->details->mail->has_octets && unit->details->mail->octets != message->size)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_pop_list_vs_retr);
    if (message->has_claimed_size && message->claimed_size != message->size)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_pop_ok_octets_vs_retr);
}

/* Lines behind the blank line that ends the header (RFC 1939, 7). */
static uint64_t count_body_lines(mail_slice content)
{
    bool is_body = false;
    uint64_t count = 0;

    while (content.length) {
        size_t length = mail_slice_index_of(content, '\n');
        bool is_blank = length == 0 || (length == 1 && content.bytes[0] == '\r');
        count += is_body;
        is_body |= is_blank;
        content = mail_slice_skip(content, length + 1);
    }
    return count;
}

/* "if the number of lines requested by the POP3 client is greater than than the number of lines in the body, then the
 * POP3 server sends the entire message" (RFC 1939, 7): some clients fetch so. */
static bool is_all_by_top(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;
    struct pop3_mail mail = pop3_maildrop_mail(&session->maildrop, message->maildrop_number);
    uint32_t lines;

    if (!mail_message_is_whole(message) || (mail.has_octets && mail.octets > message->size))
        return false;
    return pop3_top_lines_parse(mail_exchange_argument(unit->exchange), &lines) &&
           lines > count_body_lines(message->content);
}

static bool is_fetched(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;

    return message->end != MAIL_MESSAGE_ABORTED && (message->via == MAIL_VIA_RETR || is_all_by_top(session, unit));
}

void pop3_mail_facts_take_message(struct mail_session *session, struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;

    if (message->end == MAIL_MESSAGE_IN_GAP)
        session->maildrop.counts.may_be_incomplete = true;
    if (!message->maildrop_number)
        return;
    if (is_fetched(session, unit)) {
        pop3_maildrop_note_fetched(&session->maildrop, message->maildrop_number);
        pop3_mail_counts_add(session, unit);
        pop3_mail_facts_tell_limit(session);
    }
    pop3_mail_facts_add(session, unit, message->maildrop_number);
    if (message->via == MAIL_VIA_RETR)
        compare_sizes(session, unit);
}
