/* See pop3_mail_facts.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_mail_facts.h"
#include "engine/mail_exchange.h"
#include "engine/mail_transcript.h"
#include "pop3_command.h"

/* What the unit has of POP3's: its own, to be written. */
static struct pop3_unit_facts *facts_of(struct mail_session *session, struct mail_unit *unit)
{
    struct mail_unit_details *details = mail_transcript_details(session, unit);

    if (!details->of_protocol)
        details->of_protocol = mail_arena_allocate_zeroed(mail_session_arena(session), sizeof(struct pop3_unit_facts));
    return (struct pop3_unit_facts *) details->of_protocol; /* not shared: they may be written */
}

void pop3_mail_facts_add(struct pop3_session *pop3, struct mail_unit *unit, uint32_t number)
{
    struct pop3_mail *mail = mail_arena_allocate_zeroed(mail_session_arena(pop3->session), sizeof(struct pop3_mail));

    *mail = pop3_maildrop_mail(&pop3->maildrop, number);
    facts_of(pop3->session, unit)->mail = mail;
}

void pop3_mail_counts_add(struct pop3_session *pop3, struct mail_unit *unit)
{
    struct pop3_mail_counts *counts =
        mail_arena_allocate_zeroed(mail_session_arena(pop3->session), sizeof(struct pop3_mail_counts));

    *counts = pop3->maildrop.counts;
    facts_of(pop3->session, unit)->mail_counts = counts;
}

/* Lines after the blank line that ends the header (RFC 1939, 7). */
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
static bool is_all_by_top(const struct pop3_session *pop3, const struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;
    struct pop3_mail mail = pop3_maildrop_mail(&pop3->maildrop, message->listed_number);
    uint32_t lines;

    if (!mail_message_is_whole(message) || (mail.has_octets && mail.octets > message->size))
        return false;
    return pop3_top_lines_parse(mail_exchange_argument(unit->exchange), &lines) &&
           lines > count_body_lines(message->content);
}

static bool is_fetched(const struct pop3_session *pop3, const struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;

    return message->end != MAIL_MESSAGE_ABORTED && (message->via == &pop3_via_retr || is_all_by_top(pop3, unit));
}

void pop3_mail_facts_take_message(struct pop3_session *pop3, struct mail_unit *unit)
{
    const struct mail_message *message = unit->message;

    if (message->end == MAIL_MESSAGE_IN_GAP)
        pop3->maildrop.counts.may_be_incomplete = true;
    if (!message->listed_number)
        return;
    if (is_fetched(pop3, unit)) {
        pop3_maildrop_note_fetched(&pop3->maildrop, message->listed_number);
        pop3_mail_counts_add(pop3, unit);
    }
    pop3_mail_facts_add(pop3, unit, message->listed_number);
}
