/* SMTP's commands: what each is called, what it is for, and what it and its reply do to a session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "engine/mail_beginning.h"
#include "engine/mail_blob.h"
#include "engine/mail_content.h"
#include "engine/mail_exchange.h"
#include "engine/mail_roles.h"
#include "engine/mail_tls.h"
#include "smtp_command.h"
#include "smtp_content.h"
#include "smtp_session.h"

#include <glib.h>

/* AUTH mechanism [initial-response] (RFC 4954, 4), and X-EXPS (Exchange), an AUTH by another name. Without a mechanism
 * it begins nothing. */
static void auth_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    const struct sasl_request *request = smtp_command_login(unit->command);

    if (request)
        sasl_dialogue_begin(&smtp->login, smtp->session, &exchange->base, unit, request);
}

/* AUTH: a 334 turns the client's next line into a response (RFC 4954, 4). */
static void auth_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    enum mail_outcome outcome =
        mail_answer_is_assumed(answer) ? MAIL_OUTCOME_ASSUMED : smtp_reply_code_login_outcome(answer->reply->status);

    sasl_dialogue_go_on(&smtp->login, smtp->session, &exchange->base, outcome);
}

/* BDAT (RFC 3030, 2): the chunk's bytes follow at once, whatever the reply will be. */
static void bdat_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    const struct smtp_command *command = smtp_command_of_kind(unit->command, SMTP_CHUNK_ARGUMENT);

    if (command)
        smtp_chunks_take_chunk(&smtp->chunks, smtp->session, exchange, &command->chunk);
}

static bool is_last_chunk(const struct smtp_exchange *exchange)
{
    const struct smtp_command *command = smtp_command_of_kind(exchange->base.asked->command, SMTP_CHUNK_ARGUMENT);

    return command && command->chunk.is_last;
}

/* BDAT, BURL: the reply to the last one is that to the message. */
static void bdat_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    if (exchange->base.ends_message)
        return;
    smtp_transaction_refuse_content(exchange, answer);
    if (answer->outcome == MAIL_OUTCOME_REFUSED && !is_last_chunk(exchange))
        smtp_chunks_note_refusal(smtp->session, exchange);
}

/* BURL (RFC 4468, 3.5): "BURL" SP absolute-URI [SP end-marker]. */
static void burl_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    const struct smtp_command *command = smtp_command_of_kind(unit->command, SMTP_REFERENCE_ARGUMENT);

    if (!command)
        return;
    smtp_chunks_take_reference(&smtp->chunks, smtp->session, exchange, command->reference.is_last);
    if (command->reference.is_last)
        smtp_transaction_leave(&smtp->transactions, exchange);
}

/* DATA (RFC 5321, 4.1.1.4): a 354 turns the client's bytes into message content. */
static void data_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    bool is_assumed = mail_answer_is_assumed(answer);
    bool is_agreed = is_assumed || answer->reply->status == 354;

    mail_content_take_answer(smtp->session, &exchange->base, &smtp_via_data, is_agreed, is_assumed);
    smtp_transaction_refuse_content(exchange, answer);
}

/* RSET, EHLO, HELO (RFC 5321, 4.1.1.5 and 4.1.4): what the client sends next belongs to no transaction. */
static void reset_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    (void) unit;
    smtp_chunks_leave(&smtp->chunks, exchange);
    smtp_transaction_leave(&smtp->transactions, exchange);
}

static void reset_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    if (mail_answer_is_assumed(answer))
        return;
    if (!mail_answer_is_accepted(answer)) {
        smtp_transaction_return(&smtp->transactions, exchange);
        smtp_chunks_return(&smtp->chunks, exchange);
        return;
    }
    smtp_transaction_end_open(&smtp->transactions, smtp->session, answer->reply, answer->unit);
    smtp_chunks_begin_after(&smtp->chunks, smtp->session, exchange);
}

static void quit_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    (void) exchange;
    if (mail_answer_is_accepted(answer))
        smtp_transaction_end_open(&smtp->transactions, smtp->session, answer->reply, answer->unit);
}

static bool is_not_refused(const struct mail_answer *answer)
{
    return mail_answer_is_accepted(answer) || mail_answer_is_assumed(answer);
}

/* An accepted EHLO, HELO or LHLO begins anew, as SMTP or as LMTP. */
static void begin_as(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer,
                     bool is_lmtp)
{
    if (is_not_refused(answer)) {
        smtp->was_lmtp = is_lmtp;
        smtp->is_variant_known = true;
    }
    smtp->transactions.is_lmtp = smtp->was_lmtp;
    reset_on_answer(smtp, exchange, answer);
}

/* EHLO (RFC 5321, 4.1.1.1): the reply says what the server offers. */
static void ehlo_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    begin_as(smtp, exchange, answer, false);
    if (mail_answer_is_accepted(answer))
        smtp_offering_replace(&smtp->offering, answer->reply->status);
}

/* HELO (RFC 5321, 4.1.1.1): no extensions. */
static void helo_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    begin_as(smtp, exchange, answer, false);
    if (mail_answer_is_accepted(answer))
        smtp_offering_clear(&smtp->offering);
}

/* LHLO (RFC 2033, 4.1): as EHLO, but the session is LMTP from here on, unless the server refuses. */
static void lhlo_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    smtp->transactions.is_lmtp = true;
    reset_on_command(smtp, exchange, unit);
}

static void lhlo_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    begin_as(smtp, exchange, answer, true);
    if (mail_answer_is_accepted(answer))
        smtp_offering_replace(&smtp->offering, answer->reply->status);
}

/* MAIL (RFC 5321, 4.1.1.2). */
static void mail_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    smtp_transaction_begin(&smtp->transactions, smtp->session, exchange, unit);
}

/* An accepted MAIL: chunks sent before belong to no message. */
static void mail_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    if (mail_answer_is_assumed(answer))
        return;
    smtp_transaction_answer_mail(&smtp->transactions, smtp->session, exchange, answer);
    if (mail_answer_is_accepted(answer))
        smtp_chunks_begin_after(&smtp->chunks, smtp->session, exchange);
}

/* A load balancer's first words (https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt, 2): nobody answers. */
static void proxy_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    (void) unit;
    if (mail_session_awaits_greeting(smtp->session) && mail_exchange_oldest(smtp->session) == &exchange->base)
        mail_exchange_forget_oldest(smtp->session);
}

static void rcpt_on_command(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit)
{
    smtp_transaction_add_recipient(&smtp->transactions, smtp->session, exchange, unit);
}

static void rcpt_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    if (!mail_answer_is_assumed(answer))
        smtp_transaction_answer_recipient(&smtp->transactions, smtp->session, exchange, answer);
}

/* Whether a new session begins with the reply, which is 220 or assumed: the transaction that is open ends. */
static bool ends_session(struct smtp_session *smtp, const struct mail_answer *answer)
{
    if (!mail_answer_is_assumed(answer) && answer->reply->status != 220)
        return false;
    if (!mail_answer_is_assumed(answer))
        smtp_transaction_end_open(&smtp->transactions, smtp->session, answer->reply, answer->unit);
    return true;
}

/* STARTTLS (RFC 3207, 4): after 220 the TLS handshake begins, and what was offered no longer counts (4.2). An EHLO that
 * was not decrypted may tell anew. */
static void starttls_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange,
                               const struct mail_answer *answer)
{
    (void) exchange;
    if (!ends_session(smtp, answer)) {
        mail_tls_give_up(smtp->session);
        return;
    }
    smtp_offering_forget(&smtp->offering);
    mail_tls_expect(smtp->session, mail_answer_is_assumed(answer));
}

/* TURN (RFC 821, 4.1.1), ATRN (RFC 2645, 5.2.1 and 5.3): after a positive reply the sides change. */
static void turn_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer)
{
    (void) exchange;
    if (!is_not_refused(answer))
        return;
    smtp_offering_forget(&smtp->offering);
    if (mail_answer_is_assumed(answer)) {
        mail_roles_doubt(smtp->session);
        return;
    }
    smtp_transaction_end_open(&smtp->transactions, smtp->session, answer->reply, answer->unit);
    mail_roles_turn(smtp->session);
}

/* XCLIENT (https://www.postfix.org/XCLIENT_README.html): after 220 the session is where it was after the greeting. */
static void xclient_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange,
                              const struct mail_answer *answer)
{
    (void) exchange;
    if (ends_session(smtp, answer))
        mail_beginning_begin_anew(smtp->session, MAIL_BEGINS_AS_AFTER_GREETING);
}

/* XEXCH50 (Exchange): after 354 as many bytes follow as the first number says; then the server replies again. */
static void xexch50_on_answer(struct smtp_session *smtp, struct smtp_exchange *exchange,
                              const struct mail_answer *answer)
{
    const struct smtp_command *command = smtp_command_of_kind(exchange->base.asked->command, SMTP_BLOB_SIZE_ARGUMENT);
    bool is_accepted = mail_answer_is_assumed(answer) || answer->reply->status == 354;

    if (!is_accepted && mail_blob_is_open(smtp->session, &exchange->base))
        mail_blob_break_off(smtp->session);
    if (!is_accepted || exchange->has_blob || !command)
        return;
    exchange->has_blob = true;
    mail_blob_open(smtp->session, &exchange->base, command->blob_size);
}

/* ---- rows ---- */

/* SMTP_VERB(verb, standing, extension, reference, form of a decisive argument, pipelining, gate, kind of argument,
 * on_command, on_answer, description), sorted by verb: commands, and what else begins a line of a client's in captures.
 * The extension is the keyword that a server must have offered in its reply to EHLO; NULL: none, or it is not known
 * whether it must. */
#define SMTP_VERB(verb, rank, keyword, cite, argument_form, group, gate_kind, argument_kind, command_handler,          \
                  answer_handler, words)                                                                               \
    { .base = { .name = verb,                                                                                          \
                .reference = cite,                                                                                     \
                .description = words,                                                                                  \
                .standing = rank,                                                                                      \
                .form = argument_form,                                                                                 \
                .gate = gate_kind },                                                                                   \
      .extension = keyword,                                                                                            \
      .pipelining = group,                                                                                             \
      .argument = argument_kind,                                                                                       \
      .on_command = command_handler,                                                                                   \
      .on_answer = answer_handler },

/* clang-format off */
static const struct smtp_verb rows[] = {
SMTP_VERB("ATRN", MAIL_COMMON, "ATRN", "RFC 2645 5.2.1", MAIL_ARGUMENT_WORD_OR_NONE, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_OTHER_SIDE,
          SMTP_TEXT_ARGUMENT, NULL, turn_on_answer,
          "Asks for the mail that waits for the client's domains; after a positive reply client and server change roles")
SMTP_VERB("AUTH", MAIL_COMMON, "AUTH", "RFC 4954 4", MAIL_ARGUMENT_ONE_OR_TWO_WORDS, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_SASL,
          SMTP_LOGIN_ARGUMENT, auth_on_command, auth_on_answer,
          "Logs in with the named SASL mechanism")
SMTP_VERB("BDAT", MAIL_COMMON, NULL, "RFC 3030 2", MAIL_ARGUMENT_NUMBERS, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_CHUNK_ARGUMENT, bdat_on_command, bdat_on_answer,
          "Sends a chunk of the message: the given number of bytes follows at once; LAST ends the message")
SMTP_VERB("BURL", MAIL_COMMON, "BURL", "RFC 4468 3.1", MAIL_ARGUMENT_ONE_OR_TWO_WORDS, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_REFERENCE_ARGUMENT, burl_on_command, bdat_on_answer,
          "Names a URL from which the server fetches the message or a part of it; LAST ends the message")
SMTP_VERB("CONNECT", MAIL_FOREIGN, NULL, "RFC 9110 9.3.6", MAIL_ARGUMENT_HTTP_REQUEST, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Not an SMTP command: an HTTP request for a tunnel")
SMTP_VERB("DATA", MAIL_COMMON, NULL, "RFC 5321 4.1.1.4", MAIL_ARGUMENT_NONE, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_CONTENT,
          SMTP_TEXT_ARGUMENT, NULL, data_on_answer,
          "Asks to send the message; it follows after 354 and ends with a line that holds only a dot")
SMTP_VERB("DEBUG", MAIL_PRIVATE, NULL, "https://www.sendmail.org/ srvrsmtp.c (sendmail)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks sendmail for its debugging mode, which once let a stranger run programs (the worm of 1988)")
SMTP_VERB("EHLO", MAIL_EXTENDED_HELLO, NULL, "RFC 5321 4.1.1.1", MAIL_ARGUMENT_WORD_OR_NONE, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_CLIENT_NAME_ARGUMENT, reset_on_command, ehlo_on_answer,
          "Names the client and asks which extensions the server offers")
SMTP_VERB("ETRN", MAIL_COMMON, "ETRN", "RFC 1985 5", MAIL_ARGUMENT_WORD, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks the server to start delivering the mail that waits for a host, over another connection")
SMTP_VERB("EXPN", MAIL_COMMON, NULL, "RFC 5321 4.1.1.7", MAIL_ARGUMENT_UNCLEAR, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_QUERY_ARGUMENT, NULL, NULL,
          "Asks who is on a mailing list")
SMTP_VERB("GET", MAIL_FOREIGN, NULL, "RFC 9110 9.3.1", MAIL_ARGUMENT_HTTP_REQUEST, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Not an SMTP command: an HTTP request")
SMTP_VERB("HEAD", MAIL_FOREIGN, NULL, "RFC 9110 9.3.2", MAIL_ARGUMENT_HTTP_REQUEST, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Not an SMTP command: an HTTP request")
SMTP_VERB("HELO", MAIL_HELLO, NULL, "RFC 5321 4.1.1.1", MAIL_ARGUMENT_WORD, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_CLIENT_NAME_ARGUMENT, reset_on_command, helo_on_answer,
          "Names the client, without asking for extensions")
SMTP_VERB("HELP", MAIL_COMMON, NULL, "RFC 5321 4.1.1.8", MAIL_ARGUMENT_UNCLEAR, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks for help in plain text")
SMTP_VERB("LHLO", MAIL_EXTENDED_HELLO, NULL, "RFC 2033 4.1", MAIL_ARGUMENT_WORD_OR_NONE, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_CLIENT_NAME_ARGUMENT, lhlo_on_command, lhlo_on_answer,
          "Names the client and begins LMTP: each accepted recipient gets its own reply after the message")
SMTP_VERB("MAIL", MAIL_COMMON, NULL, "RFC 5321 4.1.1.2", MAIL_ARGUMENT_FROM, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_REVERSE_PATH_ARGUMENT, mail_on_command, mail_on_answer,
          "Begins a mail and names its sender, to whom failures are reported (<>: nobody)")
SMTP_VERB("NOOP", MAIL_COMMON, NULL, "RFC 5321 4.1.1.9", MAIL_ARGUMENT_NONE, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Does nothing except ask for a reply")
SMTP_VERB("ONEX", MAIL_PRIVATE, NULL, "https://www.sendmail.org/ srvrsmtp.c (sendmail)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells sendmail that this session sends one message only")
SMTP_VERB("OPTIONS", MAIL_FOREIGN, NULL, "RFC 9110 9.3.7", MAIL_ARGUMENT_HTTP_REQUEST, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Not an SMTP command: an HTTP request")
SMTP_VERB("POST", MAIL_FOREIGN, NULL, "RFC 9110 9.3.3", MAIL_ARGUMENT_HTTP_REQUEST, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Not an SMTP command: an HTTP request, which may carry SMTP commands in its body")
SMTP_VERB("PROXY", MAIL_FOREIGN, NULL, "https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt", MAIL_ARGUMENT_PROXY_HEADER, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, proxy_on_command, NULL,
          "Not an SMTP command: a load balancer gives the client's real address before the session begins; it gets no reply")
SMTP_VERB("PUT", MAIL_FOREIGN, NULL, "RFC 9110 9.3.4", MAIL_ARGUMENT_HTTP_REQUEST, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Not an SMTP command: an HTTP request")
SMTP_VERB("QUEU", MAIL_PRIVATE, NULL, "https://www.snort.org/ README.SMTP (Snort's list of commands)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "A command of old servers; what it does is not known for certain")
SMTP_VERB("QUIT", MAIL_FAREWELL, NULL, "RFC 5321 4.1.1.10", MAIL_ARGUMENT_NONE, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, quit_on_answer,
          "Ends the session; the server replies, then closes the connection")
SMTP_VERB("RCPT", MAIL_COMMON, NULL, "RFC 5321 4.1.1.3", MAIL_ARGUMENT_TO, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_FORWARD_PATH_ARGUMENT, rcpt_on_command, rcpt_on_answer,
          "Names one recipient of the mail; sent once for each recipient")
SMTP_VERB("RSET", MAIL_COMMON, NULL, "RFC 5321 4.1.1.5", MAIL_ARGUMENT_NONE, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, reset_on_command, reset_on_answer,
          "Drops the mail that was begun; the session goes on")
SMTP_VERB("SAML", MAIL_OBSOLETE, NULL, "RFC 821 4.1.1", MAIL_ARGUMENT_FROM, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_REVERSE_PATH_ARGUMENT, mail_on_command, mail_on_answer,
          "Begins a mail for the recipient's terminal and mailbox; obsolete")
SMTP_VERB("SEND", MAIL_OBSOLETE, NULL, "RFC 821 4.1.1", MAIL_ARGUMENT_FROM, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_REVERSE_PATH_ARGUMENT, mail_on_command, mail_on_answer,
          "Begins a mail for the recipient's terminal; obsolete")
SMTP_VERB("SHOWQ", MAIL_PRIVATE, NULL, "https://www.sendmail.org/ srvrsmtp.c (sendmail)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks sendmail to show its queue, for debugging")
SMTP_VERB("SOML", MAIL_OBSOLETE, NULL, "RFC 821 4.1.1", MAIL_ARGUMENT_FROM, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_REVERSE_PATH_ARGUMENT, mail_on_command, mail_on_answer,
          "Begins a mail for the recipient's terminal, otherwise for the mailbox; obsolete")
SMTP_VERB("STARTTLS", MAIL_COMMON, "STARTTLS", "RFC 3207 4", MAIL_ARGUMENT_NONE, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_TLS,
          SMTP_TEXT_ARGUMENT, NULL, starttls_on_answer,
          "Asks for TLS: after 220 the handshake begins on this connection; then the session starts again")
SMTP_VERB("TICK", MAIL_PRIVATE, NULL, "https://www.snort.org/ README.SMTP (Snort's list of commands)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "A command of old servers; what it does is not known for certain")
SMTP_VERB("TURN", MAIL_OBSOLETE, NULL, "RFC 821 4.1.1", MAIL_ARGUMENT_UNCLEAR, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_OTHER_SIDE,
          SMTP_TEXT_ARGUMENT, NULL, turn_on_answer,
          "Asks to change roles: after a positive reply the server becomes the client; obsolete, as it checks nobody's identity")
SMTP_VERB("VERB", MAIL_PRIVATE, NULL, "https://www.sendmail.org/ srvrsmtp.c (sendmail)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks sendmail to report in its replies what it does")
SMTP_VERB("VRFY", MAIL_COMMON, NULL, "RFC 5321 4.1.1.6", MAIL_ARGUMENT_UNCLEAR, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_QUERY_ARGUMENT, NULL, NULL,
          "Asks whether a mailbox exists")
SMTP_VERB("WELLKNOWN", MAIL_PRIVATE, NULL, "https://www.exim.org/ smtp_in.c (Exim)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks an Exim server for a well-known document")
SMTP_VERB("WIZ", MAIL_PRIVATE, NULL, "https://www.sendmail.org/ srvrsmtp.c (sendmail)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asked old sendmail servers for a shell: a back door, logged today")
SMTP_VERB("X-ANONYMOUSTLS", MAIL_PRIVATE, "X-ANONYMOUSTLS", "X-ANONYMOUSTLS (Exchange)", MAIL_ARGUMENT_NONE, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_TLS,
          SMTP_TEXT_ARGUMENT, NULL, starttls_on_answer,
          "Asks for TLS between Exchange servers, which check no certificate: after 220 the handshake begins")
SMTP_VERB("X-EXPS", MAIL_PRIVATE, "X-EXPS", "KB 812455 (Exchange)", MAIL_ARGUMENT_ONE_OR_TWO_WORDS, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_SASL,
          SMTP_LOGIN_ARGUMENT, auth_on_command, auth_on_answer,
          "Logs in with the named SASL mechanism, between Exchange servers: AUTH under another name")
SMTP_VERB("X-LINK2STATE", MAIL_PRIVATE, "X-LINK2STATE", "KB 812455 (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_LAST_IN_GROUP, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells another Exchange server which routes are up")
SMTP_VERB("X-TURNME", MAIL_PRIVATE, NULL, "Not registered with IANA (not verified)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks a CommuniGate server for the mail that waits for the client; not known for certain")
SMTP_VERB("XADR", MAIL_PRIVATE, NULL, "https://www.snort.org/ README.SMTP (Snort's list of commands)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks a PMDF or Sun server about an address; not known for certain")
SMTP_VERB("XAUTH", MAIL_PRIVATE, NULL, "https://www.snort.org/ README.SMTP (Snort's list of commands)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "A login of old servers under a private name; how it works is not known for certain")
SMTP_VERB("XCIR", MAIL_PRIVATE, NULL, "https://www.snort.org/ README.SMTP (Snort's list of commands)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks a PMDF or Sun server to check a circuit; not known for certain")
SMTP_VERB("XCLIENT", MAIL_PRIVATE, "XCLIENT", "https://www.postfix.org/XCLIENT_README.html", MAIL_ARGUMENT_ATTRIBUTES, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_GREETING,
          SMTP_ATTRIBUTES_ARGUMENT, NULL, xclient_on_answer,
          "Tells the server who the real client is; after 220 the session starts again as after the greeting")
SMTP_VERB("XEXCH50", MAIL_PRIVATE, "XEXCH50", "KB 812455 (Exchange)", MAIL_ARGUMENT_NUMBERS, SMTP_LAST_IN_GROUP, MAIL_GATE_TO_BLOB,
          SMTP_BLOB_SIZE_ARGUMENT, NULL, xexch50_on_answer,
          "Sends properties of the message between Exchange servers: after 354 the given number of bytes follows")
SMTP_VERB("XFILEVSN", MAIL_PRIVATE, NULL, "Not registered with IANA (not verified)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "A private command; what it does is not known for certain")
SMTP_VERB("XFORWARD", MAIL_PRIVATE, "XFORWARD", "https://www.postfix.org/XFORWARD_README.html", MAIL_ARGUMENT_ATTRIBUTES, SMTP_ANYWHERE_IN_GROUP, MAIL_NO_GATE,
          SMTP_ATTRIBUTES_ARGUMENT, NULL, NULL,
          "Tells the server where the mail came from, for its log")
SMTP_VERB("XGEN", MAIL_PRIVATE, NULL, "https://www.snort.org/ README.SMTP (Snort's list of commands)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks a PMDF or Sun server about its configuration; not known for certain")
SMTP_VERB("XPROXY", MAIL_PRIVATE, NULL, "XPROXY (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells an Exchange server behind a front end about the client's session; its argument is not published")
SMTP_VERB("XPROXYFROM", MAIL_PRIVATE, NULL, "XPROXYFROM (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells an Exchange server behind a front end which client the mail comes from")
SMTP_VERB("XPROXYTO", MAIL_PRIVATE, NULL, "XPROXYTO (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells an Exchange front end where to pass mail on to; not known for certain")
SMTP_VERB("XQDISCARD", MAIL_PRIVATE, NULL, "XQDISCARD (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks another Exchange server which shadow copies of messages are no longer needed (2010)")
SMTP_VERB("XRDST", MAIL_PRIVATE, NULL, "XRDST (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells another Exchange server a destination, judging by the name; the meaning is not published")
SMTP_VERB("XREMOTEQUEUE", MAIL_PRIVATE, NULL, "Not registered with IANA (not verified)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks an old server to start a queue; not known for certain")
SMTP_VERB("XRSP", MAIL_PRIVATE, NULL, "Not registered with IANA (not verified)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "A private command of Exchange; what it does is not known for certain")
SMTP_VERB("XSESSIONPARAMS", MAIL_PRIVATE, NULL, "XSESSIONPARAMS (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells another Exchange server parameters of the session; details are not published")
SMTP_VERB("XSHADOW", MAIL_PRIVATE, NULL, "XSHADOW (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks another Exchange server to keep a shadow copy of messages until they are delivered (2010)")
SMTP_VERB("XSHADOWREQUEST", MAIL_PRIVATE, NULL, "XSHADOWREQUEST (Exchange)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks another Exchange server to keep a shadow copy of messages until they are delivered (2013); not known for certain")
SMTP_VERB("XSTA", MAIL_PRIVATE, NULL, "https://www.snort.org/ README.SMTP (Snort's list of commands)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Asks a PMDF or Sun server for its status; not known for certain")
SMTP_VERB("XUSR", MAIL_PRIVATE, NULL, "https://www.sendmail.org/ srvrsmtp.c (sendmail)", MAIL_ARGUMENT_UNCLEAR, SMTP_NOT_IN_GROUPS, MAIL_NO_GATE,
          SMTP_TEXT_ARGUMENT, NULL, NULL,
          "Tells sendmail that this session is a user's first submission, whose header may be completed")
};
/* clang-format on */

const struct mail_verb_table smtp_verb_table = { rows, G_N_ELEMENTS(rows), sizeof(struct smtp_verb) };
