/* What each POP3 command does to a session: the functions that registry/pop3_verbs.def names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_VERBS_H
#define POP3_VERBS_H

#include "engine/mail_verb.h"

void pop3_apop_on_command(struct mail_session *session, struct mail_exchange *exchange);
void pop3_auth_on_command(struct mail_session *session, struct mail_exchange *exchange);
void pop3_auth_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void pop3_dele_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void pop3_list_on_row(struct mail_session *session, mail_slice row);
void pop3_login_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void pop3_mail_on_command(struct mail_session *session, struct mail_exchange *exchange);
void pop3_maildrop_on_reply(struct mail_session *session, struct mail_exchange *exchange,
                            const struct mail_reply *reply);
void pop3_pass_on_command(struct mail_session *session, struct mail_exchange *exchange);
void pop3_quit_on_command(struct mail_session *session, struct mail_exchange *exchange);
void pop3_quit_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void pop3_rpop_on_command(struct mail_session *session, struct mail_exchange *exchange);
void pop3_rset_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void pop3_stls_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);
void pop3_uidl_on_row(struct mail_session *session, mail_slice row);
void pop3_user_on_command(struct mail_session *session, struct mail_exchange *exchange);
void pop3_xmit_on_reply(struct mail_session *session, struct mail_exchange *exchange, const struct mail_reply *reply);

#endif
