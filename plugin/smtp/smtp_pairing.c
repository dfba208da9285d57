/* See smtp_pairing.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_pairing.h"
#include "engine/mail_content.h"
#include "engine/mail_exchange.h"
#include "smtp_verb.h"

#include <glib.h>

/* How far a reply reaches past what was not answered. */
#define REACH 64

/* Who asks: sets of these. */
enum asker {
    DATA_OR_BLOB = 0x01,   /* DATA, XEXCH50: bytes follow that are no lines */
    LOGIN = 0x02,          /* AUTH, and a line of a login */
    NEW_SESSION = 0x04,    /* STARTTLS, XCLIENT */
    FAREWELL = 0x08,       /* QUIT */
    END_OF_CONTENT = 0x10, /* of a message, or of bytes that a command announced */
    UNKNOWN_VERB = 0x20,   /* or one whose replies nobody tells, or of another protocol, at which servers hang up */
    EMPTY_LINE = 0x40,
    LATE_RCPT = 0x80, /* its transaction is over: MAIL was refused */
    OTHER_VERB = 0x100,
    ANYBODY = 0x1ff
};

enum fit { FIT_NONE, FIT_ODD, FIT_USUAL, FIT_ALONE };

/* What codes answer: those to whom they alone belong, those to whom they may, and those to whom a server may say them
 * that does not keep to the RFC. */
struct code_row {
    uint16_t first, last;
    unsigned alone, usual, odd;
};

/* RFC 5321, 4.2.1 to 4.2.3 and 4.3.2; RFC 4954, 4 and 6; RFC 3207, 4; draft-hall-prdr-00, 3 (353). */
static const struct code_row code_rows[] = {
    { 220, 220, NEW_SESSION, UNKNOWN_VERB, OTHER_VERB | LOGIN },
    { 221, 221, FAREWELL, UNKNOWN_VERB, 0 },
    { 235, 235, LOGIN, 0, UNKNOWN_VERB | OTHER_VERB },
    { 100, 299, 0, END_OF_CONTENT | UNKNOWN_VERB | OTHER_VERB, LOGIN | NEW_SESSION | FAREWELL | LATE_RCPT },
    { 334, 334, LOGIN, UNKNOWN_VERB, 0 },
    { 353, 353, END_OF_CONTENT, 0, 0 },
    { 354, 354, DATA_OR_BLOB, 0, UNKNOWN_VERB },
    { 300, 399, 0, DATA_OR_BLOB | LOGIN, UNKNOWN_VERB },
    { 534, 535, LOGIN, 0, ANYBODY },
    { 538, 538, LOGIN, 0, ANYBODY },
    { 400, 999, 0, ANYBODY, 0 },
};

static const struct code_row *row_of_code(uint16_t code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(code_rows); i++)
        if (code >= code_rows[i].first && code <= code_rows[i].last)
            return &code_rows[i];
    return &code_rows[G_N_ELEMENTS(code_rows) - 1];
}

static bool is_empty_line(const struct mail_exchange *exchange)
{
    return exchange->kind == MAIL_EXCHANGE_COMMAND && exchange->asked && exchange->asked->command->name.length == 0;
}

/* RCPT needs a transaction (RFC 5321, 4.1.4). */
static bool is_late_recipient(const struct mail_exchange *exchange)
{
    const struct smtp_verb *verb = smtp_verb_of(exchange->verb);
    const struct smtp_transaction *transaction = smtp_exchange_of_const(exchange)->transaction;

    return verb->argument == SMTP_FORWARD_PATH_ARGUMENT && transaction && transaction->is_over &&
           !transaction->continued;
}

static unsigned asker_of_verb(const struct mail_exchange *exchange, const struct mail_verb *verb)
{
    switch (verb->gate) {
    case MAIL_GATE_TO_CONTENT:
    case MAIL_GATE_TO_BLOB:
        return DATA_OR_BLOB;
    case MAIL_GATE_TO_SASL:
        return LOGIN;
    case MAIL_GATE_TO_TLS:
    case MAIL_GATE_TO_GREETING:
        return NEW_SESSION;
    case MAIL_GATE_TO_OTHER_SIDE:
    case MAIL_NO_GATE:
        break;
    }
    if (verb->standing == MAIL_FAREWELL)
        return FAREWELL;
    if (verb->standing == MAIL_PRIVATE)
        return UNKNOWN_VERB;
    return is_late_recipient(exchange) ? LATE_RCPT : OTHER_VERB;
}

/* A line of a login may be a command: the client gives the login up (RFC 4954, 4). */
static unsigned asker_of_sasl_line(const struct mail_exchange *exchange)
{
    mail_slice rest = exchange->asked->line->text;
    const struct mail_verb *verb = mail_verb_find(&smtp_verb_table, mail_slice_take_word(&rest));

    return LOGIN | (verb ? asker_of_verb(exchange, verb) : 0);
}

static unsigned asker_of(const struct mail_exchange *exchange)
{
    if (exchange->kind == MAIL_EXCHANGE_CONTENT)
        return END_OF_CONTENT;
    if (exchange->kind == MAIL_EXCHANGE_SASL)
        return asker_of_sasl_line(exchange);
    if (is_empty_line(exchange))
        return EMPTY_LINE;
    return exchange->verb && exchange->verb->standing != MAIL_FOREIGN ? asker_of_verb(exchange, exchange->verb)
                                                                      : UNKNOWN_VERB;
}

static enum fit fit_of(const struct mail_exchange *exchange, const struct code_row *row)
{
    unsigned asker = asker_of(exchange);

    if (row->alone & asker)
        return FIT_ALONE;
    if (row->usual & asker)
        return FIT_USUAL;
    return row->odd & asker ? FIT_ODD : FIT_NONE;
}

/* The first that the code fits as `wanted` or better, among those that the server had seen. `index`: which one. */
static struct mail_exchange *find_fit(const struct mail_session *session, const struct code_row *row, enum fit wanted,
                                      unsigned *index)
{
    struct mail_exchange *exchange = mail_exchange_oldest(session);

    for (*index = 0; exchange && *index < REACH; exchange = exchange->next, ++*index) {
        if (!mail_exchange_was_seen(session, exchange))
            break;
        if (fit_of(exchange, row) >= wanted)
            return exchange;
    }
    return NULL;
}

/* By order: in step the first that the code fits, else the oldest, if a server may say it; out of step the oldest
 * alone. */
static struct mail_exchange *find_by_order(const struct mail_session *session, const struct code_row *row)
{
    unsigned index;
    struct mail_exchange *usual = find_fit(session, row, FIT_USUAL, &index);

    if (!mail_exchange_is_in_step(session))
        return usual && index == 0 ? usual : NULL;
    if (usual)
        return usual;

    struct mail_exchange *odd = find_fit(session, row, FIT_ODD, &index);

    return index == 0 ? odd : NULL;
}

/* Whether a reply to what is lost may come before that to the exchange. Only EHLO has many lines of 250 as a rule (RFC
 * 5321, 4.1.1.1). */
static bool may_be_to_what_is_lost(const struct mail_session *session, const struct mail_exchange *exchange,
                                   const struct smtp_reply_line *line)
{
    bool lists_extensions =
        line->code == 250 && line->has_more && exchange->verb && exchange->verb->standing == MAIL_EXTENDED_HELLO;

    return !mail_exchange_is_in_step(session) && !mail_exchange_may_be_answered(session, exchange) && !lists_extensions;
}

static struct mail_exchange *find(struct mail_session *session, const struct smtp_reply_line *line,
                                  const struct code_row *row)
{
    struct mail_exchange *found = find_by_order(session, row);

    if (!found || !may_be_to_what_is_lost(session, found, line))
        return found;
    mail_exchange_doubt_oldest(session);
    return NULL;
}

static bool is_hello(const struct mail_verb *verb)
{
    return verb->standing == MAIL_HELLO || verb->standing == MAIL_EXTENDED_HELLO;
}

/* Several commands before the first reply of a capture that may begin among them (RFC 2920, 3.1): nothing comes before
 * the client's greeting. */
static bool begins_within_flight(const struct mail_session *session)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    return mail_exchange_may_lack_beginning(session) && oldest->next && oldest->verb &&
           oldest->verb->standing != MAIL_FOREIGN && !is_hello(oldest->verb);
}

void smtp_pairing_note_beginning(struct mail_session *session)
{
    if (begins_within_flight(session))
        mail_exchange_doubt_open(session);
}

struct smtp_pairing smtp_pairing_take(struct mail_session *session, const struct smtp_reply_line *line)
{
    const struct code_row *row = row_of_code(line->code);
    unsigned index;
    struct mail_exchange *alone = find_fit(session, row, FIT_ALONE, &index);
    struct smtp_pairing pairing = { .exchange = alone ? alone : find(session, line, row) };

    if (!pairing.exchange)
        return pairing;
    pairing.unanswered = mail_exchange_settle(session, pairing.exchange, alone != NULL);
    pairing.is_odd = fit_of(pairing.exchange, row) == FIT_ODD;
    return pairing;
}

bool smtp_pairing_fits(const struct mail_exchange *exchange, uint16_t code)
{
    return fit_of(exchange, row_of_code(code)) >= FIT_USUAL;
}

const struct mail_exchange *smtp_pairing_find_own(const struct mail_session *session, uint16_t code)
{
    unsigned index;

    return find_fit(session, row_of_code(code), FIT_ALONE, &index);
}

bool smtp_pairing_is_awaited(const struct mail_session *session)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    return oldest && mail_exchange_was_seen(session, oldest);
}

/* A 421 may come at any time (RFC 5321, 3.8), a refusal of content before its end; and where it is not known whether
 * LMTP is spoken, there may be several replies to a message (RFC 2033, 4.2). */
static bool may_come_unasked(const struct mail_session *session, uint16_t code)
{
    return code == 421 || !smtp_session_of_const(session)->is_variant_known ||
           (smtp_reply_code_is_refusal(code) && mail_content_is_open(session));
}

void smtp_pairing_note(const struct mail_session *session, struct mail_reply *reply, const struct smtp_pairing *pairing,
                       bool was_certain, bool is_awaited)
{
    bool is_nobodys = was_certain && reply->kind == MAIL_REPLY_UNSOLICITED;

    reply->unanswered = pairing->unanswered;
    reply->is_odd = pairing->is_odd || (is_nobodys && is_awaited);
    reply->came_unasked = is_nobodys && !is_awaited && !may_come_unasked(session, reply->status);
}
