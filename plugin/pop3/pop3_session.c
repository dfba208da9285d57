/* See pop3_session.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "pop3_session.h"

const struct mail_via pop3_via_retr = { .name = "RETR", .is_from_server = true };
const struct mail_via pop3_via_top = { .name = "TOP", .is_from_server = true, .may_be_part = true };
const struct mail_via pop3_via_xmit = { .name = "XTND XMIT" };

struct pop3_session *pop3_session_of(struct mail_session *session)
{
    return mail_session_state(session);
}

const struct pop3_session *pop3_session_of_const(const struct mail_session *session)
{
    return mail_session_const_state(session);
}

void pop3_session_open_maildrop(struct pop3_session *pop3)
{
    const struct mail_capture *capture = mail_session_capture(pop3->session);

    pop3->maildrop = pop3_maildrop_new(&capture->arena, capture->listed_limit);
}

struct pop3_unit_facts pop3_unit_facts_of(const struct mail_unit *unit)
{
    const struct pop3_unit_facts *facts = unit->details->of_protocol;

    return facts ? *facts : (struct pop3_unit_facts){ 0 };
}
