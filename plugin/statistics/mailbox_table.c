/* Mailboxes: the messages of each POP3 session, as LIST, UIDL, RETR, TOP, DELE and QUIT speak of them (RFC 1939, 5).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

#include "engine/mail_exchange.h"
#include "engine/mail_verb.h"
#include "pop3/pop3_command.h"
#include "pop3/pop3_protocol.h"
#include "pop3/pop3_reply.h"
#include "pop3/pop3_session.h"
#include "pop3/pop3_verb.h"
#include "statistics_reply.h"

/* What is kept of a row: as the packets so far say. */
struct mailbox_row {
    uint32_t number;
    bool has_octets, is_deleted, is_removed;
    uint64_t octets;      /* as LIST said */
    mail_slice unique_id; /* as UIDL said; it lives as long as the session */
    const struct mail_message *whole, *top;
};

static const struct mailbox_row *row_of(const struct statistics_subject *subject)
{
    return subject->row;
}

/* That RETR brought, else TOP. */
static const struct mail_message *message_of(const struct statistics_subject *subject)
{
    return row_of(subject)->whole ? row_of(subject)->whole : row_of(subject)->top;
}

static struct statistics_value number_of(const struct statistics_subject *subject)
{
    return statistics_number(row_of(subject)->number);
}

static struct statistics_value unique_id_of(const struct statistics_subject *subject)
{
    return statistics_text(row_of(subject)->unique_id);
}

static struct statistics_value octets_of(const struct statistics_subject *subject)
{
    return row_of(subject)->has_octets ? statistics_number(row_of(subject)->octets) : statistics_nothing();
}

static struct statistics_value fetched_octets_of(const struct statistics_subject *subject)
{
    return message_of(subject) ? statistics_number(message_of(subject)->size) : statistics_nothing();
}

static struct statistics_value fetched_of(const struct statistics_subject *subject)
{
    if (row_of(subject)->whole)
        return statistics_words(mail_message_is_whole(row_of(subject)->whole) ? "whole" : "incomplete");
    return statistics_words(row_of(subject)->top ? "top" : "no");
}

static struct statistics_value deletion_of(const struct statistics_subject *subject)
{
    return statistics_truth(row_of(subject)->is_deleted);
}

/* QUIT's positive reply makes it effective (RFC 1939, 6). */
static struct statistics_value removal_of(const struct statistics_subject *subject)
{
    return statistics_truth(row_of(subject)->is_removed);
}

static struct statistics_value subject_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "Subject");
}

static struct statistics_value message_id_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "Message-ID");
}

static const struct statistics_column columns[] = {
    { "session", "Session", STATISTICS_NUMBER, 7, statistics_session_number },
    { "number", "Number", STATISTICS_NUMBER, 5, number_of },
    { "frame", "Last frame", STATISTICS_NUMBER, 7, statistics_frame },
    { "client", "Client", STATISTICS_TEXT, 21, statistics_client },
    { "server", "Server", STATISTICS_TEXT, 21, statistics_server },
    { "user", "User", STATISTICS_TEXT, 12, statistics_user },
    { "unique_id", "Unique ID", STATISTICS_TEXT, 18, unique_id_of },
    { "octets", "Size announced", STATISTICS_CODE, 8, octets_of },
    { "fetched_octets", "Size fetched", STATISTICS_CODE, 8, fetched_octets_of },
    { "fetched", "Fetched", STATISTICS_TEXT, 10, fetched_of },
    { "deleted", "Marked as deleted", STATISTICS_TRUTH, 4, deletion_of },
    { "removed", "Removed", STATISTICS_TRUTH, 4, removal_of },
    { "subject", "Subject", STATISTICS_TEXT, 20, subject_of },
    { "message_id", "Message-ID", STATISTICS_TEXT, 20, message_id_of },
};

/* A row of LIST or UIDL, or the text of +OK that stands for one. */
static void take_listing(struct statistics_rows *rows, struct statistics_subject *subject,
                         enum pop3_listing_kind listing, mail_slice text)
{
    uint32_t number;
    uint64_t octets = 0;
    mail_slice unique_id = { 0 };
    struct mailbox_row *row;

    if (!(listing == POP3_SCAN_LISTING && pop3_numbers_parse(text, &number, &octets)) &&
        !(listing == POP3_UNIQUE_ID_LISTING && pop3_unique_id_parse(text, &number, &unique_id)))
        return;
    row = statistics_rows_keep(rows, subject, number);
    row->number = number;
    if (listing == POP3_SCAN_LISTING) {
        row->has_octets = true;
        row->octets = octets;
    } else {
        row->unique_id = unique_id;
    }
    statistics_rows_put(rows, subject, number);
}

static void take_message(struct statistics_rows *rows, struct statistics_subject *subject)
{
    const struct mail_message *message = subject->unit->message;
    struct mailbox_row *row;

    if (message->listed_number == 0)
        return;
    row = statistics_rows_keep(rows, subject, message->listed_number);
    row->number = message->listed_number;
    if (message->via->may_be_part)
        row->top = message;
    else
        row->whole = message;
    statistics_rows_put(rows, subject, message->listed_number);
}

static void take_deletion(struct statistics_rows *rows, struct statistics_subject *subject, uint32_t number)
{
    struct mailbox_row *row = statistics_rows_keep(rows, subject, number);

    row->number = number;
    if (!row->is_deleted)
        statistics_rows_note(rows, subject, number);
    row->is_deleted = true;
    statistics_rows_put(rows, subject, number);
}

/* RSET takes all marks back, QUIT removes what is marked (RFC 1939, 5 and 6). */
static void unmark(void *kept)
{
    ((struct mailbox_row *) kept)->is_deleted = false;
}

static void remove_marked(void *kept)
{
    struct mailbox_row *row = kept;

    row->is_removed = row->is_deleted;
}

static void take_reply(struct statistics_rows *rows, struct statistics_subject *subject)
{
    const struct mail_exchange *exchange = subject->unit->exchange;
    const struct pop3_verb *verb = exchange ? pop3_verb_of(exchange->verb) : NULL;
    const struct pop3_mail_counts *counts = pop3_unit_facts_of(subject->unit).mail_counts;
    uint32_t number;

    if (!verb || !statistics_reply_accepts(subject->session->session, subject->unit->reply))
        return;
    if (verb->more_lines == POP3_ONE_LINE || mail_exchange_has_argument(exchange))
        take_listing(rows, subject, verb->listing, pop3_unit_status_line(subject->unit).text);
    if (verb->argument == POP3_DELE_ARGUMENT && pop3_message_parse(mail_exchange_argument(exchange), &number))
        take_deletion(rows, subject, number);
    if (counts && verb->argument == POP3_TEXT_ARGUMENT)
        statistics_rows_change_noted(rows, subject, counts->is_final ? remove_marked : unmark);
}

static void take_unit(struct statistics_rows *rows, struct statistics_subject *subject)
{
    const struct mail_unit *unit = subject->unit;

    if (unit->kind == MAIL_UNIT_ROW && unit->exchange && unit->exchange->verb)
        take_listing(rows, subject, pop3_verb_of(unit->exchange->verb)->listing, mail_unit_row(unit));
    if (unit->kind == MAIL_UNIT_MESSAGE)
        take_message(rows, subject);
    if (unit->kind == MAIL_UNIT_REPLY_LINE)
        take_reply(rows, subject);
}

static void take(struct statistics_rows *rows, struct statistics_subject *subject)
{
    const struct mail_reading *reading = subject->record->reading;

    if (subject->record->kind != MAIL_TAP_CALL || mail_session_protocol(subject->session->session) != &pop3_protocol)
        return;
    subject->unit = reading->first;
    for (unsigned i = 0; i < reading->count; i++, subject->unit = subject->unit->next)
        take_unit(rows, subject);
}

const struct statistics_table mailbox_table = {
    .name = "mailbox",
    .title = "Mail/Mailboxes",
    .object = "mailbox",
    .columns = columns,
    .column_count = G_N_ELEMENTS(columns),
    .row_size = sizeof(struct mailbox_row),
    .take = take,
};
