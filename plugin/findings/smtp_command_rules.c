/* See smtp_command_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command_rules.h"
#include "smtp/smtp_command.h"
#include "smtp/smtp_session.h"

static const struct smtp_verb *verb_of(const struct mail_unit *unit)
{
    return smtp_verb_of(unit->command->verb);
}

static bool is_missing(const struct mail_session *session, const char *keyword)
{
    return smtp_offering_lacks(&smtp_session_of_const(session)->offering, keyword);
}

static bool has_flaw(const struct mail_unit *unit, enum smtp_path_flaw flaw)
{
    const struct smtp_command *command = smtp_command_with_path(unit->command);

    return command && command->path.flaws & flaw;
}

unsigned smtp_has_bad_address(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_flaw(unit, SMTP_PATH_BAD_ADDRESS);
}

unsigned smtp_has_path_without_keyword(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_flaw(unit, SMTP_PATH_WITHOUT_KEYWORD);
}

unsigned smtp_has_path_without_colon(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_flaw(unit, SMTP_PATH_WITHOUT_COLON);
}

unsigned smtp_has_text_before_path(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_flaw(unit, SMTP_PATH_AFTER_TEXT);
}

unsigned smtp_has_text_after_path(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_flaw(unit, SMTP_PATH_BEFORE_TEXT);
}

unsigned smtp_has_several_paths(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return has_flaw(unit, SMTP_PATH_SEVERAL);
}

/* AUTH's own keyword names the mechanisms; what X-EXPS may name stands after its own. */
unsigned smtp_uses_mechanism_not_offered(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct smtp_command *command = smtp_command_of_kind(unit->command, SMTP_LOGIN_ARGUMENT);
    bool is_auth = command && mail_verb_is_common(unit->command->verb);

    return is_auth && !is_missing(session, "AUTH") &&
           smtp_session_is_mechanism_offered(session, command->login.mechanism) == SMTP_NOT_OFFERED;
}

static bool is_chunk(const struct mail_unit *unit)
{
    return verb_of(unit) && verb_of(unit)->argument == SMTP_CHUNK_ARGUMENT;
}

unsigned smtp_has_bad_chunk(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return is_chunk(unit) && !unit->command->is_cut && !smtp_command_of_kind(unit->command, SMTP_CHUNK_ARGUMENT);
}

unsigned smtp_uses_chunks_not_offered(const struct mail_session *session, const struct mail_unit *unit)
{
    return is_chunk(unit) && is_missing(session, "CHUNKING");
}

unsigned smtp_has_obsolete_verb(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return verb_of(unit) && verb_of(unit)->base.standing == MAIL_OBSOLETE;
}

unsigned smtp_has_verb_not_offered(const struct mail_session *session, const struct mail_unit *unit)
{
    return verb_of(unit) && is_missing(session, verb_of(unit)->extension);
}

static unsigned count_faults(const struct mail_unit *unit, enum smtp_parameter_fault fault)
{
    const struct smtp_command *command = smtp_command_with_path(unit->command);
    unsigned count = 0;

    for (const struct smtp_parameter_node *node = command ? command->parameters : NULL; node; node = node->next)
        count += node->parameter.fault == fault;
    return count;
}

unsigned smtp_has_bad_parameter_value(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return count_faults(unit, SMTP_PARAMETER_BAD_VALUE);
}

unsigned smtp_has_bad_xtext(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return count_faults(unit, SMTP_PARAMETER_BAD_XTEXT);
}

unsigned smtp_repeats_parameter(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct smtp_command *command = smtp_command_with_path(unit->command);

    (void) session;
    return command && command->repeats_parameter;
}

unsigned smtp_has_too_many_parameters(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct smtp_command *command = smtp_command_with_path(unit->command);

    (void) session;
    return command && command->has_too_many_parameters;
}

unsigned smtp_has_parameter_not_offered(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct smtp_command *command = smtp_command_with_path(unit->command);

    for (const struct smtp_parameter_node *node = command ? command->parameters : NULL; node; node = node->next)
        if (is_missing(session, node->parameter.extension))
            return true;
    return false;
}
