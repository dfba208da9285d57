/* See smtp_command_findings.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_command_findings.h"
#include "engine/mail_session.h"
#include "engine/mail_transcript.h"
#include "smtp_command.h"
#include "smtp_parameters.h"

/* Whether the server is known not to offer `keyword`. NULL is no keyword. */
static bool is_missing(const struct mail_session *session, const char *keyword)
{
    return keyword && smtp_session_is_offered(session, mail_slice_from_string(keyword)) == SMTP_NOT_OFFERED;
}

void smtp_command_add_findings(struct mail_session *session, struct mail_exchange *exchange)
{
    const struct mail_verb *verb = exchange->verb;

    if (verb && verb->standing == MAIL_OBSOLETE)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_obsolete_verb);
    if (verb && is_missing(session, verb->extension))
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_verb_not_offered);
    exchange->came_too_early = exchange->is_pipelined && is_missing(session, "PIPELINING");
}

void smtp_pipelining_add_findings(struct mail_session *session)
{
    const struct mail_exchange *next = session->open_exchanges;

    if (next && next->kind == MAIL_EXCHANGE_COMMAND && next->came_too_early)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_pipeline_not_offered);
}

/* Whether the row is among those `seen`, which are bits; from here on it is. */
static bool was_seen(uint64_t *seen, const struct smtp_parameter_row *row)
{
    uint64_t bit = row ? UINT64_C(1) << (row - smtp_parameter_rows) : 0;
    bool was_seen_before = *seen & bit;

    *seen |= bit;
    return was_seen_before;
}

static void add_parameter_findings(struct mail_session *session, mail_slice parameters)
{
    static const enum mail_finding_id faults[] = {
        [SMTP_PARAMETER_BAD_VALUE] = MAIL_FINDING_param_bad_value, [SMTP_PARAMETER_BAD_XTEXT] = MAIL_FINDING_xtext_bad
    };
    bool has_repeated = false, has_missing = false;
    uint64_t seen = 0;

    for (mail_slice word = mail_slice_take_word(&parameters); word.length; word = mail_slice_take_word(&parameters)) {
        struct smtp_parameter parameter = smtp_parameter_parse(session->arena, word);
        if (parameter.fault)
            mail_transcript_add_finding(session, session->last_unit, faults[parameter.fault]);
        has_repeated = was_seen(&seen, parameter.row) || has_repeated;
        has_missing = is_missing(session, parameter.extension) || has_missing;
    }
    if (has_repeated)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_param_dup);
    if (has_missing)
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_param_not_offered);
}

void smtp_path_add_findings(struct mail_session *session, mail_slice argument, mail_slice keyword,
                            enum mail_path_kind kind)
{
    struct smtp_path path;
    struct mail_address address;

    if (!smtp_path_parse(argument, keyword, &path))
        return;
    if (!mail_address_parse(path.path, kind, &address) || path.is_bracketed != path.is_closed ||
        (path.path.length == 0 && !path.is_bracketed))
        mail_transcript_add_finding(session, session->last_unit, MAIL_FINDING_addr_syntax);
    add_parameter_findings(session, path.parameters);
}
