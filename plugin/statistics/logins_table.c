/* Logins: each attempt whose credentials are complete, and what the server said of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_rows.h"

#include "sasl/sasl_exchange.h"
#include "statistics_reply.h"

/* What proves the login, the most telling first. */
enum proof_kind { PROOF_PASSWORD, PROOF_TOKEN, PROOF_DIGEST, PROOF_NONE };

/* As far as it was known when the row's unit was read. */
static const struct sasl_attempt *attempt_of(const struct statistics_subject *subject)
{
    const struct sasl_facts *facts = subject->unit->details->sasl;

    return facts->login ? facts->login : facts->attempt;
}

static enum proof_kind proof_kind_of(const struct sasl_attempt *attempt)
{
    if (attempt->has_password)
        return PROOF_PASSWORD;
    if (attempt->token.bytes)
        return PROOF_TOKEN;
    return attempt->digest.bytes ? PROOF_DIGEST : PROOF_NONE;
}

static struct statistics_value attempt_number_of(const struct statistics_subject *subject)
{
    return statistics_number(attempt_of(subject)->number);
}

static struct statistics_value mechanism_of(const struct statistics_subject *subject)
{
    return statistics_text(attempt_of(subject)->mechanism);
}

static struct statistics_value user_of(const struct statistics_subject *subject)
{
    const struct sasl_attempt *attempt = attempt_of(subject);

    return statistics_text(attempt->user.bytes ? attempt->user : attempt->authzid);
}

static struct statistics_value domain_of(const struct statistics_subject *subject)
{
    return statistics_text(attempt_of(subject)->domain);
}

static struct statistics_value proof_name_of(const struct statistics_subject *subject)
{
    static const char *const names[] = { "password", "token", "digest", NULL };

    return statistics_words(names[proof_kind_of(attempt_of(subject))]);
}

static struct statistics_value proof_of(const struct statistics_subject *subject)
{
    const struct sasl_attempt *attempt = attempt_of(subject);
    const mail_slice proofs[] = { attempt->password, attempt->token, attempt->digest, mail_slice_make(NULL, 0) };

    return statistics_secret(subject, proofs[proof_kind_of(attempt)]);
}

static struct statistics_value result_of(const struct statistics_subject *subject)
{
    return statistics_words(sasl_result_name(subject->unit->details->sasl->result));
}

static bool is_decided(const struct statistics_subject *subject)
{
    return subject->unit->kind == MAIL_UNIT_REPLY_LINE && subject->unit->details->sasl->result != SASL_UNDECIDED;
}

static struct statistics_value code_of(const struct statistics_subject *subject)
{
    if (!is_decided(subject))
        return statistics_nothing();
    return statistics_code(statistics_reply_code(subject->session->session, subject->unit->reply));
}

static struct statistics_value words_of(const struct statistics_subject *subject)
{
    if (!is_decided(subject))
        return statistics_nothing();
    return statistics_text(statistics_reply_words(subject->session->session, subject->unit));
}

static const struct statistics_column columns[] = {
    { "frame", "Frame", STATISTICS_NUMBER, 7, statistics_frame },
    { "time", "Time (UTC)", STATISTICS_TIME, 27, statistics_moment },
    { "session", "Session", STATISTICS_NUMBER, 7, statistics_session_number },
    { "attempt", "Attempt", STATISTICS_NUMBER, 4, attempt_number_of },
    { "client", "Client", STATISTICS_TEXT, 21, statistics_client },
    { "server", "Server", STATISTICS_TEXT, 21, statistics_server },
    { "protocol", "Protocol", STATISTICS_TEXT, 8, statistics_protocol },
    { "tls", "TLS", STATISTICS_TEXT, 8, statistics_tls },
    { "mechanism", "Mechanism", STATISTICS_TEXT, 12, mechanism_of },
    { "user", "User", STATISTICS_TEXT, 20, user_of },
    { "domain", "Domain", STATISTICS_TEXT, 10, domain_of },
    { "proof", "Proof", STATISTICS_TEXT, 8, proof_name_of },
    { "secret", "Secret", STATISTICS_TEXT, 20, proof_of },
    { "result", "Result", STATISTICS_TEXT, 9, result_of },
    { "code", "Code", STATISTICS_CODE, 4, code_of },
    { "words", "Server's words", STATISTICS_TEXT, 30, words_of },
};

/* The line that completes the credentials brings the row; the reply that decides writes it again. */
static void take_call(struct statistics_rows *rows, struct statistics_subject *subject)
{
    const struct mail_reading *reading = subject->record->reading;

    subject->unit = reading->first;
    for (unsigned i = 0; i < reading->count; i++, subject->unit = subject->unit->next) {
        const struct sasl_facts *facts = subject->unit->details->sasl;
        if (facts && (facts->login || facts->result != SASL_UNDECIDED))
            statistics_rows_put(rows, subject, attempt_of(subject)->number);
    }
}

static void take(struct statistics_rows *rows, struct statistics_subject *subject)
{
    if (subject->record->kind == MAIL_TAP_CALL)
        take_call(rows, subject);
}

const struct statistics_table logins_table = {
    .name = "logins",
    .title = "Mail/Logins",
    .object = "login",
    .columns = columns,
    .column_count = G_N_ELEMENTS(columns),
    .take = take,
};
