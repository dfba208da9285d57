/* What becomes of mails, and of the offer to encrypt them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_MAIL_RULES_H
#define SMTP_MAIL_RULES_H

#include "engine/mail_session.h"

unsigned smtp_refuses_mail(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_refuses_recipient(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_defers_mail(const struct mail_session *session, const struct mail_unit *unit);
unsigned smtp_goes_on_without_tls(const struct mail_session *session, const struct mail_unit *unit);

#endif
