/* Sessions: one row for each connection, as far as its packets have told.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

#include "statistics_reply.h"

static struct statistics_value first_frame_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->first_frame);
}

static struct statistics_value last_frame_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->last_frame);
}

static struct statistics_value begin_of(const struct statistics_subject *subject)
{
    return statistics_time(subject->session->begin);
}

static struct statistics_value duration_of(const struct statistics_subject *subject)
{
    return statistics_seconds_between(subject->session->begin, subject->session->end);
}

static struct statistics_value greeting_of(const struct statistics_subject *subject)
{
    return subject->session->greeting ? statistics_text(subject->session->greeting->line->text) : statistics_nothing();
}

static struct statistics_value software_of(const struct statistics_subject *subject)
{
    return statistics_words(subject->session->software);
}

static struct statistics_value hello_of(const struct statistics_subject *subject)
{
    return subject->session->hello ? statistics_text(subject->session->hello->command->argument) : statistics_nothing();
}

static struct statistics_value commands_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->commands);
}

static struct statistics_value refusals_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->refusals);
}

static struct statistics_value logins_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->logins);
}

static struct statistics_value failed_logins_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->failed_logins);
}

static struct statistics_value mails_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->mails);
}

static struct statistics_value accepted_mails_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->accepted_mails);
}

/* That the packets so far leave without an end. */
static struct statistics_value open_mail_of(const struct statistics_subject *subject)
{
    return statistics_truth(subject->session->open_mail != 0);
}

static struct statistics_value messages_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->messages);
}

static struct statistics_value octets_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->octets);
}

static struct statistics_value lost_of(const struct statistics_subject *subject)
{
    return statistics_number(subject->session->lost);
}

/* The server says that it closes the connection (RFC 5321, 4.2.3). */
enum { CODE_CLOSING = 421 };

static struct statistics_value end_of(const struct statistics_subject *subject)
{
    const struct statistics_session *seen = subject->session;

    if (seen->is_past_farewell)
        return statistics_words("QUIT");
    if (seen->last_reply && statistics_reply_code(seen->session, seen->last_reply->reply) == CODE_CLOSING)
        return statistics_words("closed by server");
    return statistics_words(seen->has_asked_farewell ? "QUIT without answer" : "open");
}

static bool has_refused_greeting(const struct statistics_session *seen)
{
    return seen->greeting && statistics_reply_refuses(seen->session, seen->greeting->reply);
}

static struct statistics_value kind_of(const struct statistics_subject *subject)
{
    const struct statistics_session *seen = subject->session;

    if (seen->mails || seen->messages)
        return statistics_words("mail");
    if (has_refused_greeting(seen))
        return statistics_words("refused");
    if (seen->logins)
        return statistics_words("login only");
    return statistics_words(seen->commands ? "no mail" : "no command");
}

static const struct statistics_column columns[] = {
    { "session", "Session", STATISTICS_NUMBER, 7, statistics_session_number },
    { "frame", "First frame", STATISTICS_NUMBER, 7, first_frame_of },
    { "last_frame", "Last frame", STATISTICS_NUMBER, 7, last_frame_of },
    { "time", "Time (UTC)", STATISTICS_TIME, 27, begin_of },
    { "duration", "Duration", STATISTICS_SECONDS, 12, duration_of },
    { "client", "Client", STATISTICS_TEXT, 21, statistics_client },
    { "server", "Server", STATISTICS_TEXT, 21, statistics_server },
    { "protocol", "Protocol", STATISTICS_TEXT, 8, statistics_protocol },
    { "tls", "TLS", STATISTICS_TEXT, 8, statistics_tls },
    { "kind", "Kind", STATISTICS_TEXT, 10, kind_of },
    { "end", "End", STATISTICS_TEXT, 10, end_of },
    { "user", "User", STATISTICS_TEXT, 10, statistics_user },
    { "hello", "Client's name", STATISTICS_TEXT, 20, hello_of },
    { "software", "Software", STATISTICS_TEXT, 12, software_of },
    { "greeting", "Greeting", STATISTICS_TEXT, 30, greeting_of },
    { "commands", "Commands", STATISTICS_NUMBER, 5, commands_of },
    { "refusals", "Refusals", STATISTICS_NUMBER, 5, refusals_of },
    { "logins", "Logins", STATISTICS_NUMBER, 4, logins_of },
    { "failed_logins", "Failed logins", STATISTICS_NUMBER, 4, failed_logins_of },
    { "mails", "Mails", STATISTICS_NUMBER, 5, mails_of },
    { "accepted_mails", "Accepted mails", STATISTICS_NUMBER, 5, accepted_mails_of },
    { "open_mail", "Open mail", STATISTICS_TRUTH, 4, open_mail_of },
    { "messages", "Messages", STATISTICS_NUMBER, 5, messages_of },
    { "octets", "Octets of messages", STATISTICS_NUMBER, 8, octets_of },
    { "bytes_lost", "Bytes lost", STATISTICS_NUMBER, 6, lost_of },
};

/* A session is one row, which each call changes. */
static void take(struct statistics_rows *rows, struct statistics_subject *subject)
{
    if (subject->record->kind == MAIL_TAP_CALL)
        statistics_rows_put(rows, subject, 0);
}

const struct statistics_table sessions_table = {
    .name = "sessions",
    .title = "Mail/Sessions",
    .object = "session",
    .columns = columns,
    .column_count = G_N_ELEMENTS(columns),
    .take = take,
};
