/* See mail_flow.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_flow.h"

static void layer_begin(struct mail_session *session, enum mail_layer layer)
{
    const struct mail_arena *arena = &session->capture->arena;
    struct mail_flow *flows = mail_arena_allocate_zeroed(arena, MAIL_SIDES * sizeof(struct mail_flow));

    for (int side = 0; side < MAIL_SIDES; side++)
        mail_framer_init(&flows[side].framer, arena, session->capture->line_limit);
    session->flows[layer] = flows;
}

struct mail_flow *mail_flow_of(struct mail_session *session, enum mail_layer layer, enum mail_side side)
{
    if (!session->flows[layer])
        layer_begin(session, layer);
    return &session->flows[layer][side];
}

struct mail_flow *mail_flow_of_side(struct mail_session *session, enum mail_side side)
{
    return mail_flow_of(session, session->layer, side);
}

struct mail_flow *mail_flow_of_role(struct mail_session *session, enum mail_role role)
{
    return mail_flow_of_side(session, mail_session_side_of(session, role));
}

void mail_flow_close_layer(struct mail_session *session, enum mail_layer layer)
{
    for (int side = 0; side < MAIL_SIDES; side++)
        mail_framer_expect_opaque(&mail_flow_of(session, layer, (enum mail_side) side)->framer);
}
