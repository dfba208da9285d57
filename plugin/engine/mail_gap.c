/* See mail_gap.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_gap.h"
#include "mail_blob.h"
#include "mail_content.h"
#include "mail_exchange.h"
#include "mail_flow.h"
#include "mail_gate.h"
#include "mail_phase.h"
#include "mail_transcript.h"

/* Whether the client's next line is a response after the gap, too: the line that is cut asks for it, and what was lost
 * after it ends with it; or the command that was lost has its answer already. */
static bool is_challenged(const struct mail_session *session, enum mail_role role, const struct mail_cut_line *cut)
{
    if (session->progress.phase != MAIL_PHASE_AUTH)
        return false;
    return role == MAIL_SERVER ? cut->unit != NULL : session->progress.sasl_is_of_lost_command;
}

/* The thread of the dialogue is lost. A gate opens, and what it belongs to may still be answered. */
static void lose_step(struct mail_session *session, enum mail_role role, const struct mail_cut_line *cut)
{
    mail_cut_end_reply(session, role, cut);
    if (role == MAIL_CLIENT)
        mail_exchange_doubt_what_follows(session);
    else
        mail_exchange_forget_all(session);
    if (!mail_content_is_open(session) && !session->progress.tls_is_expected && !is_challenged(session, role, cut))
        mail_phase_enter(session, MAIL_PHASE_UNKNOWN);
    if (role == MAIL_SERVER) {
        session->progress.reply = NULL;
        session->questions.in_doubt = session->questions.gate;
    }
    mail_gate_open_as_accepted(session);
    if (role == MAIL_CLIENT && cut->unit && session->progress.phase == MAIL_PHASE_AUTH)
        mail_phase_enter(session, MAIL_PHASE_UNKNOWN);
}

/* A gap in content belongs to the message. Returns how much of it does not. */
static uint64_t take_into_content(struct mail_session *session, enum mail_side side, struct mail_unit *gap,
                                  uint64_t length, struct mail_time time)
{
    struct mail_framer *framer = &mail_flow_of_side(session, side)->framer;
    enum mail_framing framing = framer->framing;
    bool is_dot = framing == MAIL_FRAMING_DOT_CONTENT || framing == MAIL_FRAMING_PROBE;
    uint64_t lost = mail_framer_take_gap(framer, length);
    bool has_ended = framer->framing == MAIL_FRAMING_LINES;

    if (framing == MAIL_FRAMING_COUNTED_CONTENT && has_ended)
        mail_content_reach_end(session, time);
    if (framing == MAIL_FRAMING_COUNTED_BYTES && has_ended)
        mail_blob_reach_end(session, side, gap);
    if (is_dot && mail_session_role_of(session, side) == MAIL_SERVER)
        mail_exchange_doubt_open(session);
    return is_dot ? 0 : length - lost;
}

bool mail_gap_take(struct mail_session *session, enum mail_side side, uint64_t begin, uint64_t length,
                   const struct mail_cut_line *cut, struct mail_time time)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    enum mail_role role = mail_session_role_of(session, side);
    struct mail_unit *gap = mail_transcript_add_span(session, MAIL_UNIT_GAP, role, begin, begin + length);

    flow->is_from_start = false;
    if (flow->framer.framing == MAIL_FRAMING_OPAQUE)
        return false;
    flow->probe_count = 0;
    flow->probe_end = 0;
    if (length == cut->lost_ending || take_into_content(session, side, gap, length - cut->lost_ending, time) == 0)
        return false;
    flow->is_after_gap = true;
    if (session->protocol->takes_gap && session->protocol->takes_gap(session, role))
        return false;
    if (mail_cut_keeps_step(session, side, cut, length))
        return false;
    flow->is_after_short_gap = !cut->unit && !flow->framer.lines.line && mail_cut_is_short(role, length);
    if (flow->is_after_short_gap)
        return false;
    lose_step(session, role, cut);
    return true;
}

void mail_gap_settle(struct mail_session *session, enum mail_side side, const struct mail_line *line)
{
    const struct mail_protocol *protocol = session->protocol;
    struct mail_flow *flow = mail_flow_of_side(session, side);
    enum mail_role role = mail_session_role_of(session, side);
    const struct mail_cut_line none = { 0 };

    if (!flow->is_after_short_gap)
        return;
    flow->is_after_short_gap = false;
    if (role == MAIL_CLIENT ? protocol->is_client_line(line->text) : protocol->is_server_line(line->text))
        return;
    lose_step(session, role, &none);
    if (protocol->on_gap)
        protocol->on_gap(session, role);
}
