/* See mail_dialogue.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_dialogue.h"
#include "mail_exchange.h"
#include "mail_gate.h"
#include "mail_transcript.h"
#include "mail_verb.h"
#include "sasl/sasl_dialogue.h"

bool mail_dialogue_is_lost(const struct mail_session *session)
{
    return session->phase == MAIL_PHASE_UNKNOWN || (session->phase == MAIL_PHASE_GREETING && session->awaits_greeting);
}

static void take_command(struct mail_session *session, struct mail_line *line)
{
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_COMMAND, MAIL_CLIENT, line);
    struct mail_command *command = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_command));

    *command = session->protocol->parse_command(session->arena, line->text);
    unit->command = command;

    struct mail_exchange *exchange = mail_exchange_ask(session, MAIL_EXCHANGE_COMMAND, unit, command->verb);

    if (session->phase != MAIL_PHASE_CONTENT)
        session->phase = MAIL_PHASE_COMMANDS;
    if (session->protocol->on_command)
        session->protocol->on_command(session, exchange);
    if (!command->verb)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_unknown_command);
    else if (command->verb->on_command)
        command->verb->on_command(session, exchange);
    if (command->verb && command->verb->gate != MAIL_NO_GATE)
        mail_gate_close(session, exchange);
}

/* While the server's side is missing, or the client's behind a gap, a command shows that a SASL exchange is over. */
static bool is_sasl_line(const struct mail_session *session, mail_slice line)
{
    bool is_certain = session->has_heard_server && !session->is_out_of_step;

    return session->phase == MAIL_PHASE_AUTH && (is_certain || !session->protocol->is_client_line(line));
}

void mail_dialogue_take_client_line(struct mail_session *session, struct mail_line *line)
{
    if (is_sasl_line(session, line->text))
        sasl_dialogue_take_line(session, line);
    else if (mail_dialogue_is_lost(session) && !session->protocol->is_client_line(line->text))
        mail_transcript_add_line(session, MAIL_UNIT_TEXT, MAIL_CLIENT, line);
    else
        take_command(session, line);
}

void mail_dialogue_take_stray_line(struct mail_session *session, const struct mail_line *line)
{
    struct mail_unit *unit = mail_transcript_add_line(session, MAIL_UNIT_TEXT, MAIL_SERVER, line);

    if (!mail_dialogue_is_lost(session))
        mail_transcript_add_finding(session, unit, MAIL_FINDING_malformed_reply);
}

void mail_dialogue_complete_reply(struct mail_session *session)
{
    struct mail_reply *reply = session->reply;
    struct mail_exchange *exchange = reply->exchange;

    session->reply = NULL;
    if (session->phase == MAIL_PHASE_GREETING || session->phase == MAIL_PHASE_UNKNOWN)
        session->phase = MAIL_PHASE_COMMANDS;
    if (!exchange)
        return;
    if (session->gate == exchange)
        mail_gate_open(session);
    if (exchange->verb && exchange->verb->on_reply && exchange->kind != MAIL_EXCHANGE_CONTENT)
        exchange->verb->on_reply(session, exchange, reply);
}
