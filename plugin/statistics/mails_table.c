/* Mails: each transaction of SMTP and LMTP that has ended (RFC 5321, 3.3), on the frame of the reply that ends it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

#include "smtp/smtp_protocol.h"
#include "smtp/smtp_reply.h"
#include "smtp/smtp_transaction.h"
#include "smtp/smtp_transaction_names.h"
#include "statistics_reply.h"

/* Recipients and queue ids that one row lists. */
static const unsigned listed_limit = 1000;

static const struct smtp_transaction *transaction_of(const struct statistics_subject *subject)
{
    return smtp_unit_ended_transaction(subject->unit);
}

static const struct mail_message *message_of(const struct statistics_subject *subject)
{
    return transaction_of(subject)->message;
}

static struct statistics_value number_of(const struct statistics_subject *subject)
{
    return statistics_number(transaction_of(subject)->number);
}

static struct statistics_value from_of(const struct statistics_subject *subject)
{
    return statistics_text(transaction_of(subject)->mail_from);
}

/* One text for each recipient. */
static struct statistics_value recipients_of(const struct statistics_subject *subject,
                                             mail_slice (*text)(wmem_allocator_t *pool,
                                                                const struct smtp_recipient *recipient))
{
    const struct smtp_transaction *transaction = transaction_of(subject);
    unsigned count = MIN(transaction->recipient_count, listed_limit);
    mail_slice *texts = wmem_alloc_array(subject->pool, mail_slice, count);
    const struct smtp_recipient *recipient = transaction->first_recipient;

    for (unsigned i = 0; i < count; i++, recipient = recipient->next)
        texts[i] = text(subject->pool, recipient);
    return statistics_list(texts, count);
}

static mail_slice path_text(wmem_allocator_t *pool, const struct smtp_recipient *recipient)
{
    (void) pool;
    return recipient->path;
}

static mail_slice verdict_text(wmem_allocator_t *pool, const struct smtp_recipient *recipient)
{
    (void) pool;
    return mail_slice_from_string(smtp_verdict_name(recipient->verdict));
}

static mail_slice code_text(wmem_allocator_t *pool, const struct smtp_recipient *recipient)
{
    return mail_slice_from_string(recipient->code ? wmem_strdup_printf(pool, "%u", recipient->code) : "");
}

static struct statistics_value to_of(const struct statistics_subject *subject)
{
    return recipients_of(subject, path_text);
}

static struct statistics_value verdicts_of(const struct statistics_subject *subject)
{
    return recipients_of(subject, verdict_text);
}

static struct statistics_value codes_of(const struct statistics_subject *subject)
{
    return recipients_of(subject, code_text);
}

static struct statistics_value recipient_count_of(const struct statistics_subject *subject)
{
    return statistics_number(transaction_of(subject)->recipient_count);
}

static struct statistics_value result_of(const struct statistics_subject *subject)
{
    return statistics_words(smtp_transaction_result_name(transaction_of(subject)->result));
}

static struct statistics_value code_of(const struct statistics_subject *subject)
{
    return statistics_code(transaction_of(subject)->decision.code);
}

static struct statistics_value enhanced_of(const struct statistics_subject *subject)
{
    mail_slice enhanced = transaction_of(subject)->decision.enhanced;

    return enhanced.length ? statistics_text(enhanced) : statistics_nothing();
}

/* Of the reply that ends it, where that is the one that decided. */
static struct statistics_value words_of(const struct statistics_subject *subject)
{
    const struct smtp_transaction *transaction = transaction_of(subject);
    unsigned code = statistics_reply_code(subject->session->session, subject->unit->reply);
    bool has_decided = transaction->decision.code && code == transaction->decision.code;

    if (!has_decided || !smtp_exchange_of_const(subject->unit->reply->exchange))
        return statistics_nothing();
    if (smtp_exchange_of_const(subject->unit->reply->exchange)->transaction != transaction)
        return statistics_nothing();
    return statistics_text(statistics_reply_words(subject->session->session, subject->unit));
}

static struct statistics_value queue_ids_of(const struct statistics_subject *subject)
{
    const struct smtp_queue_id *queue_id = transaction_of(subject)->queue_ids.first;
    wmem_array_t *texts = wmem_array_new(subject->pool, sizeof(mail_slice));

    for (; queue_id && wmem_array_get_count(texts) < listed_limit; queue_id = queue_id->next)
        wmem_array_append_one(texts, queue_id->text);
    return statistics_list(wmem_array_get_raw(texts), wmem_array_get_count(texts));
}

static struct statistics_value message_frame_of(const struct statistics_subject *subject)
{
    return message_of(subject) ? statistics_code(transaction_of(subject)->message_frame) : statistics_nothing();
}

static struct statistics_value size_of(const struct statistics_subject *subject)
{
    return message_of(subject) ? statistics_number(message_of(subject)->size) : statistics_nothing();
}

static struct statistics_value completeness_of(const struct statistics_subject *subject)
{
    const struct mail_message *message = message_of(subject);

    return message ? statistics_truth(mail_message_is_complete(message)) : statistics_nothing();
}

static struct statistics_value duration_of(const struct statistics_subject *subject)
{
    return statistics_seconds_between(transaction_of(subject)->begin_time, transaction_of(subject)->end_time);
}

static struct statistics_value subject_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "Subject");
}

static struct statistics_value author_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "From");
}

static struct statistics_value message_id_of(const struct statistics_subject *subject)
{
    return statistics_header_field(subject, message_of(subject), "Message-ID");
}

static struct statistics_value sha256_of(const struct statistics_subject *subject)
{
    return statistics_digest(subject, message_of(subject), false);
}

static struct statistics_value attachments_of(const struct statistics_subject *subject)
{
    return statistics_attachments(subject, message_of(subject));
}

static struct statistics_value loss_of(const struct statistics_subject *subject)
{
    return statistics_truth(transaction_of(subject)->may_be_incomplete);
}

static const struct statistics_column columns[] = {
    { "frame", "Frame", STATISTICS_NUMBER, 7, statistics_frame },
    { "time", "Time (UTC)", STATISTICS_TIME, 27, statistics_moment },
    { "session", "Session", STATISTICS_NUMBER, 7, statistics_session_number },
    { "mail", "Mail", STATISTICS_NUMBER, 4, number_of },
    { "client", "Client", STATISTICS_TEXT, 21, statistics_client },
    { "server", "Server", STATISTICS_TEXT, 21, statistics_server },
    { "protocol", "Protocol", STATISTICS_TEXT, 8, statistics_protocol },
    { "tls", "TLS", STATISTICS_TEXT, 8, statistics_tls },
    { "user", "User", STATISTICS_TEXT, 8, statistics_user },
    { "mail_from", "From", STATISTICS_PATH, 20, from_of },
    { "rcpt_to", "To", STATISTICS_LIST, 20, to_of },
    { "rcpt_to_result", "Verdicts", STATISTICS_LIST, 10, verdicts_of },
    { "rcpt_to_code", "Verdict codes", STATISTICS_CODES, 5, codes_of },
    { "recipients", "Recipients", STATISTICS_NUMBER, 4, recipient_count_of },
    { "result", "Result", STATISTICS_TEXT, 10, result_of },
    { "code", "Code", STATISTICS_CODE, 4, code_of },
    { "enhanced", "Enhanced code", STATISTICS_TEXT, 6, enhanced_of },
    { "words", "Server's words", STATISTICS_TEXT, 30, words_of },
    { "queue_id", "Queue IDs", STATISTICS_LIST, 12, queue_ids_of },
    { "message_frame", "Message in frame", STATISTICS_CODE, 7, message_frame_of },
    { "size", "Size", STATISTICS_CODE, 8, size_of },
    { "complete", "Complete", STATISTICS_TRUTH, 4, completeness_of },
    { "bytes_lost", "Bytes lost", STATISTICS_TRUTH, 4, loss_of },
    { "duration", "Duration", STATISTICS_SECONDS, 12, duration_of },
    { "subject", "Subject", STATISTICS_TEXT, 20, subject_of },
    { "header_from", "Author", STATISTICS_TEXT, 20, author_of },
    { "message_id", "Message-ID", STATISTICS_TEXT, 20, message_id_of },
    { "sha256", "SHA-256", STATISTICS_TEXT, 64, sha256_of },
    { "attachments", "Attachments", STATISTICS_LIST, 10, attachments_of },
};

static void take(struct statistics_rows *rows, struct statistics_subject *subject)
{
    if (subject->record->kind == MAIL_TAP_TRANSACTION)
        statistics_rows_put(rows, subject, transaction_of(subject)->number);
}

const struct statistics_table mails_table = {
    .name = "mails",
    .title = "Mail/Mails",
    .object = "mail",
    .columns = columns,
    .column_count = G_N_ELEMENTS(columns),
    .take = take,
};
