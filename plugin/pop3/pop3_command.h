/* POP3 command lines (RFC 1939; RFC 2449; RFC 2595; RFC 5034). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_COMMAND_H
#define POP3_COMMAND_H

#include "engine/mail_command.h"
#include "engine/mail_protocol.h"
#include "sasl/sasl_dialogue.h"

/* Takes a line apart; if it is cut, it ends before the word that is. The name of an unknown verb is its word in
 * capitals. All lives in `arena`. */
const struct mail_command *pop3_command_parse(const struct mail_arena *arena, mail_slice line, bool is_cut);

/* What the beginning of a line tells whose end is lost: the verb, if a blank follows it. */
enum mail_cut pop3_command_judge_cut(mail_slice beginning);

/* What AUTH asks for; NULL if the command is no AUTH, or one without argument. It lives as long as the command. */
const struct sasl_request *pop3_command_login(const struct mail_command *command);

/* The verb that an unknown word is a likely slip of the hand for, or NULL. */
const struct mail_verb *pop3_command_find_resembled(mail_slice word);

/* Whether the line, seen without context, can only be a POP3 command. */
bool pop3_command_is_decisive(mail_slice line);

/* The first number of an argument (RETR, DELE, LIST, UIDL, TOP), and TOP's second. False if it is none, or 2^32 or
 * more. */
bool pop3_message_parse(mail_slice argument, uint32_t *message);
bool pop3_top_lines_parse(mail_slice argument, uint32_t *lines);

#endif
