/* What each SMTP command does to a session: the functions that registry/smtp_verbs.def names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_VERBS_H
#define SMTP_VERBS_H

#include "engine/mail_verb.h"

void smtp_auth_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_auth_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_bdat_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_bdat_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_burl_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_data_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_ehlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_exps_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_helo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_lhlo_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_lhlo_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_mail_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_mail_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_proxy_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_quit_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_rcpt_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_rcpt_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_reset_on_command(struct mail_session *session, struct mail_exchange *exchange);
void smtp_reset_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_starttls_on_reply(struct mail_session *session, struct mail_exchange *exchange,
                            const struct mail_reply *reply);
void smtp_turn_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void smtp_xclient_on_reply(struct mail_session *session, struct mail_exchange *exchange,
                           const struct mail_reply *reply);
void smtp_xexch50_on_reply(struct mail_session *session, struct mail_exchange *exchange,
                           const struct mail_reply *reply);

#endif
