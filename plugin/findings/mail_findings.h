/* The findings: the names of what can be wrong, one per row of mail_findings.def, each with its words and its RFC.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FINDINGS_H
#define MAIL_FINDINGS_H

#include "engine/mail_rule.h"

/* As the rules' rows have them: struct mail_finding's `rule`. */
enum mail_finding_id {
#define MAIL_FINDING(id, name, protocol, kinds, predicate, severity, reference, text) id,
#include "mail_findings.def"
#undef MAIL_FINDING
    MAIL_FINDINGS
};

/* The rules, for mail_capture_new(). */
extern const struct mail_rules mail_rules;

#endif
