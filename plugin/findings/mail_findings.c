/* See mail_findings.h. The predicates are in the files beside this one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_findings.h"
#include "contents_rules.h"
#include "front_rules.h"
#include "line_rules.h"
#include "login_rules.h"
#include "message_rules.h"
#include "pop3/pop3_protocol.h"
#include "pop3_rules.h"
#include "smtp/smtp_protocol.h"
#include "smtp_command_rules.h"
#include "smtp_mail_rules.h"
#include "smtp_reply_rules.h"

#include <glib.h>

/* Sets of the kinds of units that a rule looks at. */
enum {
    AFTER_COMMAND = MAIL_RULE_ON(MAIL_RULE_AFTER_COMMAND),
    ON_COMMAND = MAIL_RULE_ON(MAIL_UNIT_COMMAND),
    ON_HELD = MAIL_RULE_ON(MAIL_UNIT_HELD),
    ON_MESSAGE = MAIL_RULE_ON(MAIL_UNIT_MESSAGE),
    ON_PROXY = MAIL_RULE_ON(MAIL_UNIT_PROXY),
    ON_REPLY_LINE = MAIL_RULE_ON(MAIL_UNIT_REPLY_LINE),
    ON_ROW = MAIL_RULE_ON(MAIL_UNIT_ROW),
    ON_ROWS_END = MAIL_RULE_ON(MAIL_UNIT_ROWS_END),
    ON_SASL_RESPONSE = MAIL_RULE_ON(MAIL_UNIT_SASL_RESPONSE),
    ON_TEXT = MAIL_RULE_ON(MAIL_UNIT_TEXT),
    ON_TLS = MAIL_RULE_ON(MAIL_UNIT_TLS),
    ON_UNREAD = MAIL_RULE_ON(MAIL_UNIT_UNREAD),
    ON_LINE = ON_COMMAND | ON_REPLY_LINE | ON_ROW | ON_TEXT | ON_SASL_RESPONSE | ON_ROWS_END
};

/* What the rows call the protocol of a rule. */
#define ANY_PROTOCOL NULL

static const struct mail_rule rows[] = {
#define MAIL_FINDING(id, name, protocol, kinds, predicate, severity, reference, text) { protocol, kinds, predicate },
#include "mail_findings.def"
#undef MAIL_FINDING
};

const struct mail_rules mail_rules = { rows, G_N_ELEMENTS(rows) };
