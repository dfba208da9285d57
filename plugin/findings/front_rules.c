/* See front_rules.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "front_rules.h"
#include "engine/mail_proxy_header.h"

unsigned front_has_malformed_header(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->proxy->is_malformed;
}

unsigned front_is_unasked_tls(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->is_unasked_tls;
}
