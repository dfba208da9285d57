/* What is wrong with an SMTP command line: by itself, and by what the server offered before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_COMMAND_FINDINGS_H
#define SMTP_COMMAND_FINDINGS_H

#include "mail_address.h"

struct mail_exchange;
struct mail_session;

/* For each command, which is the session's last unit: its verb. */
void smtp_command_add_findings(struct mail_session *session, struct mail_exchange *exchange);

/* For the first line of each answer, which is the session's last unit: the command behind the one answered, if it was
 * sent already. Not before this reply is it certain that no reply before the command was lost. */
void smtp_pipelining_add_findings(struct mail_session *session);

/* For a command with a path: the path behind `keyword`, which is "FROM:" or "TO:", and its parameters. */
void smtp_path_add_findings(struct mail_session *session, mail_slice argument, mail_slice keyword,
                            enum mail_path_kind kind);

#endif
