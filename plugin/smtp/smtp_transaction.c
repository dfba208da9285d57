/* See smtp_transaction.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_transaction.h"
#include "engine/mail_exchange.h"
#include "engine/mail_transcript.h"
#include "smtp_command.h"
#include "smtp_parameters.h"
#include "smtp_recipients.h"

static unsigned number_of(const struct smtp_transaction *transaction)
{
    return transaction ? transaction->number : 0;
}

static struct smtp_decision decision_of(const struct mail_reply *reply)
{
    const struct smtp_reply *said = smtp_reply_of(reply);

    return (struct smtp_decision){ .code = reply->status, .enhanced = said->enhanced };
}

static void refuse(struct smtp_transaction *transaction, const struct mail_reply *reply)
{
    transaction->is_refused = true;
    transaction->decision = decision_of(reply);
}

static bool is_without_recipient(const struct smtp_transaction *transaction)
{
    return transaction->recipient_count && transaction->refused_count == transaction->recipient_count;
}

/* Without a recipient it is theirs that counts: whatever else was refused was so for that reason. */
static enum smtp_transaction_result result_of_refusal(const struct smtp_transaction *transaction)
{
    bool is_deferred = is_without_recipient(transaction) ? transaction->deferred_count > 0
                                                         : smtp_recipients_code_is_for_now(transaction->decision.code);

    return is_deferred ? SMTP_TRANSACTION_DEFERRED : SMTP_TRANSACTION_REFUSED;
}

/* ---- beginning ---- */

void smtp_transactions_begin(struct smtp_transactions *transactions)
{
    transactions->mail_may_be_lost = true;
}

void smtp_transactions_begin_anew(struct smtp_transactions *transactions)
{
    transactions->of_client = transactions->of_server = NULL;
}

/* What MAIL or RCPT names; bytes are NULL where it cannot be told, or a gap hides it. */
static mail_slice named_path(const struct smtp_exchange *exchange)
{
    const struct smtp_command *command = smtp_command_with_path(exchange->base.asked->command);

    return command ? command->path.path : (mail_slice){ 0 };
}

static void read_sender(struct smtp_transaction *transaction, const struct smtp_exchange *mail)
{
    const struct smtp_command *command = smtp_command_with_path(mail->base.asked->command);

    transaction->mail_from = named_path(mail);
    for (const struct smtp_parameter_node *node = command ? command->parameters : NULL; node; node = node->next) {
        const struct smtp_parameter *parameter = &node->parameter;
        if (!mail_slice_equals_nocase(parameter->keyword, mail_slice_from_string("SIZE")) || parameter->fault)
            continue;
        transaction->has_declared_size = parameter->has_value;
        transaction->declared_size = parameter->number;
    }
}

/* `command` is MAIL, or RCPT where MAIL is not seen. */
static struct smtp_transaction *begin(struct smtp_transactions *transactions, struct mail_session *session,
                                      struct smtp_exchange *command, bool is_mail)
{
    struct smtp_transaction *transaction =
        mail_arena_allocate_zeroed(mail_session_arena(session), sizeof(struct smtp_transaction));

    transaction->number = ++transactions->count;
    transaction->begin_time =
        mail_line_first_part(command->base.asked->line, mail_moment_time(command->base.asked_at)).time;
    transaction->may_be_incomplete = !is_mail;
    if (is_mail) {
        transaction->command = command;
        read_sender(transaction, command);
    }
    command->transaction = transactions->of_client = transaction;
    transactions->mail_may_be_lost = false;
    return transaction;
}

/* No message will come of it: the client may begin anew without RSET. */
static bool has_failed(const struct smtp_transaction *transaction)
{
    return transaction->is_over || transaction->is_refused || is_without_recipient(transaction) ||
           transaction->may_be_incomplete;
}

void smtp_transaction_take_command(const struct smtp_transactions *transactions, struct smtp_exchange *exchange,
                                   struct mail_unit *unit)
{
    exchange->transaction = transactions->of_client;
    unit->transaction_number = number_of(exchange->transaction);
}

void smtp_transaction_begin(struct smtp_transactions *transactions, struct mail_session *session,
                            struct smtp_exchange *exchange, struct mail_unit *unit)
{
    struct smtp_transaction *before = transactions->of_client;

    if (!before || has_failed(before))
        begin(transactions, session, exchange, true)->failed_before = before;
    unit->transaction_number = number_of(exchange->transaction);
}

static struct smtp_recipient *add_recipient(struct smtp_transaction *transaction, struct mail_session *session,
                                            struct smtp_exchange *exchange)
{
    struct smtp_recipient *recipient =
        mail_arena_allocate_zeroed(mail_session_arena(session), sizeof(struct smtp_recipient));

    recipient->path = named_path(exchange);
    recipient->frame = exchange->base.asked_at.frame;
    smtp_recipients_append(transaction, recipient);
    return recipient;
}

/* Returns whether there is a transaction for the recipient. */
static bool take_recipient(struct smtp_transactions *transactions, struct mail_session *session,
                           struct smtp_exchange *exchange)
{
    struct smtp_transaction *transaction = transactions->of_client;

    if (!transaction && transactions->mail_may_be_lost)
        transactions->of_server = transaction = begin(transactions, session, exchange, false);
    if (!transaction || transaction->is_over)
        return false;
    exchange->recipient = add_recipient(transaction, session, exchange);
    return true;
}

void smtp_transaction_add_recipient(struct smtp_transactions *transactions, struct mail_session *session,
                                    struct smtp_exchange *exchange, struct mail_unit *unit)
{
    if (take_recipient(transactions, session, exchange))
        unit->transaction_number = transactions->of_client->number;
}

void smtp_transaction_leave(struct smtp_transactions *transactions, const struct smtp_exchange *exchange)
{
    transactions->of_client = NULL;
    transactions->left_by = exchange;
    transactions->mail_may_be_lost = false;
}

void smtp_transaction_return(struct smtp_transactions *transactions, const struct smtp_exchange *exchange)
{
    bool is_left = !transactions->of_client && transactions->left_by == exchange;

    if (is_left && exchange->transaction && !exchange->transaction->is_over)
        transactions->of_client = exchange->transaction;
}

void smtp_transaction_doubt(struct smtp_transactions *transactions)
{
    transactions->mail_may_be_lost = true;
    if (transactions->of_client)
        transactions->of_client->may_be_incomplete = true;
    if (transactions->of_server)
        transactions->of_server->may_be_incomplete = true;
}

/* ---- ending ---- */

/* What became of a message that was replied to. In LMTP each recipient has a reply, and the first may be another than
 * the last. */
static enum smtp_transaction_result result_of_message(const struct smtp_transaction *transaction, bool is_lmtp)
{
    bool is_accepted = is_lmtp ? transaction->has_acceptance : smtp_reply_code_is_positive(transaction->decision.code);
    bool is_for_each = is_lmtp || transaction->is_for_each;
    bool is_for_some = transaction->refused_count > 0 || (is_for_each && transaction->has_refusal);

    if (!is_accepted)
        return result_of_refusal(transaction);
    return is_for_some ? SMTP_TRANSACTION_PARTLY_ACCEPTED : SMTP_TRANSACTION_ACCEPTED;
}

/* What became of a transaction that another reply ended than the last to its message. */
static enum smtp_transaction_result result_of_failure(const struct smtp_transaction *transaction, bool is_lmtp)
{
    if (is_lmtp && transaction->has_acceptance)
        return SMTP_TRANSACTION_PARTLY_ACCEPTED;
    if (transaction->is_refused || is_without_recipient(transaction))
        return result_of_refusal(transaction);
    return transaction->message && transaction->message->end != MAIL_MESSAGE_ABORTED ? SMTP_TRANSACTION_UNKNOWN
                                                                                     : SMTP_TRANSACTION_ABORTED;
}

static void note_ended(struct mail_session *session, struct mail_unit *unit, const struct smtp_transaction *transaction)
{
    struct smtp_unit_facts *facts =
        mail_arena_allocate_zeroed(mail_session_arena(session), sizeof(struct smtp_unit_facts));

    facts->ended_transaction = transaction;
    mail_transcript_details(session, unit)->of_protocol = facts;
}

static void end(struct smtp_transactions *transactions, struct mail_session *session,
                struct smtp_transaction *transaction, enum smtp_transaction_result result, struct mail_unit *unit)
{
    static const struct smtp_decision none = { 0 };

    if (result == SMTP_TRANSACTION_REFUSED || result == SMTP_TRANSACTION_DEFERRED)
        smtp_recipients_refuse(transaction, unit);
    transaction->is_over = true;
    transaction->result = result;
    transaction->end_time = mail_session_time(session);
    if (result == SMTP_TRANSACTION_ABORTED || result == SMTP_TRANSACTION_UNKNOWN) {
        transaction->decision = none;
        transaction->queue_ids = (struct smtp_queue_id_list){ 0 };
    }
    if (unit)
        note_ended(session, unit, transaction);
    else
        transactions->ended_unsaid = transaction;
    if (transactions->of_server == transaction)
        transactions->of_server = NULL;
    if (transactions->of_client == transaction)
        transactions->of_client = NULL;
}

void smtp_transaction_say_ended(struct smtp_transactions *transactions, struct mail_session *session,
                                struct mail_unit *unit)
{
    if (transactions->ended_unsaid)
        note_ended(session, unit, transactions->ended_unsaid);
    transactions->ended_unsaid = NULL;
}

static void fail(struct smtp_transactions *transactions, struct mail_session *session,
                 struct smtp_transaction *transaction, struct mail_unit *unit)
{
    bool is_for_each = transactions->is_lmtp || transaction->is_for_each;

    if (is_for_each && (transaction->has_acceptance || transaction->has_refusal))
        smtp_recipients_leave_undecided(transaction);
    end(transactions, session, transaction, result_of_failure(transaction, transactions->is_lmtp), unit);
}

void smtp_transaction_end_open(struct smtp_transactions *transactions, struct mail_session *session,
                               const struct mail_reply *reply, struct mail_unit *unit)
{
    struct smtp_transaction *asked = reply->exchange ? smtp_exchange_of(reply->exchange)->transaction : NULL;
    struct smtp_transaction *transaction = asked && !asked->is_over ? asked : transactions->of_server;

    if (!transaction)
        return;
    if (smtp_reply_code_is_refusal(reply->status))
        refuse(transaction, reply);
    fail(transactions, session, transaction, unit);
}

/* ---- replies ---- */

/* The server is in `transaction` from here on: one that it was in before has ended. */
static void enter(struct smtp_transactions *transactions, struct mail_session *session,
                  struct smtp_transaction *transaction, struct mail_unit *unit)
{
    struct smtp_transaction *before = transactions->of_server;

    if (before && before != transaction)
        fail(transactions, session, before, unit);
    transactions->of_server = transaction;
}

/* A MAIL within a transaction that the server accepts: it begins another. */
static struct smtp_transaction *begin_nested(struct smtp_transactions *transactions, struct mail_session *session,
                                             struct smtp_exchange *exchange, struct mail_unit *unit)
{
    if (!exchange->transaction->is_over)
        fail(transactions, session, exchange->transaction, unit);
    return begin(transactions, session, exchange, true);
}

/* The server is in the transaction that the client took for over: a MAIL within it is refused (RFC 5321, 4.1.4). What
 * the client has named since belongs to it. */
static void go_on_with_failed(struct smtp_transactions *transactions, struct smtp_transaction *transaction)
{
    struct smtp_transaction *before = transaction->failed_before;

    transaction->continued = before;
    transaction->is_over = true;
    for (struct smtp_recipient *next, *recipient = transaction->first_recipient; recipient; recipient = next) {
        next = recipient->next;
        recipient->next = NULL;
        smtp_recipients_append(before, recipient);
    }
    if (transactions->of_client == transaction)
        transactions->of_client = before;
}

/* The transaction that the exchange belongs to, as is known by now. */
static struct smtp_transaction *transaction_of(struct smtp_exchange *exchange)
{
    if (exchange->transaction && exchange->transaction->continued)
        exchange->transaction = exchange->transaction->continued;
    return exchange->transaction;
}

static bool is_refused_within_failed(const struct smtp_transaction *transaction, const struct mail_answer *answer)
{
    const struct smtp_transaction *before = transaction->failed_before;

    return answer->outcome == MAIL_OUTCOME_REFUSED && answer->reply->status == 503 && before && !before->is_over;
}

void smtp_transaction_answer_mail(struct smtp_transactions *transactions, struct mail_session *session,
                                  struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    struct smtp_transaction *transaction = transaction_of(exchange);
    bool is_nested = transaction && transaction->command != exchange;

    if (is_nested && answer->outcome == MAIL_OUTCOME_ACCEPTED)
        transaction = begin_nested(transactions, session, exchange, answer->unit);
    if (!transaction || transaction->is_over)
        return;
    if (answer->outcome == MAIL_OUTCOME_ACCEPTED) {
        enter(transactions, session, transaction, answer->unit);
    } else if (is_refused_within_failed(transaction, answer)) {
        go_on_with_failed(transactions, transaction);
    } else if (!is_nested && answer->outcome == MAIL_OUTCOME_REFUSED) {
        refuse(transaction, answer->reply);
        fail(transactions, session, transaction, answer->unit);
    }
}

/* A server may accept RCPT where no MAIL was seen. */
static void begin_by_accepted_recipient(struct smtp_transactions *transactions, struct mail_session *session,
                                        struct smtp_exchange *exchange)
{
    if (exchange->recipient || exchange->transaction || transactions->of_client)
        return;
    transactions->mail_may_be_lost = true;
    take_recipient(transactions, session, exchange);
}

void smtp_transaction_answer_recipient(struct smtp_transactions *transactions, struct mail_session *session,
                                       struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    if (answer->outcome == MAIL_OUTCOME_ACCEPTED)
        begin_by_accepted_recipient(transactions, session, exchange);

    struct smtp_recipient *recipient = exchange->recipient;
    struct smtp_transaction *transaction = transaction_of(exchange);

    if (!recipient || !transaction || transaction->is_over)
        return;
    recipient->code = answer->reply->status;
    smtp_recipient_note_words(recipient, answer->unit);
    if (answer->outcome == MAIL_OUTCOME_ACCEPTED) {
        recipient->verdict = SMTP_VERDICT_ACCEPTED;
        transaction->accepted_count++;
        enter(transactions, session, transaction, answer->unit);
    } else if (answer->outcome == MAIL_OUTCOME_REFUSED) {
        smtp_recipient_refuse(transaction, recipient, recipient->code);
        transaction->decision = decision_of(answer->reply);
    }
}

void smtp_transaction_refuse_content(struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    struct smtp_transaction *transaction = transaction_of(exchange);

    if (transaction && !transaction->is_over && answer->outcome == MAIL_OUTCOME_REFUSED)
        refuse(transaction, answer->reply);
}

static void note_recipients_of_message(struct smtp_transaction *transaction)
{
    for (struct smtp_recipient *recipient = transaction->first_recipient; recipient; recipient = recipient->next)
        recipient->is_of_message =
            recipient->verdict != SMTP_VERDICT_REFUSED && recipient->verdict != SMTP_VERDICT_DEFERRED;
}

void smtp_transaction_take_message(struct smtp_transactions *transactions, struct mail_unit *unit)
{
    struct smtp_transaction *transaction = smtp_exchange_of_const(unit->exchange)->transaction;

    unit->transaction_number = number_of(transaction);
    if (transaction && !transaction->is_over) {
        transaction->message = unit->message;
        transaction->message_frame = unit->frame;
        note_recipients_of_message(transaction);
    }
    if (unit->message->end != MAIL_MESSAGE_ABORTED && transactions->of_client == transaction)
        transactions->of_client = NULL;
}

void smtp_transaction_expect_replies(struct smtp_exchange *exchange, unsigned count)
{
    if (exchange->transaction && !exchange->transaction->is_over)
        exchange->transaction->replies_expected = count;
}

void smtp_transaction_expect_each(struct smtp_exchange *exchange)
{
    if (exchange->transaction && !exchange->transaction->is_over)
        exchange->transaction->is_for_each = true;
}

/* The last reply counts; each may name the message. */
static void decide(struct smtp_transaction *transaction, const struct mail_session *session,
                   const struct mail_reply *reply)
{
    const struct smtp_queue_id *queue_id = smtp_reply_of(reply)->queue_ids.first;

    transaction->decision = decision_of(reply);
    for (; queue_id; queue_id = queue_id->next)
        smtp_queue_id_add(mail_session_arena(session), &transaction->queue_ids, queue_id->text);
}

void smtp_transaction_take_verdict(struct smtp_transactions *transactions, struct mail_session *session,
                                   const struct mail_reply *reply, struct mail_unit *unit)
{
    const struct smtp_exchange *exchange = smtp_exchange_of(reply->exchange);
    struct smtp_transaction *transaction = exchange->transaction;

    if (!transaction || transaction->is_over)
        return;
    if (exchange->recipient)
        smtp_recipients_decide(transaction, exchange->recipient, reply, unit);
    transaction->has_acceptance |= smtp_reply_code_is_positive(reply->status);
    transaction->has_refusal |= smtp_reply_code_is_refusal(reply->status);
    decide(transaction, session, reply);
    if (transaction->replies_expected > 0)
        transaction->replies_expected--;
    if (transaction->replies_expected == 0)
        end(transactions, session, transaction, result_of_message(transaction, transactions->is_lmtp), unit);
}

void smtp_transaction_miss_replies(struct smtp_transactions *transactions, struct mail_session *session,
                                   const struct smtp_exchange *exchange, unsigned count)
{
    struct smtp_transaction *transaction = exchange->transaction;

    if (!transaction || transaction->is_over)
        return;
    if (count) {
        fail(transactions, session, transaction, NULL);
        return;
    }
    if (transaction->has_refusal)
        smtp_recipients_leave_undecided(transaction);
    end(transactions, session, transaction, result_of_message(transaction, transactions->is_lmtp), NULL);
}

void smtp_transaction_mark_reply(struct mail_unit *unit)
{
    if (unit->exchange)
        unit->transaction_number = smtp_transaction_number_of(smtp_exchange_of_const(unit->exchange));
}

unsigned smtp_transaction_number_of(const struct smtp_exchange *exchange)
{
    return number_of(exchange->transaction);
}
