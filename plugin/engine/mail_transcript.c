/* See mail_transcript.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_transcript.h"

/* Of all units that have none. */
static const struct mail_unit_details no_details;

struct mail_unit *mail_transcript_add(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role)
{
    struct mail_unit *unit = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_unit));

    unit->kind = (uint8_t) kind;
    unit->role = (uint8_t) role;
    unit->layer = (uint8_t) session->layer;
    unit->frame = session->frame;
    unit->was_held = session->is_reading_held;
    unit->details = &no_details;
    if (session->last_unit)
        session->last_unit->next = unit;
    else
        session->first_unit = unit;
    session->last_unit = unit;
    session->unit_count++;
    return unit;
}

/* What may be wrong with any line. */
static void add_line_findings(struct mail_session *session, struct mail_unit *unit, const struct mail_line *line)
{
    if (line->ending == MAIL_LINE_BARE_LF)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_bare_lf_cmd);
    if (line->has_bare_cr)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_bare_cr_cmd);
    if (session->is_plaintext_after_starttls)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_plaintext_after_starttls);
    session->is_plaintext_after_starttls = false;
    if (line->is_truncated)
        mail_transcript_add_finding(session, unit, MAIL_FINDING_line_too_long);
}

struct mail_unit *mail_transcript_add_line(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role,
                                           const struct mail_line *line)
{
    struct mail_unit *unit = mail_transcript_add(session, kind, role);

    unit->line = line;
    unit->begin = line->begin;
    unit->end = line->end;
    add_line_findings(session, unit, line);
    return unit;
}

struct mail_unit *mail_transcript_add_span(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role,
                                           uint64_t begin, uint64_t end)
{
    struct mail_unit *unit = mail_transcript_add(session, kind, role);

    unit->begin = begin;
    unit->end = end;
    return unit;
}

struct mail_unit_details *mail_transcript_details(struct mail_session *session, struct mail_unit *unit)
{
    if (unit->details == &no_details)
        unit->details = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_unit_details));
    return (struct mail_unit_details *) unit->details; /* not the shared ones: they may be written */
}

void mail_transcript_add_finding(struct mail_session *session, struct mail_unit *unit, enum mail_finding_id id)
{
    struct mail_finding *finding = mail_arena_allocate_zeroed(session->arena, sizeof(struct mail_finding));

    finding->id = id;
    finding->next = unit->details->findings;
    mail_transcript_details(session, unit)->findings = finding;
}
