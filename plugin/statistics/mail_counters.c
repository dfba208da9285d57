/* See mail_counters.h. The names are of our own tables, so that they are few whatever was captured: Wireshark looks
 * through all children of a node.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_counters.h"
#include "statistics_reply.h"

#include "engine/mail_verb.h"
#include "findings/mail_findings.h"
#include "sasl/sasl_exchange.h"
#include "sasl/sasl_mechanism.h"
#include "smtp/smtp_protocol.h"
#include "smtp/smtp_transaction.h"
#include "smtp/smtp_transaction_names.h"
#include "wireshark/taps.h"
#include "wireshark/ws_compat.h"

#include <epan/stats_tree.h>

static const char sessions[] = "Sessions";
static const char commands[] = "Commands";
static const char codes[] = "SMTP reply codes";
static const char statuses[] = "POP3 replies";
static const char logins[] = "Logins";
static const char mails[] = "Mails";
static const char sizes[] = "Message sizes";
static const char findings[] = "Findings";

static const char *const groups[] = { sessions, commands, codes, statuses, logins, mails, findings };

static void init(stats_tree *tree)
{
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++)
        stats_tree_create_pivot(tree, groups[i], 0);
    stats_tree_create_range_node(tree, sizes, 0, "0-999", "1000-9999", "10000-99999", "100000-999999", "1000000-",
                                 NULL);
}

static void count(stats_tree *tree, const char *group, const char *name)
{
    stats_tree_tick_pivot(tree, stats_tree_parent_id_by_name(tree, group), name);
}

static void count_reply(stats_tree *tree, packet_info *pinfo, const struct mail_tap_record *record,
                        const struct mail_unit *unit)
{
    unsigned code = statistics_reply_code(record->session, unit->reply);

    if (unit->reply_index > 0)
        return;
    if (mail_session_protocol(record->session) == &smtp_protocol)
        count(tree, codes, code ? wmem_strdup_printf(pinfo->pool, "%u", code) : "none");
    else if (statistics_reply_refuses(record->session, unit->reply))
        count(tree, statuses, "-ERR");
    else
        count(tree, statuses, statistics_reply_accepts(record->session, unit->reply) ? "+OK" : "+");
}

/* By their rows. */
static const char *const finding_names[] = {
#define MAIL_FINDING(id, name, protocol, kinds, predicate, severity, reference, text) [id] = name,
#include "findings/mail_findings.def"
#undef MAIL_FINDING
};

static void count_findings(stats_tree *tree, const struct mail_unit *unit)
{
    for (const struct mail_finding *finding = unit->details->findings; finding; finding = finding->next)
        count(tree, findings, finding_names[finding->rule]);
}

static void count_unit(stats_tree *tree, packet_info *pinfo, const struct mail_tap_record *record,
                       const struct mail_unit *unit)
{
    if (unit->kind == MAIL_UNIT_COMMAND)
        count(tree, commands, unit->command->verb ? unit->command->verb->name : "unknown");
    if (unit->kind == MAIL_UNIT_REPLY_LINE)
        count_reply(tree, pinfo, record, unit);
    count_findings(tree, unit);
}

static void count_call(stats_tree *tree, packet_info *pinfo, const struct mail_tap_record *record)
{
    const struct mail_unit *unit = record->reading->first;

    if (unit == mail_session_first_unit(record->session))
        count(tree, sessions, mail_session_protocol(record->session)->name);
    for (unsigned i = 0; i < record->reading->count; i++, unit = unit->next)
        count_unit(tree, pinfo, record, unit);
}

static void count_login(stats_tree *tree, packet_info *pinfo, const struct mail_tap_record *record)
{
    const struct sasl_facts *facts = record->unit->details->sasl;

    count(tree, logins,
          wmem_strdup_printf(pinfo->pool, "%s %s", facts->attempt->row->name, sasl_result_name(facts->result)));
}

static void count_message(stats_tree *tree, packet_info *pinfo, const struct mail_tap_record *record)
{
    (void) pinfo;
    tick_stat_node(tree, sizes, 0, TRUE);
    stats_tree_tick_range(tree, sizes, 0, (int) MIN(record->unit->message->size, (uint64_t) G_MAXINT));
}

static void count_mail(stats_tree *tree, packet_info *pinfo, const struct mail_tap_record *record)
{
    (void) pinfo;
    count(tree, mails, smtp_transaction_result_name(smtp_unit_ended_transaction(record->unit)->result));
}

static void (*const counts[])(stats_tree *tree, packet_info *pinfo, const struct mail_tap_record *record) = {
    [MAIL_TAP_CALL] = count_call,
    [MAIL_TAP_LOGIN] = count_login,
    [MAIL_TAP_MESSAGE] = count_message,
    [MAIL_TAP_TRANSACTION] = count_mail,
};

static tap_packet_status take(stats_tree *tree, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                              tap_flags_t flags)
{
    const struct mail_tap_record *record = tapped;

    (void) edt;
    (void) flags;
    if (counts[record->kind])
        counts[record->kind](tree, pinfo, record);
    return TAP_PACKET_REDRAW;
}

void mail_counters_register(void)
{
    stats_tree_register_plugin("mailproto", "mailproto", ws_counters_title, 0, take, init, NULL);
}
