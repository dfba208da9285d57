/* Messages: each that was handed over, by SMTP, LMTP or POP3, as the export lists have them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

#include "view/content_view.h"

static const struct mail_message *message_of(const struct statistics_subject *subject)
{
    return subject->unit->message;
}

static struct view_envelope envelope_of(const struct statistics_subject *subject)
{
    for (size_t i = 0; mail_dissectors[i]; i++)
        if (mail_dissectors[i]->protocol == mail_session_protocol(subject->session->session))
            return content_view_envelope(mail_dissectors[i]->view, &subject->arena, &subject->options, subject->unit);
    return (struct view_envelope){ 0 };
}

static struct statistics_value number_of(const struct statistics_subject *subject)
{
    return statistics_number(message_of(subject)->number);
}

static struct statistics_value listed_number_of(const struct statistics_subject *subject)
{
    return statistics_code(message_of(subject)->listed_number);
}

static struct statistics_value via_of(const struct statistics_subject *subject)
{
    return statistics_words(message_of(subject)->via->name);
}

static struct statistics_value from_of(const struct statistics_subject *subject)
{
    return statistics_text(envelope_of(subject).sender);
}

static struct statistics_value to_of(const struct statistics_subject *subject)
{
    return statistics_text(envelope_of(subject).first_recipient);
}

static struct statistics_value recipients_of(const struct statistics_subject *subject)
{
    return statistics_number(envelope_of(subject).recipient_count);
}

static struct statistics_value size_of(const struct statistics_subject *subject)
{
    return statistics_number(message_of(subject)->size);
}

static struct statistics_value missing_of(const struct statistics_subject *subject)
{
    return statistics_number(message_of(subject)->missing);
}

static struct statistics_value completeness_of(const struct statistics_subject *subject)
{
    return statistics_truth(mail_message_is_complete(message_of(subject)));
}

static struct statistics_value subject_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "Subject");
}

static struct statistics_value author_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "From");
}

static struct statistics_value addressee_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "To");
}

static struct statistics_value date_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "Date");
}

static struct statistics_value message_id_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "Message-ID");
}

static struct statistics_value parts_of(const struct statistics_subject *subject)
{
    const struct mime_message *contents = message_of(subject)->contents;

    return statistics_number(contents ? contents->part_count : 0);
}

static struct statistics_value attachments_of(const struct statistics_subject *subject)
{
    return statistics_attachments(subject, message_of(subject));
}

static struct statistics_value md5_of(const struct statistics_subject *subject)
{
    return statistics_digest(subject, message_of(subject), true);
}

static struct statistics_value sha256_of(const struct statistics_subject *subject)
{
    return statistics_digest(subject, message_of(subject), false);
}

static const struct statistics_column columns[] = {
    { "frame", "Frame", STATISTICS_NUMBER, 7, statistics_frame },
    { "time", "Time (UTC)", STATISTICS_TIME, 27, statistics_moment },
    { "session", "Session", STATISTICS_NUMBER, 7, statistics_session_number },
    { "message", "Message", STATISTICS_NUMBER, 4, number_of },
    { "listed_number", "Number in mailbox", STATISTICS_CODE, 4, listed_number_of },
    { "client", "Client", STATISTICS_TEXT, 21, statistics_client },
    { "server", "Server", STATISTICS_TEXT, 21, statistics_server },
    { "protocol", "Protocol", STATISTICS_TEXT, 8, statistics_protocol },
    { "via", "Via", STATISTICS_TEXT, 4, via_of },
    { "from", "From", STATISTICS_PATH, 20, from_of },
    { "to", "First recipient", STATISTICS_TEXT, 20, to_of },
    { "recipients", "Recipients", STATISTICS_NUMBER, 4, recipients_of },
    { "size", "Size", STATISTICS_NUMBER, 8, size_of },
    { "missing", "Bytes missing", STATISTICS_NUMBER, 6, missing_of },
    { "complete", "Complete", STATISTICS_TRUTH, 4, completeness_of },
    { "subject", "Subject", STATISTICS_TEXT, 20, subject_of },
    { "header_from", "Author", STATISTICS_TEXT, 20, author_of },
    { "header_to", "Addressee", STATISTICS_TEXT, 20, addressee_of },
    { "date", "Date", STATISTICS_TEXT, 31, date_of },
    { "message_id", "Message-ID", STATISTICS_TEXT, 20, message_id_of },
    { "parts", "Parts", STATISTICS_NUMBER, 4, parts_of },
    { "attachments", "Attachments", STATISTICS_LIST, 10, attachments_of },
    { "md5", "MD5", STATISTICS_TEXT, 32, md5_of },
    { "sha256", "SHA-256", STATISTICS_TEXT, 64, sha256_of },
};

static void take(struct statistics_rows *rows, struct statistics_subject *subject)
{
    if (subject->record->kind == MAIL_TAP_MESSAGE)
        statistics_rows_put(rows, subject, message_of(subject)->number);
}

const struct statistics_table messages_table = {
    .name = "messages",
    .title = "Mail/Messages",
    .object = "message",
    .columns = columns,
    .column_count = G_N_ELEMENTS(columns),
    .take = take,
};
