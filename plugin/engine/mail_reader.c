/* See mail_reader.h. What a line means is the protocol's affair.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_reader.h"
#include "mail_acknowledgment.h"
#include "mail_blob.h"
#include "mail_content.h"
#include "mail_cut.h"
#include "mail_dialogue.h"
#include "mail_flow.h"
#include "mail_front.h"
#include "mail_gap.h"
#include "mail_gate.h"
#include "mail_probe.h"
#include "mail_roles.h"
#include "mail_share.h"
#include "mail_smuggling.h"
#include "mail_tls.h"
#include "mail_transcript.h"
#include "mail_unended_line.h"

/* Bytes to be read: those of the call, or older ones of either side that waited. */
struct source {
    enum mail_side side;
    struct mail_piece *piece;
    const struct mail_waiting *waiting; /* NULL: of the call */
    uint64_t acknowledged;              /* as struct mail_call has it */
};

/* ---- one step ---- */

static bool is_content(enum mail_framing framing)
{
    return framing == MAIL_FRAMING_DOT_CONTENT || framing == MAIL_FRAMING_COUNTED_CONTENT ||
           framing == MAIL_FRAMING_COUNTED_BYTES;
}

/* Takes bytes from the front of the source, up to the end of the next line or content, to a line to be probed, or to
 * where the other side has something to say. */
static enum mail_framed take(struct mail_session *session, const struct source *source, struct mail_flow *flow,
                             size_t limit)
{
    struct mail_piece *piece = source->piece;
    struct mail_piece part = *piece;
    enum mail_framed framed;

    part.bytes = mail_slice_first(part.bytes, limit);
    part.bytes = mail_slice_first(part.bytes, mail_probe_room(flow, piece));
    part.bytes = mail_slice_first(
        part.bytes, (size_t) mail_acknowledgment_room(session, source->side, part.begin, part.bytes.length));
    framed = mail_framer_take(&flow->framer, &part);
    mail_piece_skip(piece, (size_t) (part.begin - piece->begin));
    return framed;
}

static void read_content(struct mail_session *session, const struct source *source, struct mail_flow *flow)
{
    const struct mail_piece before = *source->piece;
    const struct mail_message *message = flow->framer.message;
    bool has_ended = take(session, source, flow, SIZE_MAX) == MAIL_FRAMED_CONTENT;
    struct mail_unit *unit = mail_share_add_content(session, source->side, &before, message, source->piece->begin);

    if (!has_ended)
        mail_probe_note_read(flow, source->piece->begin);
    else if (message)
        mail_content_reach_end(session, before.time);
    else
        mail_blob_reach_end(session, source->side, unit);
}

/* Whether it is not to be said that the bytes are part of a line: what waited said so already, and what is shown after
 * its frame is followed by the rest. */
static bool needs_no_partial(const struct mail_session *session, const struct source *source)
{
    const struct mail_unit *said = source->waiting ? source->waiting->unit : NULL;

    return session->call.is_of_earlier_frame || session->call.is_followed ||
           (source->waiting && (!said || said->kind == MAIL_UNIT_PARTIAL));
}

static void read_waiting_of(struct mail_session *session, enum mail_side side);
static void take_unended_line(struct mail_session *session, enum mail_side side);

/* What waits of the client is read before the line of the server's that shows how. */
static void read_client_before_line(struct mail_session *session, enum mail_side server)
{
    const struct mail_call call = session->call;

    read_waiting_of(session, mail_roles_other_side(server));
    session->call = call;
}

/* What a server's line shows to have been more than content is read before the line is. */
static void read_smuggled(struct mail_session *session, enum mail_side side, const struct mail_line *line)
{
    if (mail_session_role_of(session, side) != MAIL_SERVER || !mail_smuggling_is_shown_by(session, line->text))
        return;
    mail_smuggling_read_again(session);
    read_client_before_line(session, side);
}

/* A server's line shows that the reply before it has ended, though it has no last line. */
static void end_reply_before(struct mail_session *session, enum mail_side side, const struct mail_line *line)
{
    const struct mail_protocol *protocol = session->protocol;
    bool is_within_reply = mail_session_role_of(session, side) == MAIL_SERVER && session->progress.reply;

    if (!is_within_reply || !protocol->shows_end_of_reply || !protocol->shows_end_of_reply(session, line))
        return;
    session->progress.reply_was_unended = true;
    protocol->end_reply(session, NULL);
    read_client_before_line(session, side);
}

/* A line, after what it shows of what came before it. */
static void take_line(struct mail_session *session, enum mail_side side, const struct mail_line *line)
{
    enum mail_side other = mail_roles_other_side(side);

    if (mail_session_role_of(session, side) == MAIL_SERVER && mail_unended_line_is_answered(session, line))
        take_unended_line(session, other);
    end_reply_before(session, side, line);
    read_smuggled(session, side, line);
    mail_dialogue_take_line(session, side, line);
}

/* What there is of the side's unfinished line is a line. */
static void take_unended_line(struct mail_session *session, enum mail_side side)
{
    const struct mail_call call = session->call;
    struct mail_flow *flow = mail_flow_of_side(session, side);
    const struct mail_line *line = mail_line_reader_end(&flow->framer.lines);

    session->call.is_late = line->late_completed_frame != call.frame;
    session->call.acknowledged = flow->line_acknowledged;
    take_line(session, side, line);
    session->call = call;
    if (mail_session_role_of(session, side) == MAIL_SERVER)
        read_client_before_line(session, side);
}

/* Whether the gap follows at once that cuts the line short: then it is said what the line is (mail_cut.c). */
static bool is_cut_at_once(const struct mail_session *session, const struct source *source)
{
    return session->call.is_cut_short && !source->waiting;
}

/* Before the other side's first byte is delivered nothing of it can be acknowledged. */
static uint64_t acknowledged_of(struct mail_session *session, const struct source *source)
{
    const struct mail_flow *other = mail_flow_of_side(session, mail_roles_other_side(source->side));

    return other->delivered ? source->acknowledged : 0;
}

static void read_line(struct mail_session *session, const struct source *source, struct mail_flow *flow)
{
    struct mail_piece before = *source->piece;
    size_t room = mail_tls_room(session, source->side, before.bytes);
    bool is_whole = take(session, source, flow, room) == MAIL_FRAMED_LINE;

    before.bytes = mail_slice_first(before.bytes, (size_t) (source->piece->begin - before.begin));

    flow->probe_end = 0;
    if (!is_whole && !needs_no_partial(session, source) && !is_cut_at_once(session, source))
        mail_share_add_unfinished(session, mail_session_role_of(session, source->side), flow->framer.lines.line,
                                  &before);
    if (!is_whole) {
        flow->line_acknowledged = acknowledged_of(session, source);
        mail_cut_note_unfinished(session, flow);
        return;
    }

    const struct mail_line *line = flow->framer.finished_line;

    if (mail_front_take_line(session, source->side, line))
        return;
    if (!source->waiting)
        mail_roles_learn(session, source->side, line->text);
    mail_gap_settle(session, source->side, line);
    take_line(session, source->side, line);
}

static void read_opaque(struct mail_session *session, const struct source *source, struct mail_flow *flow)
{
    uint64_t begin = source->piece->begin;

    take(session, source, flow, SIZE_MAX);
    mail_transcript_add_span(session, MAIL_UNIT_TLS, mail_session_role_of(session, source->side), begin,
                             source->piece->begin);
}

/* Too many lines of the whole capture are short, and so are this session's. */
static bool has_short_lines(const struct mail_session *session)
{
    return session->line_shortage > 0 && session->capture->line_shortage >= session->capture->shortage_limit;
}

static bool is_at_limit(const struct mail_session *session, const struct mail_flow *flow)
{
    bool is_over = session->is_left_unread || mail_session_is_at_line_limit(session) || has_short_lines(session);

    return is_over && flow->framer.framing == MAIL_FRAMING_LINES;
}

/* A segment of lines beyond the limit is one unit, whatever lines it has. The reply to a gate may be among them: it is
 * as good as lost. */
static void leave_unread(struct mail_session *session, const struct source *source)
{
    struct mail_piece *piece = source->piece;
    uint64_t end = piece->begin + piece->bytes.length;
    enum mail_role role = mail_session_role_of(session, source->side);
    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_UNREAD, role, piece->begin, end);

    session->is_left_unread = true;
    if (session->call.is_late)
        mail_transcript_details(session, unit)->bytes = piece->bytes;
    mail_transcript_judge(session, unit);
    if (role == MAIL_SERVER)
        mail_gate_open_as_accepted(session);
    mail_piece_skip(piece, piece->bytes.length);
}

static void read_step(struct mail_session *session, const struct source *source, struct mail_flow *flow)
{
    if (mail_tls_is_handshake(session, source->side, source->piece->bytes))
        mail_tls_begin(session, source->side, source->piece);
    else if (is_at_limit(session, flow))
        leave_unread(session, source);
    else if (is_content(flow->framer.framing))
        read_content(session, source, flow);
    else if (flow->framer.framing == MAIL_FRAMING_OPAQUE)
        read_opaque(session, source, flow);
    else
        read_line(session, source, flow);
}

/* ---- the order of steps ---- */

/* From here on bytes of the piece are read, which came in this call or, if it is late, in an earlier one. */
static void enter_piece(struct mail_session *session, const struct mail_piece *piece, uint64_t acknowledged,
                        bool is_late)
{
    session->call.time = piece->time;
    session->call.acknowledged = acknowledged;
    session->call.is_late = is_late || session->call.is_of_earlier_frame;
}

/* What waited and is read to its end says where that was. */
static void note_waiting_read(struct mail_session *session, struct mail_flow *flow, size_t length)
{
    struct mail_unit *unit = mail_input_note_read(&flow->input, length);

    if (unit && unit->kind == MAIL_UNIT_HELD)
        mail_transcript_details(session, unit)->late_completed_frame = session->call.frame;
}

/* A line that the server has not ended is read before what comes next, if that shows that it has ended. */
static enum mail_unended judge_unended_line(struct mail_session *session, const struct source *source,
                                            const struct mail_piece *piece)
{
    bool is_server = mail_session_role_of(session, source->side) == MAIL_SERVER;
    enum mail_unended shown = is_server ? mail_unended_line_judge(session, source->piece, piece) : MAIL_UNENDED_NOT;

    if (shown == MAIL_UNENDED_SHOWN)
        take_unended_line(session, source->side);
    return shown;
}

/* A line to be probed is looked at first; `piece` is what the call has of the source's side, or NULL. */
static void read_source(struct mail_session *session, const struct source *source, struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, source->side);
    size_t length = source->piece->bytes.length;

    enter_piece(session, source->piece, source->acknowledged, source->waiting != NULL);
    if (flow->framer.framing == MAIL_FRAMING_PROBE) {
        mail_probe_decide(session, source->side, piece);
        return;
    }
    if (judge_unended_line(session, source, piece) == MAIL_UNENDED_AWAITS)
        return;
    if (!mail_front_take(session, source->side, source->piece, piece))
        read_step(session, source, flow);
    if (source->waiting && source->waiting == flow->input.first)
        note_waiting_read(session, flow, length - source->piece->bytes.length);
    else if (piece)
        flow->delivered = piece->begin;
}

static bool waits_for_reply(const struct mail_session *session, enum mail_side side)
{
    return session->questions.gate && mail_session_role_of(session, side) == MAIL_CLIENT;
}

static bool may_read(struct mail_session *session, enum mail_side side, uint64_t acknowledged)
{
    const struct mail_flow *flow = mail_flow_of_side(session, side);

    return !waits_for_reply(session, side) && !mail_probe_awaits_bytes(flow) && !mail_front_awaits_bytes(flow) &&
           !mail_unended_line_awaits_bytes(flow) && !mail_acknowledgment_awaits_bytes(session, side, acknowledged);
}

/* The oldest that waits of a side, if it may be read. */
static struct mail_waiting *readable_of(struct mail_session *session, enum mail_side side)
{
    struct mail_waiting *waiting = mail_flow_of_side(session, side)->input.first;

    return waiting && may_read(session, side, waiting->acknowledged) ? waiting : NULL;
}

static void read_waiting_of(struct mail_session *session, enum mail_side side)
{
    for (struct mail_waiting *waiting; (waiting = readable_of(session, side));) {
        const struct source source = { side, &waiting->piece, waiting, waiting->acknowledged };
        read_source(session, &source, NULL);
    }
}

/* Whether the sender of `first` had seen nothing of `second`, but not the other way round. */
static bool precedes(const struct mail_waiting *first, const struct mail_waiting *second)
{
    return first->acknowledged <= second->piece.begin && second->acknowledged > first->piece.begin;
}

/* What waited comes first: it is older. */
static bool find_waiting(struct mail_session *session, struct source *source)
{
    struct mail_waiting *of_a = readable_of(session, MAIL_SIDE_A), *of_b = readable_of(session, MAIL_SIDE_B);
    bool is_of_b = of_b && (!of_a || precedes(of_b, of_a));
    struct mail_waiting *waiting = is_of_b ? of_b : of_a;

    if (waiting)
        *source =
            (struct source){ is_of_b ? MAIL_SIDE_B : MAIL_SIDE_A, &waiting->piece, waiting, waiting->acknowledged };
    return waiting != NULL;
}

static bool find_source(struct mail_session *session, enum mail_side side, struct mail_piece *piece,
                        uint64_t acknowledged, struct source *source)
{
    if (find_waiting(session, source))
        return true;
    if (piece->bytes.length == 0)
        return false;
    if (mail_tls_shows_lost_reply(session, side, piece->bytes))
        mail_gate_open_as_accepted(session);
    *source = (struct source){ side, piece, NULL, acknowledged };
    return !mail_flow_of_side(session, side)->input.first && may_read(session, side, acknowledged);
}

/* Reads what may be read: what waited on either side, and the piece of the call. */
static void read_all(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    uint64_t acknowledged = session->call.acknowledged;
    struct source source;

    while (find_source(session, side, piece, acknowledged, &source))
        read_source(session, &source, source.side == side ? piece : NULL);
    enter_piece(session, piece, acknowledged, false);
}

/* The piece is part of the line to be probed, or of first bytes, and more must come before it is known what they are.
 */
static void wait_for_more(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    struct mail_unit *unit =
        mail_share_add_unfinished(session, mail_session_role_of(session, side), mail_probe_line(flow), piece);

    mail_input_keep(&flow->input, &session->capture->arena, piece, piece->bytes.length, session->call.acknowledged,
                    unit);
}

/* What the other side sent up to where `waiting` acknowledges it does not come: it is lost. */
static void lose_acknowledged(struct mail_session *session, enum mail_side side, const struct mail_waiting *waiting)
{
    enum mail_side other = mail_roles_other_side(side);
    struct mail_flow *flow = mail_flow_of_side(session, other);
    uint64_t begin = flow->stream.next_position;
    uint64_t length = mail_stream_skip_to(&flow->stream, waiting->acknowledged);

    mail_reader_lose(session, other, &waiting->piece, begin, length);
    flow->is_given_up = true;
}

static void wait_for_acknowledged(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    mail_acknowledgment_hold(session, side, piece);
    if (mail_acknowledgment_shows_loss(session, side))
        lose_acknowledged(session, side, mail_flow_of_side(session, side)->input.first);
}

void mail_reader_stop_waiting(struct mail_session *session, enum mail_side side)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    struct mail_piece nothing = { .begin = flow->delivered, .frame = session->call.frame, .time = session->call.time };

    lose_acknowledged(session, side, flow->input.first);
    read_all(session, side, &nothing);
}

/* The rest of a piece waits. */
static void let_wait(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    const struct mail_flow *flow = mail_flow_of_side(session, side);

    if (mail_probe_awaits_bytes(flow) || mail_front_awaits_bytes(flow) || mail_unended_line_awaits_bytes(flow))
        wait_for_more(session, side, piece);
    else if (waits_for_reply(session, side))
        mail_gate_hold(session, side, piece);
    else
        wait_for_acknowledged(session, side, piece);
    mail_flow_of_side(session, side)->delivered = piece->begin;
}

void mail_reader_read(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);

    for (enum mail_side speaker = MAIL_SIDE_A; speaker < MAIL_SIDES; speaker++)
        mail_front_hear(mail_flow_of_side(session, speaker), speaker == side);
    flow->awaits_probe = flow->awaits_head = flow->is_given_up = false;
    read_all(session, side, piece);
    while (piece->bytes.length) {
        let_wait(session, side, piece);
        read_all(session, side, piece);
    }
    if (mail_unended_line_is_last(session, side))
        take_unended_line(session, side);
}

/* What waits came before the gap: it is read before the gap is. */
static void read_what_precedes(struct mail_session *session, enum mail_side side, struct mail_piece *nothing)
{
    while (session->questions.gate && mail_session_role_of(session, side) == MAIL_CLIENT) {
        mail_gate_open_as_accepted(session);
        read_all(session, side, nothing);
    }

    struct mail_flow *flow = mail_flow_of_side(session, side);

    mail_probe_give_up(session, side);
    mail_front_give_up(flow);
    mail_unended_line_give_up(flow);
    flow->is_overdue = true;
    read_all(session, side, nothing);
    flow->is_overdue = false;
}

static void lose(struct mail_session *session, enum mail_side side, struct mail_piece *nothing, uint64_t length)
{
    read_what_precedes(session, side, nothing);
    mail_front_pass_gap(mail_flow_of_side(session, side));

    struct mail_cut_line cut = mail_cut_take(session, side);
    enum mail_role role = mail_session_role_of(session, side);
    bool is_thread_lost = mail_gap_take(session, side, nothing->begin, length, &cut, nothing->time);

    read_all(session, side, nothing);
    if (is_thread_lost && session->protocol->on_gap)
        session->protocol->on_gap(session, role);
    mail_flow_of_side(session, side)->delivered = nothing->begin + length;
    read_all(session, side, nothing);
}

void mail_reader_lose(struct mail_session *session, enum mail_side side, const struct mail_piece *piece, uint64_t begin,
                      uint64_t length)
{
    while (length) {
        struct mail_piece nothing = { .begin = begin, .frame = piece->frame, .time = piece->time };
        uint64_t part = mail_acknowledgment_room(session, side, begin, length);

        lose(session, side, &nothing, part);
        begin += part;
        length -= part;
    }
}
