/* See smtp_transaction.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_transaction.h"
#include "engine/mail_exchange.h"
#include "engine/mail_transcript.h"
#include "smtp_command.h"
#include "smtp_parameters.h"
#include "smtp_reply.h"

static unsigned number_of(const struct mail_transaction *transaction)
{
    return transaction ? transaction->number : 0;
}

static struct mail_decision decision_of(const struct mail_reply *reply)
{
    return (struct mail_decision){ .code = reply->code, .enhanced = reply->enhanced, .queue_id = reply->queue_id };
}

static void refuse(struct mail_transaction *transaction, const struct mail_reply *reply)
{
    transaction->is_refused = true;
    transaction->decision = decision_of(reply);
}

static bool is_without_recipient(const struct mail_transaction *transaction)
{
    return transaction->recipient_count && transaction->refused_count == transaction->recipient_count;
}

/* ---- beginning ---- */

/* What MAIL or RCPT names. A server may take what the grammar does not allow: all of the argument, then. */
static struct smtp_path named_path(mail_slice argument, const char *keyword)
{
    struct smtp_path path;

    if (!smtp_path_parse(argument, mail_slice_from_string(keyword), &path))
        path = (struct smtp_path){ .path = argument };
    return path;
}

static void read_sender(struct mail_session *session, struct mail_transaction *transaction, mail_slice argument)
{
    struct smtp_path path = named_path(argument, "FROM:");

    transaction->mail_from = path.path;
    for (mail_slice word = mail_slice_take_word(&path.parameters); word.length;
         word = mail_slice_take_word(&path.parameters)) {
        struct smtp_parameter parameter = smtp_parameter_parse(session->arena, word);
        if (!mail_slice_equals_nocase(parameter.keyword, mail_slice_from_string("SIZE")) || parameter.fault)
            continue;
        transaction->has_declared_size = parameter.has_value;
        transaction->declared_size = parameter.number;
    }
}

/* `command` is MAIL, or RCPT where MAIL is not seen. */
static struct mail_transaction *begin(struct mail_session *session, struct mail_exchange *command, bool is_mail)
{
    struct mail_transaction *transaction = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_transaction));

    transaction->number = ++session->transaction_count;
    transaction->begin_time = mail_line_first_part(command->asked->line, command->asked_time).time;
    transaction->may_be_incomplete = !is_mail;
    if (is_mail) {
        transaction->command = command;
        read_sender(session, transaction, mail_exchange_argument(command));
    }
    command->transaction = session->transaction = transaction;
    session->mail_may_be_lost = false;
    return transaction;
}

/* No message will come of it: the client may begin anew without RSET. */
static bool has_failed(const struct mail_transaction *transaction)
{
    return transaction->is_over || transaction->is_refused || is_without_recipient(transaction) ||
           transaction->may_be_incomplete;
}

void smtp_transaction_take_command(struct mail_session *session, struct mail_exchange *exchange)
{
    exchange->transaction = session->transaction;
    session->last_unit->transaction_number = number_of(exchange->transaction);
}

void smtp_transaction_begin(struct mail_session *session, struct mail_exchange *exchange)
{
    if (!session->transaction || has_failed(session->transaction))
        begin(session, exchange, true);
    session->last_unit->transaction_number = number_of(exchange->transaction);
}

static void append_recipient(struct mail_transaction *transaction, struct mail_recipient *recipient)
{
    if (transaction->last_recipient)
        transaction->last_recipient->next = recipient;
    else
        transaction->first_recipient = recipient;
    transaction->last_recipient = recipient;
    transaction->recipient_count++;
}

void smtp_transaction_add_recipient(struct mail_session *session, struct mail_exchange *exchange)
{
    struct mail_transaction *transaction = session->transaction;

    if (!transaction && session->mail_may_be_lost)
        session->open_transaction = transaction = begin(session, exchange, false);
    if (!transaction || transaction->is_over)
        return;

    struct mail_recipient *recipient = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_recipient));

    recipient->path = named_path(mail_exchange_argument(exchange), "TO:").path;
    recipient->frame = exchange->asked_frame;
    append_recipient(transaction, recipient);
    exchange->recipient = recipient;
    session->last_unit->transaction_number = transaction->number;
}

void smtp_transaction_leave(struct mail_session *session)
{
    session->transaction = NULL;
    session->mail_may_be_lost = false;
}

void smtp_transaction_return(struct mail_session *session, const struct mail_exchange *exchange)
{
    if (!session->transaction && exchange->transaction && !exchange->transaction->is_over)
        session->transaction = exchange->transaction;
}

void smtp_transaction_doubt(struct mail_session *session)
{
    session->mail_may_be_lost = true;
    if (session->transaction)
        session->transaction->may_be_incomplete = true;
    if (session->open_transaction)
        session->open_transaction->may_be_incomplete = true;
}

/* ---- ending ---- */

/* What became of a message that was replied to. In LMTP each recipient has a reply, and the first may be another than
 * the last. */
static enum mail_transaction_result result_of_message(const struct mail_session *session,
                                                      const struct mail_transaction *transaction)
{
    bool is_accepted =
        session->is_lmtp ? transaction->has_acceptance : smtp_reply_code_is_positive(transaction->decision.code);
    bool is_for_some = transaction->refused_count > 0 || (session->is_lmtp && transaction->has_refusal);

    if (!is_accepted)
        return MAIL_TRANSACTION_REFUSED;
    return is_for_some ? MAIL_TRANSACTION_PARTLY_ACCEPTED : MAIL_TRANSACTION_ACCEPTED;
}

/* What became of a transaction that another reply ended than the last to its message. */
static enum mail_transaction_result result_of_failure(const struct mail_session *session,
                                                      const struct mail_transaction *transaction)
{
    if (session->is_lmtp && transaction->has_acceptance)
        return MAIL_TRANSACTION_PARTLY_ACCEPTED;
    if (transaction->is_refused || is_without_recipient(transaction))
        return MAIL_TRANSACTION_REFUSED;
    return transaction->message && transaction->message->end != MAIL_MESSAGE_ABORTED ? MAIL_TRANSACTION_UNKNOWN
                                                                                     : MAIL_TRANSACTION_ABORTED;
}

/* Who had been accepted is refused with the message. */
static void refuse_recipients(struct mail_transaction *transaction)
{
    for (struct mail_recipient *recipient = transaction->first_recipient; recipient; recipient = recipient->next) {
        if (recipient->verdict != MAIL_VERDICT_ACCEPTED)
            continue;
        recipient->verdict = MAIL_VERDICT_REFUSED;
        recipient->code = transaction->decision.code;
        transaction->accepted_count--;
        transaction->refused_count++;
    }
}

static void end(struct mail_session *session, struct mail_transaction *transaction, enum mail_transaction_result result)
{
    static const struct mail_decision none = { 0 };

    if (result == MAIL_TRANSACTION_REFUSED)
        refuse_recipients(transaction);
    transaction->is_over = true;
    transaction->result = result;
    transaction->end_time = session->time;
    if (result == MAIL_TRANSACTION_ABORTED || result == MAIL_TRANSACTION_UNKNOWN)
        transaction->decision = none;
    mail_transcript_details(session, session->last_unit)->ended_transaction = transaction;
    if (session->open_transaction == transaction)
        session->open_transaction = NULL;
    if (session->transaction == transaction)
        session->transaction = NULL;
}

static void fail(struct mail_session *session, struct mail_transaction *transaction)
{
    end(session, transaction, result_of_failure(session, transaction));
}

void smtp_transaction_end_open(struct mail_session *session, const struct mail_reply *reply)
{
    struct mail_transaction *asked = reply->exchange ? reply->exchange->transaction : NULL;
    struct mail_transaction *transaction = asked && !asked->is_over ? asked : session->open_transaction;

    if (!transaction)
        return;
    if (smtp_reply_code_is_refusal(reply->code))
        refuse(transaction, reply);
    fail(session, transaction);
}

/* ---- replies ---- */

/* The server is in `transaction` from here on: one that it was in before has ended. */
static void enter(struct mail_session *session, struct mail_transaction *transaction)
{
    struct mail_transaction *before = session->open_transaction;

    if (before && before != transaction)
        fail(session, before);
    session->open_transaction = transaction;
}

void smtp_transaction_answer_mail(struct mail_session *session, struct mail_exchange *exchange,
                                  const struct mail_reply *reply)
{
    struct mail_transaction *transaction = exchange->transaction;
    bool is_nested = transaction && transaction->command != exchange;

    if (is_nested && smtp_reply_code_is_positive(reply->code)) {
        if (!transaction->is_over)
            fail(session, transaction);
        transaction = begin(session, exchange, true);
    }
    if (!transaction || transaction->is_over)
        return;
    if (smtp_reply_code_is_positive(reply->code)) {
        enter(session, transaction);
    } else if (!is_nested && smtp_reply_code_is_refusal(reply->code)) {
        refuse(transaction, reply);
        fail(session, transaction);
    }
}

/* A server may accept RCPT where no MAIL was seen. */
static struct mail_recipient *find_recipient(struct mail_session *session, struct mail_exchange *exchange)
{
    if (!exchange->recipient && !exchange->transaction && !session->transaction) {
        session->mail_may_be_lost = true;
        smtp_transaction_add_recipient(session, exchange);
    }
    return exchange->recipient;
}

void smtp_transaction_answer_recipient(struct mail_session *session, struct mail_exchange *exchange,
                                       const struct mail_reply *reply)
{
    struct mail_recipient *recipient =
        smtp_reply_code_is_positive(reply->code) ? find_recipient(session, exchange) : exchange->recipient;
    struct mail_transaction *transaction = exchange->transaction;

    if (!recipient || !transaction || transaction->is_over)
        return;
    recipient->code = reply->code;
    if (smtp_reply_code_is_positive(reply->code)) {
        recipient->verdict = MAIL_VERDICT_ACCEPTED;
        transaction->accepted_count++;
        enter(session, transaction);
    } else if (smtp_reply_code_is_refusal(reply->code)) {
        recipient->verdict = MAIL_VERDICT_REFUSED;
        transaction->refused_count++;
        transaction->decision = decision_of(reply);
    }
}

void smtp_transaction_refuse_content(struct mail_exchange *exchange, const struct mail_reply *reply)
{
    if (exchange->transaction && !exchange->transaction->is_over && smtp_reply_code_is_refusal(reply->code))
        refuse(exchange->transaction, reply);
}

void smtp_transaction_take_message(struct mail_session *session, struct mail_unit *unit)
{
    struct mail_transaction *transaction = unit->exchange->transaction;

    unit->transaction_number = number_of(transaction);
    if (transaction && !transaction->is_over) {
        transaction->message = unit->message;
        transaction->message_frame = unit->frame;
    }
    if (unit->message->end != MAIL_MESSAGE_ABORTED && session->transaction == transaction)
        session->transaction = NULL;
}

void smtp_transaction_expect_replies(struct mail_exchange *exchange, unsigned count)
{
    if (exchange->transaction && !exchange->transaction->is_over)
        exchange->transaction->replies_expected = count;
}

/* The reply speaks of one recipient: it had been accepted by the reply to RCPT. */
static void decide_recipient(struct mail_transaction *transaction, struct mail_recipient *recipient,
                             const struct mail_reply *reply)
{
    recipient->code = reply->code;
    if (!smtp_reply_code_is_refusal(reply->code) || recipient->verdict != MAIL_VERDICT_ACCEPTED)
        return;
    recipient->verdict = MAIL_VERDICT_REFUSED;
    transaction->accepted_count--;
    transaction->refused_count++;
}

/* The last reply counts; the queue id is of the first that names one. */
static void decide(struct mail_transaction *transaction, const struct mail_reply *reply)
{
    mail_slice queue_id = transaction->decision.queue_id;

    transaction->decision = decision_of(reply);
    if (queue_id.length)
        transaction->decision.queue_id = queue_id;
}

void smtp_transaction_take_verdict(struct mail_session *session, struct mail_exchange *exchange,
                                   const struct mail_reply *reply)
{
    struct mail_transaction *transaction = exchange->transaction;

    if (!transaction || transaction->is_over)
        return;
    if (exchange->recipient)
        decide_recipient(transaction, exchange->recipient, reply);
    transaction->has_acceptance |= smtp_reply_code_is_positive(reply->code);
    transaction->has_refusal |= smtp_reply_code_is_refusal(reply->code);
    decide(transaction, reply);
    if (transaction->replies_expected > 0)
        transaction->replies_expected--;
    if (transaction->replies_expected == 0)
        end(session, transaction, result_of_message(session, transaction));
}

void smtp_transaction_mark_reply(struct mail_unit *unit)
{
    if (unit->reply->exchange)
        unit->transaction_number = number_of(unit->reply->exchange->transaction);
}
