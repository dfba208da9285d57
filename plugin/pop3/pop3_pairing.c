/* See pop3_pairing.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_pairing.h"
#include "pop3_reply_text.h"
#include "pop3_session.h"
#include "pop3_verb.h"

#include <glib.h>

/* How far a reply reaches past what was not answered. */
#define REACH 64

/* What only one kind of command is answered with. */
enum told {
    TELLS_NOTHING,
    TELLS_CHALLENGE,    /* AUTH, and a line of it (RFC 5034, 4) */
    TELLS_MESSAGE,      /* RETR: "120 octets" (RFC 1939, 5) */
    TELLS_COUNTS,       /* STAT, LIST with an argument: two numbers (RFC 1939, 5) */
    TELLS_CAPABILITIES, /* CAPA (RFC 2449, 5) */
    TELLS_LOGIN,        /* PASS, APOP, AUTH: the maildrop is open */
    TELLS_FAREWELL      /* QUIT (RFC 1939, 6) */
};

/* Words of servers that have let the client in: RFC 1939, 4 and 7; Dovecot, Courier, qpopper, Cyrus. */
static const char *const login_words[] = { "logged in", "maildrop has", "maildrop locked", "mailbox locked",
                                           "mailbox open" };

/* Words of servers that part: RFC 1939, 6; Dovecot, Courier, qpopper, Exchange. */
static const char *const farewell_words[] = { "signing off", "logging out", "bye", "closing connection" };

/* Words of servers that list what they can do: RFC 2449, 5; Cyrus. */
static const char *const capability_words[] = { "capability list follows", "capabilities follow" };

static bool contains_one_of(mail_slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mail_slice_contains_nocase(text, mail_slice_from_string(words[i])))
            return true;
    return false;
}

static bool speaks_of_login(mail_slice text)
{
    return contains_one_of(text, login_words, G_N_ELEMENTS(login_words));
}

static bool speaks_of_farewell(mail_slice text)
{
    return contains_one_of(text, farewell_words, G_N_ELEMENTS(farewell_words));
}

static bool speaks_of_capabilities(mail_slice text)
{
    return contains_one_of(text, capability_words, G_N_ELEMENTS(capability_words));
}

bool pop3_pairing_is_farewell(mail_slice reply)
{
    mail_slice line = mail_slice_take_until(&reply, '\n');

    return mail_slice_starts_with_nocase(line, mail_slice_from_string("+OK ")) && speaks_of_farewell(line);
}

/* A number and "octets", and nothing else. */
static bool speaks_of_message(mail_slice text)
{
    mail_slice number = mail_slice_take_word(&text);
    uint64_t octets;

    return mail_slice_parse_decimal(number, UINT64_MAX, &octets) &&
           mail_slice_equals_nocase(mail_slice_trim(text), mail_slice_from_string("octets"));
}

static enum told told_by(const struct pop3_status_line *reply)
{
    struct pop3_claimed_counts counts;

    if (reply->status == POP3_STATUS_CHALLENGE)
        return TELLS_CHALLENGE;
    if (reply->status != POP3_STATUS_OK)
        return TELLS_NOTHING;
    if (pop3_bare_counts_parse(reply->text, &counts))
        return TELLS_COUNTS;
    if (speaks_of_message(reply->text))
        return TELLS_MESSAGE;
    if (speaks_of_capabilities(reply->text))
        return TELLS_CAPABILITIES;
    if (speaks_of_login(reply->text))
        return TELLS_LOGIN;
    return speaks_of_farewell(reply->text) ? TELLS_FAREWELL : TELLS_NOTHING;
}

static bool is_login(const struct mail_exchange *exchange)
{
    return exchange->kind == MAIL_EXCHANGE_SASL || mail_verb_is_gate_to(exchange->verb, MAIL_GATE_TO_SASL);
}

/* Whether the exchange is one that is answered so. */
static bool is_told(const struct mail_exchange *exchange, enum told told)
{
    const struct pop3_verb *verb = pop3_verb_of(exchange->verb);

    switch (told) {
    case TELLS_NOTHING:
        return false;
    case TELLS_CHALLENGE:
        return is_login(exchange);
    case TELLS_MESSAGE:
        return verb && verb->more_lines == POP3_MESSAGE_RETR;
    case TELLS_COUNTS:
        return verb && (verb->listing == POP3_DROP_LISTING ||
                        (verb->listing == POP3_SCAN_LISTING && mail_exchange_argument(exchange).length));
    case TELLS_CAPABILITIES:
        return verb && verb->listing == POP3_CAPABILITY;
    case TELLS_FAREWELL:
        return verb && verb->base.standing == MAIL_FAREWELL;
    case TELLS_LOGIN:
        break;
    }
    return exchange->attempt || is_login(exchange);
}

/* The first of which the text tells, among those that the server had seen. */
static struct mail_exchange *find_told(const struct mail_session *session, enum told told)
{
    struct mail_exchange *exchange = mail_exchange_oldest(session);

    for (unsigned i = 0; exchange && i < REACH; exchange = exchange->next, i++) {
        if (!mail_exchange_was_seen(session, exchange))
            break;
        if (is_told(exchange, told))
            return exchange;
    }
    return NULL;
}

/* Whether the reply would let the client in: where the step is guessed that takes proof. */
static bool decides_login(const struct mail_exchange *exchange, const struct pop3_status_line *reply)
{
    const struct pop3_exchange *asked = (const struct pop3_exchange *) exchange;

    return reply->status == POP3_STATUS_OK && exchange->attempt && !exchange->attempt->is_given_up &&
           !asked->is_half_login;
}

/* Whether the text is one that other commands are answered with than those that let the client in. */
static bool denies_login(enum told told)
{
    return told == TELLS_MESSAGE || told == TELLS_CAPABILITIES || told == TELLS_FAREWELL;
}

/* The oldest; but not where the reply may be to what is lost, and never for a challenge. */
static struct mail_exchange *find_by_order(struct mail_session *session, enum told told,
                                           const struct pop3_status_line *reply)
{
    struct mail_exchange *oldest = mail_exchange_oldest(session);

    if (!oldest || !mail_exchange_was_seen(session, oldest))
        return NULL;

    bool is_denied = decides_login(oldest, reply) && denies_login(told);

    if (mail_exchange_is_in_step(session) && !is_denied)
        return oldest;
    if (!is_denied && told != TELLS_CHALLENGE && mail_exchange_may_be_answered(session, oldest) &&
        !(mail_exchange_is_step_guessed(session) && decides_login(oldest, reply)))
        return oldest;
    mail_exchange_doubt_oldest(session);
    return NULL;
}

/* Whether the command is answered by a line whose text tells nothing as a rule. */
static bool says_nothing(const struct mail_exchange *exchange)
{
    const struct pop3_verb *verb = pop3_verb_of(exchange->verb);

    return verb && verb->more_lines == POP3_ONE_LINE && verb->text == POP3_TELLS_NOTHING && verb->listing == POP3_TEXT;
}

/* In step the text, which is free (RFC 1939, 3), decides only where the oldest command is none that is answered so, or
 * would be a login by a word of farewell. */
static bool may_pass_by_text(const struct mail_session *session, enum told told, const struct pop3_status_line *reply)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    if (!oldest || !mail_exchange_is_in_step(session) || told == TELLS_CHALLENGE)
        return true;
    if (denies_login(told) && decides_login(oldest, reply))
        return true;
    return (told == TELLS_MESSAGE || told == TELLS_COUNTS || told == TELLS_CAPABILITIES) && says_nothing(oldest);
}

/* The capture may begin among several commands; or between USER, which is not seen, and PASS: a reply may be USER's. */
static bool begins_within_flight(const struct mail_session *session)
{
    const struct mail_exchange *oldest = mail_exchange_oldest(session);

    return mail_exchange_may_lack_beginning(session) &&
           (oldest->next || (oldest->attempt && oldest->attempt->user_frame == 0)) &&
           !((const struct pop3_exchange *) oldest)->is_half_login;
}

void pop3_pairing_note_beginning(struct mail_session *session)
{
    if (begins_within_flight(session))
        mail_exchange_doubt_open(session);
}

struct pop3_pairing pop3_pairing_take(struct mail_session *session, const struct pop3_status_line *reply)
{
    enum told told = told_by(reply);
    struct mail_exchange *certain = may_pass_by_text(session, told, reply) ? find_told(session, told) : NULL;
    struct pop3_pairing pairing = { .exchange = certain ? certain : find_by_order(session, told, reply) };

    if (pairing.exchange)
        pairing.unanswered = mail_exchange_settle(session, pairing.exchange, certain != NULL);
    return pairing;
}
