/* See statistics_reply.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_reply.h"

#include "pop3/pop3_reply.h"
#include "smtp/smtp_exchange.h"
#include "smtp/smtp_protocol.h"

static bool is_smtp(const struct mail_session *session)
{
    return mail_session_protocol(session) == &smtp_protocol;
}

bool statistics_reply_accepts(const struct mail_session *session, const struct mail_reply *reply)
{
    return is_smtp(session) ? smtp_reply_code_is_positive(reply->status) : reply->status == POP3_STATUS_OK;
}

bool statistics_reply_refuses(const struct mail_session *session, const struct mail_reply *reply)
{
    return is_smtp(session) ? smtp_reply_code_is_refusal(reply->status) : reply->status == POP3_STATUS_ERR;
}

unsigned statistics_reply_code(const struct mail_session *session, const struct mail_reply *reply)
{
    return is_smtp(session) ? reply->status : 0;
}

mail_slice statistics_reply_words(const struct mail_session *session, const struct mail_unit *unit)
{
    return is_smtp(session) ? smtp_unit_reply_line(unit).text : pop3_unit_status_line(unit).text;
}
