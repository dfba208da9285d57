/* POP3's commands: what each is called, what it is for, and what it and its reply do to a session. Of verbs of two
 * words the second says what is asked; the first has a row too.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_content.h"
#include "engine/mail_exchange.h"
#include "engine/mail_tls.h"
#include "pop3_command.h"
#include "pop3_mail_facts.h"
#include "pop3_reply.h"
#include "pop3_session.h"
#include "pop3_verb.h"

#include <glib.h>

/* What is named; nothing where a gap cut it. */
static mail_slice known(const struct mail_unit *unit, mail_slice named)
{
    return unit->command->is_cut ? mail_slice_make(NULL, 0) : named;
}

/* USER name (RFC 1939, 7): begins a login that PASS ends; its own +OK decides nothing yet. */
static void user_on_command(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit)
{
    const struct sasl_facts said = { .mechanism = mail_slice_from_string("USER"),
                                     .user = known(unit, unit->command->argument) };

    sasl_dialogue_begin_plainly(&pop3->login, pop3->session, said.mechanism);
    sasl_dialogue_note_command(&pop3->login, pop3->session, &exchange->base, unit, &said);
    exchange->is_half_login = true;
}

/* A second PASS is a new attempt for the same user. */
static void begin_again(struct pop3_session *pop3)
{
    const struct sasl_attempt *last = pop3->login.attempt;

    sasl_dialogue_begin_plainly(&pop3->login, pop3->session, mail_slice_from_string("USER"));
    if (last) {
        pop3->login.attempt->user = last->user;
        pop3->login.attempt->user_frame = last->user_frame;
    }
}

/* PASS string (RFC 1939, 7): blanks belong to the password, but for the one after the verb. */
static void pass_on_command(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit)
{
    const struct sasl_attempt *last = pop3->login.attempt;
    mail_slice rest = unit->line->text;

    mail_slice_take_word(&rest);

    const struct sasl_facts said = { .password = known(unit, mail_slice_skip(rest, 1)) };

    if (!last || last->has_password || last->result)
        begin_again(pop3);
    sasl_dialogue_note_command(&pop3->login, pop3->session, &exchange->base, unit, &said);
    pop3->state_ahead = POP3_TRANSACTION;
}

/* RPOP user (RFC 1081): in place of PASS. */
static void rpop_on_command(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit)
{
    const struct sasl_facts nothing = { .mechanism = mail_slice_from_string("RPOP") };

    if (!pop3->login.attempt || pop3->login.attempt->result)
        begin_again(pop3);
    sasl_dialogue_note_command(&pop3->login, pop3->session, &exchange->base, unit, &nothing);
    pop3->state_ahead = POP3_TRANSACTION;
}

/* APOP name digest (RFC 1939, 7). The digest answers the greeting's timestamp. */
static void apop_on_command(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit)
{
    mail_slice rest = unit->command->argument;
    mail_slice user = mail_slice_take_word(&rest);
    const struct sasl_facts said = { .mechanism = mail_slice_from_string("APOP"),
                                     .user = user.length ? user : known(unit, user),
                                     .digest = known(unit, mail_slice_trim(rest)) };

    sasl_dialogue_begin_plainly(&pop3->login, pop3->session, said.mechanism);
    pop3->login.attempt->last_challenge = pop3->apop_timestamp;
    sasl_dialogue_note_command(&pop3->login, pop3->session, &exchange->base, unit, &said);
    pop3->state_ahead = POP3_TRANSACTION;
}

/* PASS, APOP: +OK enters the TRANSACTION state (RFC 1939, 4). */
static void login_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer)
{
    (void) exchange;
    if (!mail_answer_is_accepted(answer))
        return;
    pop3->state = POP3_TRANSACTION;
    pop3->state_is_assumed = false;
}

/* AUTH mechanism [initial-response] (RFC 5034, 4); AUTH alone lists mechanisms and begins nothing. */
static void auth_on_command(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit)
{
    const struct sasl_request *request = pop3_command_login(unit->command);

    exchange->base.is_no_gate = !request;
    if (request)
        sasl_dialogue_begin(&pop3->login, pop3->session, &exchange->base, unit, request);
}

static void auth_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer)
{
    if (!exchange->base.attempt)
        return;
    sasl_dialogue_go_on(&pop3->login, pop3->session, &exchange->base, answer->outcome);
    login_on_answer(pop3, exchange, answer);
}

/* STLS (RFC 2595, 4): after +OK the TLS handshake begins, and what the client said before no longer counts. */
static void stls_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer)
{
    (void) exchange;
    if (!mail_answer_is_assumed(answer) && !mail_answer_is_accepted(answer)) {
        mail_tls_give_up(pop3->session);
        return;
    }
    pop3->login.attempt = NULL;
    mail_tls_expect(pop3->session, mail_answer_is_assumed(answer));
}

/* RETR msg, TOP msg n, DELE msg (RFC 1939, 5 and 7): what is known of the message by now goes with the command. */
static void mail_on_command(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit)
{
    uint32_t number;

    (void) exchange;
    if (pop3_message_parse(unit->command->argument, &number))
        pop3_mail_facts_add(pop3, unit, number);
}

/* A row of LIST: msg SP octets (RFC 1939, 5). */
static void list_on_row(struct pop3_session *pop3, mail_slice row)
{
    uint32_t number;
    uint64_t octets;

    if (pop3_numbers_parse(row, &number, &octets))
        pop3_maildrop_note_octets(&pop3->maildrop, number, octets);
}

/* A row of UIDL: msg SP unique-id (RFC 1939, 7). */
static void uidl_on_row(struct pop3_session *pop3, mail_slice row)
{
    uint32_t number;
    mail_slice unique_id;

    if (pop3_unique_id_parse(row, &number, &unique_id))
        pop3_maildrop_note_unique_id(&pop3->maildrop, number, unique_id);
}

static void dele_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer)
{
    uint32_t number;

    if (!mail_answer_is_accepted(answer) || !pop3_message_parse(mail_exchange_argument(&exchange->base), &number))
        return;
    pop3_maildrop_note_deleted(&pop3->maildrop, number);
    pop3_mail_facts_add(pop3, answer->unit, number);
    pop3_mail_counts_add(pop3, answer->unit);
}

static void rset_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer)
{
    (void) exchange;
    if (!mail_answer_is_accepted(answer))
        return;
    pop3_maildrop_unmark_all(&pop3->maildrop);
    pop3_mail_counts_add(pop3, answer->unit);
}

/* XTND BBOARDS name, XTND ARCHIVE name: another maildrop is opened (RFC 1082). */
static void maildrop_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange,
                               const struct mail_answer *answer)
{
    mail_slice rest = mail_exchange_argument(&exchange->base);

    mail_slice_take_word(&rest);
    if (mail_answer_is_accepted(answer) && mail_slice_trim(rest).length)
        pop3_session_open_maildrop(pop3);
}

/* XTND XMIT: after +OK the client sends a message. */
static void xmit_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer)
{
    bool is_assumed = mail_answer_is_assumed(answer);
    bool is_agreed = is_assumed || mail_answer_is_accepted(answer);

    mail_content_take_answer(pop3->session, &exchange->base, &pop3_via_xmit, is_agreed, is_assumed);
}

/* QUIT: issued in the TRANSACTION state it enters the UPDATE state, before any reply (RFC 1939, 3 and 6). */
static void quit_on_command(struct pop3_session *pop3, struct pop3_exchange *exchange, struct mail_unit *unit)
{
    (void) unit;
    if (pop3->state == POP3_TRANSACTION && !exchange->base.is_pipelined)
        pop3->state = pop3->state_ahead = POP3_UPDATE;
}

/* The UPDATE state removes what is marked; a negative reply says that it did not remove all (RFC 1939, 6). */
static void quit_on_answer(struct pop3_session *pop3, struct pop3_exchange *exchange, const struct mail_answer *answer)
{
    (void) exchange;
    if (pop3->state == POP3_TRANSACTION)
        pop3->state = POP3_UPDATE;
    if (mail_answer_is_assumed(answer) || pop3->state != POP3_UPDATE || pop3->state_is_assumed)
        return;
    pop3->maildrop.counts.is_final = true;
    pop3->maildrop.counts.was_updated = mail_answer_is_accepted(answer);
    pop3_mail_counts_add(pop3, answer->unit);
}

/* ---- rows ---- */

/* POP3_VERB(verb, standing, reference, form of a decisive argument, claim, gate, states, more lines, argument, what an
 * answer of one line and a row say, what the text of +OK may tell, on_command, on_answer, on_row, description), sorted
 * by verb. */
#define POP3_VERB(verb, rank, cite, argument_form, claim_kind, gate_kind, valid_states, more, argument_kind, said,     \
                  counts, command_handler, answer_handler, row_handler, words)                                         \
    { .base = { .name = verb,                                                                                          \
                .reference = cite,                                                                                     \
                .description = words,                                                                                  \
                .standing = rank,                                                                                      \
                .form = argument_form,                                                                                 \
                .gate = gate_kind },                                                                                   \
      .claim = claim_kind,                                                                                             \
      .states = valid_states,                                                                                          \
      .more_lines = more,                                                                                              \
      .argument = argument_kind,                                                                                       \
      .listing = said,                                                                                                 \
      .text = counts,                                                                                                  \
      .on_command = command_handler,                                                                                   \
      .on_answer = answer_handler,                                                                                     \
      .on_row = row_handler },

/* clang-format off */
static const struct pop3_verb rows[] = {
POP3_VERB("ACKD", MAIL_FOREIGN, "RFC 937", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in POP2 it confirms a message and deletes it")
POP3_VERB("ACKS", MAIL_FOREIGN, "RFC 937", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in POP2 it confirms a message and keeps it")
POP3_VERB("APOP", MAIL_COMMON, "RFC 1939 7", MAIL_ARGUMENT_TWO_WORDS, POP3_CLAIMS_BY_FORM, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_COUNTS,
          apop_on_command, login_on_answer, NULL,
          "Logs in with the user and a digest of the greeting's timestamp and the password")
POP3_VERB("AUTH", MAIL_COMMON, "RFC 5034 4", MAIL_ARGUMENT_WORD_OR_NONE, POP3_CLAIMS_BY_MECHANISM, MAIL_GATE_TO_SASL,
          POP3_IN_AUTHORIZATION, POP3_ROWS_WITHOUT_ARGUMENT, POP3_LOGIN_ARGUMENT, POP3_MECHANISM, POP3_TELLS_COUNTS,
          auth_on_command, auth_on_answer, NULL,
          "Logs in with the named SASL mechanism; without an argument it asks which ones there are")
POP3_VERB("CAPA", MAIL_COMMON, "RFC 2449 5", MAIL_ARGUMENT_NONE, POP3_CLAIMS_BY_FORM, MAIL_NO_GATE,
          POP3_IN_BOTH, POP3_ROWS, POP3_TEXT_ARGUMENT, POP3_CAPABILITY, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks what the server can do")
POP3_VERB("DELE", MAIL_COMMON, "RFC 1939 5", MAIL_ARGUMENT_NUMBERS, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ONE_LINE, POP3_DELE_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          mail_on_command, dele_on_answer, NULL,
          "Marks a message as deleted; the server removes it when the session ends with QUIT")
POP3_VERB("EUIDL", MAIL_PRIVATE, "IANA: none (private to Qpopper, not verified)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS_WITHOUT_ARGUMENT, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks for unique-ids with more facts of each message")
POP3_VERB("FOLD", MAIL_FOREIGN, "RFC 937", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in POP2 it chooses a mailbox")
POP3_VERB("HELO", MAIL_FOREIGN, "RFC 937", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in POP2 it logs in with user and password; in SMTP it names the client")
POP3_VERB("ID", MAIL_PRIVATE, "IANA: none (private, not verified)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Names the client program, judging by the command's name")
POP3_VERB("LANG", MAIL_COMMON, "RFC 6856 3", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_BOTH, POP3_ROWS_WITHOUT_ARGUMENT, POP3_TEXT_ARGUMENT, POP3_LANGUAGE, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Chooses the language of the server's texts; without an argument it asks which ones there are")
POP3_VERB("LAST", MAIL_OBSOLETE, "RFC 1460 5", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_LAST_MESSAGE, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Obsolete: asks for the highest message number that was read")
POP3_VERB("LIST", MAIL_COMMON, "RFC 1939 5", MAIL_ARGUMENT_NUMBERS_OR_NONE, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS_WITHOUT_ARGUMENT, POP3_TEXT_ARGUMENT, POP3_SCAN_LISTING, POP3_TELLS_COUNTS,
          NULL, NULL, list_on_row,
          "Asks for the size of a message, or of all messages")
POP3_VERB("MANGLE", MAIL_PRIVATE, "IANA: none (private to Qpopper, not verified)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks for messages in a form that small programs can read, judging by the command's name")
POP3_VERB("NACK", MAIL_FOREIGN, "RFC 937", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in POP2 it says that a message was not received correctly")
POP3_VERB("NOOP", MAIL_COMMON, "RFC 1939 5", MAIL_ARGUMENT_NONE, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Does nothing except ask for a reply")
POP3_VERB("PASS", MAIL_COMMON, "RFC 1939 7", MAIL_ARGUMENT_WORD, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_COUNTS,
          pass_on_command, login_on_answer, NULL,
          "Gives the password of the user that USER named: the second half of a login")
POP3_VERB("QUIT", MAIL_FAREWELL, "RFC 1939 6", MAIL_ARGUMENT_NONE, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_BOTH, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          quit_on_command, quit_on_answer, NULL,
          "Ends the session; the server removes what was marked as deleted")
POP3_VERB("RCEV", MAIL_FOREIGN, "RFC 918", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in the first POP it asks for the mail")
POP3_VERB("RCVD", MAIL_FOREIGN, "RFC 918", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in the first POP it confirms the mail")
POP3_VERB("RDEL", MAIL_FOREIGN, "RFC 918", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in the first POP it asks for the mail and deletes it")
POP3_VERB("READ", MAIL_FOREIGN, "RFC 937", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Not a POP3 command: in POP2 it asks for the size of a message")
POP3_VERB("RETR", MAIL_COMMON, "RFC 1939 5", MAIL_ARGUMENT_NUMBERS, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_MESSAGE_RETR, POP3_RETR_ARGUMENT, POP3_TEXT, POP3_TELLS_COUNTS,
          mail_on_command, NULL, NULL,
          "Asks for a message")
POP3_VERB("RPOP", MAIL_OBSOLETE, "RFC 1081", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          rpop_on_command, login_on_answer, NULL,
          "Obsolete: names the user of the client's computer, who is trusted without a password; used instead of PASS")
POP3_VERB("RSET", MAIL_COMMON, "RFC 1939 5", MAIL_ARGUMENT_NONE, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_COUNTS,
          NULL, rset_on_answer, NULL,
          "Unmarks all messages that were marked as deleted")
POP3_VERB("STAT", MAIL_COMMON, "RFC 1939 5", MAIL_ARGUMENT_NONE, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_DROP_LISTING, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks for the number of messages and their total size")
POP3_VERB("STLS", MAIL_COMMON, "RFC 2595 4", MAIL_ARGUMENT_NONE, POP3_CLAIMS_BY_FORM, MAIL_GATE_TO_TLS,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, stls_on_answer, NULL,
          "Asks for TLS: after +OK the handshake begins on this connection")
POP3_VERB("TOP", MAIL_COMMON, "RFC 1939 7", MAIL_ARGUMENT_NUMBERS, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_MESSAGE_TOP, POP3_TOP_ARGUMENT, POP3_TEXT, POP3_TELLS_COUNTS,
          mail_on_command, NULL, NULL,
          "Asks for a message's header and the first lines of its body")
POP3_VERB("UIDL", MAIL_COMMON, "RFC 1939 7", MAIL_ARGUMENT_NUMBERS_OR_NONE, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS_WITHOUT_ARGUMENT, POP3_TEXT_ARGUMENT, POP3_UNIQUE_ID_LISTING, POP3_TELLS_COUNTS,
          NULL, NULL, uidl_on_row,
          "Asks for the unique-id of a message, or of all messages; it stays the same from session to session")
POP3_VERB("USER", MAIL_COMMON, "RFC 1939 7", MAIL_ARGUMENT_WORD, POP3_CLAIMS_BY_FORM, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          user_on_command, NULL, NULL,
          "Names the user: the first half of a login")
POP3_VERB("UTF8", MAIL_COMMON, "RFC 6856 2.1", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Says that the client accepts UTF-8 in the headers of messages and in texts")
POP3_VERB("X-MANGLE", MAIL_PRIVATE, "IANA: none (private to Qpopper, not verified)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_ANY, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks for messages in a form that small programs can read, judging by the command's name")
POP3_VERB("XCLIENT", MAIL_PRIVATE, "https://github.com/dovecot/core src/pop3-login/client.c (Dovecot)", MAIL_ARGUMENT_ATTRIBUTES, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Sent by a proxy: names the real client, as name=value")
POP3_VERB("XOIP", MAIL_PRIVATE, "https://github.com/dovecot/core src/pop3-login/client.c (Dovecot)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_AUTHORIZATION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Sent by a proxy: gives the address of the real client")
POP3_VERB("XSENDER", MAIL_PRIVATE, "https://github.com/zeek/zeek src/analyzer/protocol/pop3/POP3_cmd.def (Zeek)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          mail_on_command, NULL, NULL,
          "Asks for the sender of a message")
POP3_VERB("XTND", MAIL_OBSOLETE, "RFC 1082", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks for a service outside POP3 itself; the first word of the argument names it")
POP3_VERB("XTND ARCHIVE", MAIL_OBSOLETE, "RFC 1082", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS, POP3_TEXT_ARGUMENT, POP3_BBOARD, POP3_TELLS_NOTHING,
          NULL, maildrop_on_answer, NULL,
          "Obsolete: opens the archive of a discussion group as the maildrop")
POP3_VERB("XTND BBOARDS", MAIL_OBSOLETE, "RFC 1082", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS, POP3_TEXT_ARGUMENT, POP3_BBOARD, POP3_TELLS_NOTHING,
          NULL, maildrop_on_answer, NULL,
          "Obsolete: opens a discussion group as the maildrop; without a name it asks which ones there are")
POP3_VERB("XTND SCAN", MAIL_PRIVATE, "IANA: none (private, not verified)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks for a line about each message")
POP3_VERB("XTND X-BBOARDS", MAIL_OBSOLETE, "RFC 1082", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Obsolete: asks for everything that is known about a discussion group")
POP3_VERB("XTND XLST", MAIL_PRIVATE, "IANA: none (private to Qpopper, not verified)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_NO_GATE,
          POP3_IN_TRANSACTION, POP3_ROWS, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, NULL, NULL,
          "Asks for one header field of a message, or of all messages")
POP3_VERB("XTND XMIT", MAIL_PRIVATE, "IANA: none (private to Qpopper, not verified)", MAIL_ARGUMENT_UNCLEAR, POP3_CLAIMS_NOTHING, MAIL_GATE_TO_CONTENT,
          POP3_IN_TRANSACTION, POP3_ONE_LINE, POP3_TEXT_ARGUMENT, POP3_TEXT, POP3_TELLS_NOTHING,
          NULL, xmit_on_answer, NULL,
          "Sends a message: it follows from the client after +OK and ends with a line that holds only a dot")
};
/* clang-format on */

const struct mail_verb_table pop3_verb_table = { rows, G_N_ELEMENTS(rows), sizeof(struct pop3_verb) };
