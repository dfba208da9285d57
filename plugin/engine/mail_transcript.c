/* See mail_transcript.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_transcript.h"
#include "mail_session_state.h"

/* Of all units that have none. */
static const struct mail_unit_details no_details;

struct mail_unit *mail_transcript_add(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role)
{
    struct mail_transcript *transcript = &session->transcript;
    struct mail_unit *unit = mail_arena_allocate_zeroed(&session->capture->arena, sizeof(struct mail_unit));

    unit->kind = (uint8_t) kind;
    unit->role = (uint8_t) role;
    unit->frame = session->call.frame;
    unit->was_held = session->call.is_late;
    unit->details = &no_details;
    if (transcript->last)
        transcript->last->next = unit;
    else
        transcript->first = unit;
    transcript->last = unit;
    transcript->unit_count++;
    return unit;
}

struct mail_unit *mail_transcript_add_line(struct mail_session *session, enum mail_unit_kind kind, enum mail_role role,
                                           const struct mail_line *line)
{
    struct mail_unit *unit = mail_transcript_add_span(session, kind, role, line->begin, line->end);

    unit->line = line;
    unit->may_lack_beginning = mail_session_is_after_gap(session, role);
    unit->is_in_place_of_tls = session->progress.is_in_place_of_tls;
    session->progress.is_in_place_of_tls = false;
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

void mail_transcript_join_transaction(const struct mail_session *session, struct mail_unit *unit,
                                      const struct mail_exchange *exchange)
{
    if (session->protocol->transaction_number)
        unit->transaction_number = session->protocol->transaction_number(exchange);
}

/* Many units have one finding and nothing else: lines that say nothing cost as little as can be. */
struct shared_details {
    struct mail_unit_details details;
    struct mail_finding finding;
};

static const struct mail_unit_details *details_of_rule(const struct mail_capture *capture, unsigned rule)
{
    if (!capture->details_of_rule[rule]) {
        struct shared_details *shared = mail_arena_allocate_zeroed(&capture->arena, sizeof(struct shared_details));
        shared->finding.rule = rule;
        shared->details.findings = &shared->finding;
        capture->details_of_rule[rule] = &shared->details;
    }
    return capture->details_of_rule[rule];
}

static bool is_shared(const struct mail_capture *capture, const struct mail_unit_details *details)
{
    return details == &no_details ||
           (details->findings && details == capture->details_of_rule[details->findings->rule]);
}

struct mail_unit_details *mail_transcript_details(struct mail_session *session, struct mail_unit *unit)
{
    if (is_shared(session->capture, unit->details)) {
        struct mail_unit_details *own =
            mail_arena_allocate_zeroed(&session->capture->arena, sizeof(struct mail_unit_details));
        *own = *unit->details;
        unit->details = own;
    }
    return (struct mail_unit_details *) unit->details; /* not the shared ones: they may be written */
}

static void add_finding(struct mail_session *session, struct mail_unit *unit, unsigned rule)
{
    struct mail_finding *finding;

    if (unit->details == &no_details) {
        unit->details = details_of_rule(session->capture, rule);
        return;
    }
    finding = mail_arena_allocate_zeroed(&session->capture->arena, sizeof(struct mail_finding));
    finding->rule = rule;
    finding->next = unit->details->findings;
    mail_transcript_details(session, unit)->findings = finding;
}

static void judge(struct mail_session *session, struct mail_unit *unit, const struct mail_rule_list *list)
{
    for (unsigned i = 0; i < list->count; i++) {
        const struct mail_rule *rule = list->rules[i];
        bool is_of_protocol = !rule->protocol || rule->protocol == session->protocol;
        for (unsigned left = is_of_protocol ? rule->count(session, unit) : 0; left; left--)
            add_finding(session, unit, (unsigned) (rule - session->capture->rules->rows));
    }
}

void mail_transcript_judge(struct mail_session *session, struct mail_unit *unit)
{
    judge(session, unit, &session->capture->rules_of_kind[unit->kind]);
}

void mail_transcript_judge_effect(struct mail_session *session, struct mail_unit *unit)
{
    judge(session, unit, &session->capture->rules_of_kind[MAIL_RULE_AFTER_COMMAND]);
}
