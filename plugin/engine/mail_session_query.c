/* What of a session the rooms above may ask: see mail_session.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_session_state.h"

enum mail_role mail_session_role_of(const struct mail_session *session, enum mail_side side)
{
    return side == session->roles.client_side ? MAIL_CLIENT : MAIL_SERVER;
}

enum mail_side mail_session_side_of(const struct mail_session *session, enum mail_role role)
{
    enum mail_side client = session->roles.client_side;

    return (role == MAIL_CLIENT) == (client == MAIL_SIDE_A) ? MAIL_SIDE_A : MAIL_SIDE_B;
}

unsigned mail_session_number(const struct mail_session *session)
{
    return session->number;
}

const struct mail_protocol *mail_session_protocol(const struct mail_session *session)
{
    return session->protocol;
}

const struct mail_unit *mail_session_first_unit(const struct mail_session *session)
{
    return session->transcript.first;
}

const struct mail_unit *mail_session_last_unit(const struct mail_session *session)
{
    return session->transcript.last;
}

unsigned mail_session_unit_count(const struct mail_session *session)
{
    return session->transcript.unit_count;
}

void *mail_session_state(struct mail_session *session)
{
    return session->state;
}

const void *mail_session_const_state(const struct mail_session *session)
{
    return session->state;
}

struct mail_capture *mail_session_capture(const struct mail_session *session)
{
    return session->capture;
}

const struct mail_arena *mail_session_arena(const struct mail_session *session)
{
    return &session->capture->arena;
}

enum mail_phase mail_session_phase(const struct mail_session *session)
{
    return session->progress.phase;
}

bool mail_session_is_under_tls(const struct mail_session *session)
{
    return session->layer == MAIL_LAYER_TLS;
}

bool mail_session_has_heard_server(const struct mail_session *session)
{
    return session->roles.has_heard_server;
}

bool mail_session_awaits_greeting(const struct mail_session *session)
{
    return session->progress.awaits_greeting;
}

bool mail_session_is_lost(const struct mail_session *session)
{
    const struct mail_progress *progress = &session->progress;

    return progress->phase == MAIL_PHASE_UNKNOWN ||
           (progress->phase == MAIL_PHASE_GREETING && progress->awaits_greeting);
}

bool mail_session_is_after_gap(const struct mail_session *session, enum mail_role role)
{
    const struct mail_flow *flows = session->flows[session->layer];

    return flows && flows[mail_session_side_of(session, role)].is_after_gap;
}

bool mail_session_is_from_start(const struct mail_session *session, enum mail_role role)
{
    const struct mail_flow *flows = session->flows[session->layer];

    return flows && flows[mail_session_side_of(session, role)].is_from_start;
}

size_t mail_session_held_length(const struct mail_session *session)
{
    const struct mail_flow *flows = session->flows[session->layer];

    return flows ? flows[mail_session_side_of(session, MAIL_CLIENT)].input.length : 0;
}

struct mail_time mail_session_time(const struct mail_session *session)
{
    return session->call.time;
}

bool mail_session_is_at_line_limit(const struct mail_session *session)
{
    return session->line_count >= session->capture->session_limit;
}
