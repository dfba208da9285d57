/* See mail_blob.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_blob.h"
#include "mail_exchange.h"
#include "mail_flow.h"
#include "mail_phase.h"

void mail_blob_open(struct mail_session *session, struct mail_exchange *exchange, uint64_t size)
{
    struct mail_flow *flow = mail_flow_of_role(session, MAIL_CLIENT);

    mail_framer_expect_counted_bytes(&flow->framer, size);
    flow->blob = exchange;
    flow->blob_was_answered = false;
    mail_phase_enter(session, MAIL_PHASE_CONTENT);
}

bool mail_blob_is_open(struct mail_session *session, const struct mail_exchange *exchange)
{
    const struct mail_flow *flow = mail_flow_of_role(session, MAIL_CLIENT);

    return flow->framer.framing == MAIL_FRAMING_COUNTED_BYTES && (!exchange || flow->blob == exchange);
}

void mail_blob_break_off(struct mail_session *session)
{
    if (!mail_blob_is_open(session, NULL))
        return;
    mail_framer_expect_lines(&mail_flow_of_role(session, MAIL_CLIENT)->framer);
    mail_phase_enter(session, MAIL_PHASE_COMMANDS);
}

void mail_blob_reach_end(struct mail_session *session, enum mail_side side, struct mail_unit *unit)
{
    const struct mail_flow *flow = mail_flow_of_side(session, side);

    mail_phase_enter(session, MAIL_PHASE_COMMANDS);
    if (!flow->blob_was_answered)
        mail_exchange_ask(session, MAIL_EXCHANGE_CONTENT, unit, flow->blob->verb);
}

void mail_blob_note_reply(struct mail_session *session)
{
    mail_flow_of_role(session, MAIL_CLIENT)->blob_was_answered = true;
}
