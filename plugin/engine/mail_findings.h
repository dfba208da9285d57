/* The names of what can be wrong, one per row of registry/mail_findings.def, each with its words and its RFC.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FINDINGS_H
#define MAIL_FINDINGS_H

enum mail_finding_id {
#define MAIL_FINDING(id, severity, reference, text) MAIL_FINDING_##id,
#include "findings/mail_findings.def"
#undef MAIL_FINDING
    MAIL_FINDINGS
};

#endif
