/* Refusals: each reply that says no, to what and to whom (RFC 5321, 4.2.1; RFC 1939, 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

#include "engine/mail_verb.h"
#include "pop3/pop3_reply.h"
#include "sasl/sasl_facts.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_enhanced_status.h"
#include "smtp/smtp_exchange.h"
#include "smtp/smtp_protocol.h"
#include "smtp/smtp_transaction.h"
#include "statistics_reply.h"

static const struct mail_reply *reply_of(const struct statistics_subject *subject)
{
    return subject->unit->reply;
}

static bool is_smtp(const struct statistics_subject *subject)
{
    return mail_session_protocol(subject->session->session) == &smtp_protocol;
}

/* What was refused. An unknown word may be a password that was typed at the wrong time: it is not repeated. */
static struct statistics_value what_of(const struct statistics_subject *subject)
{
    const struct mail_exchange *exchange = reply_of(subject)->exchange;

    if (!exchange)
        return statistics_words(reply_of(subject)->kind == MAIL_REPLY_GREETING ? "the connection" : NULL);
    if (is_smtp(subject) && smtp_reply_answers_message(reply_of(subject)))
        return statistics_words("the message");
    return statistics_words(exchange->verb ? exchange->verb->name : "unknown command");
}

/* The path of MAIL, RCPT and their like; of a reply to the message the recipient for whom it is, in LMTP. */
static mail_slice path_of(const struct mail_exchange *exchange)
{
    const struct smtp_recipient *recipient = smtp_exchange_of_const(exchange)->recipient;
    const struct smtp_command *command = NULL;

    if (recipient)
        return recipient->path;
    if (exchange->asked && exchange->asked->kind == MAIL_UNIT_COMMAND)
        command = smtp_command_with_path(exchange->asked->command);
    return command ? command->path.path : mail_slice_make(NULL, 0);
}

/* Whose login it is, or whose address. */
static struct statistics_value who_of(const struct statistics_subject *subject)
{
    const struct mail_exchange *exchange = reply_of(subject)->exchange;

    if (exchange && exchange->attempt)
        return statistics_text(exchange->attempt->user);
    return exchange && is_smtp(subject) ? statistics_text(path_of(exchange)) : statistics_nothing();
}

static struct statistics_value code_of(const struct statistics_subject *subject)
{
    return statistics_code(statistics_reply_code(subject->session->session, reply_of(subject)));
}

/* The enhanced status code of SMTP, the response code of POP3. */
static mail_slice enhanced_text(const struct statistics_subject *subject)
{
    if (is_smtp(subject))
        return smtp_reply_of(reply_of(subject))->enhanced;
    return pop3_unit_status_line(subject->unit).response_code;
}

static struct statistics_value enhanced_of(const struct statistics_subject *subject)
{
    mail_slice text = enhanced_text(subject);

    return text.length ? statistics_text(text) : statistics_nothing();
}

static struct statistics_value meaning_of(const struct statistics_subject *subject)
{
    struct smtp_enhanced_status status;

    if (!is_smtp(subject) || !smtp_enhanced_status_parse(enhanced_text(subject), &status))
        return statistics_nothing();

    const struct smtp_enhanced_status_row *row = smtp_enhanced_status_find(&status);

    return statistics_words(row ? row->meaning : NULL);
}

/* 4yz asks to try again later (RFC 5321, 4.2.1). */
static struct statistics_value finality_of(const struct statistics_subject *subject)
{
    unsigned code = statistics_reply_code(subject->session->session, reply_of(subject));

    if (code == 0)
        return statistics_nothing();
    return statistics_words(code < 500 ? "deferred" : "final");
}

static struct statistics_value words_of(const struct statistics_subject *subject)
{
    return statistics_text(statistics_reply_words(subject->session->session, subject->unit));
}

static struct statistics_value mail_of(const struct statistics_subject *subject)
{
    return statistics_code(subject->unit->transaction_number);
}

static const struct statistics_column columns[] = {
    { "frame", "Frame", STATISTICS_NUMBER, 7, statistics_frame },
    { "time", "Time (UTC)", STATISTICS_TIME, 27, statistics_moment },
    { "session", "Session", STATISTICS_NUMBER, 7, statistics_session_number },
    { "mail", "Mail", STATISTICS_CODE, 4, mail_of },
    { "client", "Client", STATISTICS_TEXT, 21, statistics_client },
    { "server", "Server", STATISTICS_TEXT, 21, statistics_server },
    { "protocol", "Protocol", STATISTICS_TEXT, 8, statistics_protocol },
    { "what", "What", STATISTICS_TEXT, 14, what_of },
    { "who", "Who", STATISTICS_PATH, 20, who_of },
    { "code", "Code", STATISTICS_CODE, 4, code_of },
    { "enhanced", "Enhanced code", STATISTICS_TEXT, 6, enhanced_of },
    { "meaning", "Meaning", STATISTICS_TEXT, 24, meaning_of },
    { "finality", "Finality", STATISTICS_TEXT, 8, finality_of },
    { "words", "Server's words", STATISTICS_TEXT, 40, words_of },
};

static void take(struct statistics_rows *rows, struct statistics_subject *subject)
{
    const struct mail_reading *reading = subject->record->reading;

    if (subject->record->kind != MAIL_TAP_CALL)
        return;
    subject->unit = reading->first;
    for (unsigned i = 0; i < reading->count; i++, subject->unit = subject->unit->next)
        if (subject->unit->kind == MAIL_UNIT_REPLY_LINE && subject->unit->reply_index == 0 &&
            statistics_reply_refuses(subject->session->session, reply_of(subject)))
            statistics_rows_put(rows, subject, reply_of(subject)->number);
}

const struct statistics_table refusals_table = {
    .name = "refusals",
    .title = "Mail/Refusals",
    .object = "refusal",
    .columns = columns,
    .column_count = G_N_ELEMENTS(columns),
    .take = take,
};
