/* See findings_view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "findings_view.h"
#include "findings/mail_findings.h"

#include <epan/expert.h>

/* The severities that the rows name, in Wireshark's numbers. */
enum { MAIL_CHAT = PI_CHAT, MAIL_NOTE = PI_NOTE, MAIL_WARN = PI_WARN, MAIL_ERROR = PI_ERROR };

static expert_field finding_fields[] = {
#define MAIL_FINDING(id, name, protocol, kinds, predicate, severity, reference, text) [id] = EI_INIT,
#include "findings/mail_findings.def"
#undef MAIL_FINDING
};

static ei_register_info finding_rows[] = {
#define MAIL_FINDING(id, name, protocol, kinds, predicate, severity, reference, text)                                  \
    { &finding_fields[id], { "mailproto.finding." name, PI_PROTOCOL, severity, text " [" reference "]", EXPFILL } },
#include "findings/mail_findings.def"
#undef MAIL_FINDING
};

void findings_view_register(int proto_mailproto)
{
    expert_register_field_array(expert_register_protocol(proto_mailproto), finding_rows, G_N_ELEMENTS(finding_rows));
}

bool findings_view_is_looked_at(const struct mail_view *view)
{
    return proto_field_is_referenced(view->packet_tree, proto_expert);
}

/* The last of a packet without a tree decides the column of severities: the worst comes last. */
void findings_view_add(const struct mail_drawing *drawing)
{
    static const int severities[] = { PI_CHAT, PI_NOTE, PI_WARN, PI_ERROR };

    for (size_t i = 0; drawing->unit->details->findings && i < G_N_ELEMENTS(severities); i++)
        for (const struct mail_finding *finding = drawing->unit->details->findings; finding; finding = finding->next)
            if (finding_rows[finding->rule].eiinfo.severity == severities[i])
                expert_add_info(drawing->view->pinfo, drawing->item, &finding_fields[finding->rule]);
}
