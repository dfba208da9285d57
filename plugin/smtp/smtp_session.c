/* See smtp_session.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_session.h"

struct smtp_session *smtp_session_of(struct mail_session *session)
{
    return mail_session_state(session);
}

const struct smtp_session *smtp_session_of_const(const struct mail_session *session)
{
    return mail_session_const_state(session);
}

enum smtp_offer smtp_session_is_offered(const struct mail_session *session, mail_slice keyword)
{
    return smtp_offering_of_extension(&smtp_session_of_const(session)->offering, keyword);
}

enum smtp_offer smtp_session_is_mechanism_offered(const struct mail_session *session, mail_slice mechanism)
{
    return smtp_offering_of_mechanism(&smtp_session_of_const(session)->offering, mechanism);
}

bool smtp_session_is_lmtp(const struct mail_session *session)
{
    return smtp_session_of_const(session)->transactions.is_lmtp;
}
