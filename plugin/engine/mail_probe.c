/* See mail_probe.h. The framer's line reader collects the line to be judged; the bytes stay in the input.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_probe.h"
#include "mail_content.h"
#include "mail_exchange.h"
#include "mail_flow.h"

/* Lines after a gap in content that may be of the dialogue: the rest of a lost line, and the line after it. */
#define PROBES 2

/* A line that may be of the dialogue shows the content's end if the other side has spoken since, or if it stands after
 * a lone dot. */
static bool shows_end_of_content(const struct mail_session *session, enum mail_role role, mail_slice line,
                                 bool is_after_dot)
{
    bool has_server_answered = session->content.was_answered || !session->roles.has_heard_server;

    if (role == MAIL_CLIENT)
        return (has_server_answered || is_after_dot) && session->protocol->is_client_line(line);
    return session->questions.oldest && session->protocol->is_server_line(line);
}

/* The content ended after a gap, before the line that is next. In what is the second line there the oldest reply was
 * cut by the gap too, unless the first was the dot. */
static void end_content(struct mail_session *session, struct mail_flow *flow, enum mail_role role, bool is_after_dot,
                        bool is_first)
{
    bool is_server = role == MAIL_SERVER;

    if (is_after_dot)
        mail_message_truncate(session->content.message, flow->framer.dot->lone_dot.message_size);
    else if (is_server && !is_first)
        mail_exchange_forget_oldest(session);
    if (is_after_dot && !is_server)
        mail_content_end_after_gap(session);
    else
        mail_content_abandon(session, session->content.message->missing ? MAIL_MESSAGE_IN_GAP : MAIL_MESSAGE_LENIENT);
}

/* `line` is whole, or NULL: too long to be one of the dialogue. */
static void judge(struct mail_session *session, struct mail_flow *flow, enum mail_role role,
                  const struct mail_line *line)
{
    bool is_first = flow->probe_count++ == 0;
    bool is_after_dot = line && line->begin && flow->framer.dot->lone_dot.end_position == line->begin;

    flow->probe_end = 0;
    if (line && is_first && mail_content_is_unproven(session) && session->protocol->is_client_line(line->text)) {
        mail_content_forget(session);
        return;
    }
    if (line && shows_end_of_content(session, role, line->text, is_after_dot)) {
        end_content(session, flow, role, is_after_dot, is_first);
        return;
    }
    if (line && flow->probe_count < PROBES)
        flow->probe_end = line->end;
    mail_framer_resume_content(&flow->framer);
}

/* Collects what the collector does not have of a piece. */
static enum mail_framed collect(struct mail_framer *framer, const struct mail_piece *piece)
{
    const struct mail_line *line = framer->lines.line;
    struct mail_piece rest = *piece;

    if (line && line->end > piece->begin) {
        size_t known = (size_t) (line->end - piece->begin);
        rest.bytes = mail_slice_skip(rest.bytes, known);
        rest.begin += known;
    }
    return rest.bytes.length ? mail_framer_take(framer, &rest) : MAIL_FRAMED_MORE;
}

static enum mail_framed collect_all(struct mail_flow *flow, const struct mail_piece *piece)
{
    enum mail_framed framed = MAIL_FRAMED_MORE;

    for (const struct mail_waiting *waiting = flow->input.first; waiting && framed == MAIL_FRAMED_MORE;
         waiting = waiting->next)
        framed = collect(&flow->framer, &waiting->piece);
    return framed == MAIL_FRAMED_MORE && piece ? collect(&flow->framer, piece) : framed;
}

bool mail_probe_decide(struct mail_session *session, enum mail_side side, const struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    bool is_decided = collect_all(flow, piece) == MAIL_FRAMED_PROBED;

    flow->awaits_probe = !is_decided;
    if (is_decided)
        judge(session, flow, mail_session_role_of(session, side), flow->framer.finished_line);
    return is_decided;
}

void mail_probe_after_dot(struct mail_session *session, const struct mail_exchange *exchange)
{
    const struct mail_message *message = session->content.message;

    if (!message || !message->via->is_from_server)
        return;

    struct mail_flow *flow = mail_flow_of_role(session, MAIL_SERVER);
    uint64_t dot_end = mail_framer_lone_dot_end(&flow->framer);

    if (dot_end == 0 || exchange->had_until < dot_end)
        return;
    flow->probe_count = PROBES - 1;
    mail_framer_probe_content(&flow->framer);
}

/* Whether what there is of the line to be probed, which a gap cuts short, tells what it is. */
static bool tells_line(const struct mail_session *session, const struct mail_flow *flow, enum mail_role role)
{
    const struct mail_line *line = mail_probe_line(flow);

    return line && session->protocol->judge_cut(session, role, line->text) != MAIL_CUT_TELLS_NOTHING;
}

void mail_probe_give_up(struct mail_session *session, enum mail_side side)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    enum mail_role role = mail_session_role_of(session, side);

    if (!mail_probe_awaits_bytes(flow))
        return;
    flow->awaits_probe = false;
    judge(session, flow, role, tells_line(session, flow, role) ? mail_probe_line(flow) : NULL);
}

bool mail_probe_awaits_bytes(const struct mail_flow *flow)
{
    return flow->awaits_probe && flow->framer.framing == MAIL_FRAMING_PROBE;
}

size_t mail_probe_room(const struct mail_flow *flow, const struct mail_piece *piece)
{
    bool is_probed = flow->framer.framing == MAIL_FRAMING_DOT_CONTENT && flow->probe_end > piece->begin;
    uint64_t room = is_probed ? flow->probe_end - piece->begin : UINT64_MAX;

    return room < piece->bytes.length ? (size_t) room : piece->bytes.length;
}

void mail_probe_note_read(struct mail_flow *flow, uint64_t position)
{
    if (!flow->probe_end || position < flow->probe_end)
        return;
    flow->probe_end = 0;
    mail_framer_probe_content(&flow->framer);
}

const struct mail_line *mail_probe_line(const struct mail_flow *flow)
{
    return flow->framer.lines.line;
}
