/* See mail_blob.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_blob.h"
#include "mail_exchange.h"

static struct mail_flow *client_flow(struct mail_session *session)
{
    return &session->flows[session->layer][mail_session_side_of(session, MAIL_CLIENT)];
}

void mail_blob_open(struct mail_session *session, struct mail_exchange *exchange, uint64_t size)
{
    struct mail_flow *flow = client_flow(session);

    mail_framer_expect_counted_bytes(&flow->framer, size);
    flow->blob = exchange;
    flow->blob_was_answered = false;
    session->phase = MAIL_PHASE_CONTENT;
}

bool mail_blob_is_open(struct mail_session *session, const struct mail_exchange *exchange)
{
    const struct mail_flow *flow = client_flow(session);

    return flow->framer.framing == MAIL_FRAMING_COUNTED_BYTES && (!exchange || flow->blob == exchange);
}

void mail_blob_break_off(struct mail_session *session)
{
    if (!mail_blob_is_open(session, NULL))
        return;
    mail_framer_expect_lines(&client_flow(session)->framer);
    session->phase = MAIL_PHASE_COMMANDS;
}

void mail_blob_reach_end(struct mail_session *session, enum mail_side side)
{
    const struct mail_flow *flow = &session->flows[session->layer][side];

    session->phase = MAIL_PHASE_COMMANDS;
    if (!flow->blob_was_answered)
        mail_exchange_ask(session, MAIL_EXCHANGE_CONTENT, session->last_unit, flow->blob->verb);
}

void mail_blob_note_reply(struct mail_session *session)
{
    client_flow(session)->blob_was_answered = true;
}
