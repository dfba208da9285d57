/* See mail_reader.h. What a line means is the protocol's affair.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_reader.h"
#include "mail_blob.h"
#include "mail_content.h"
#include "mail_cut.h"
#include "mail_dialogue.h"
#include "mail_flow.h"
#include "mail_gap.h"
#include "mail_gate.h"
#include "mail_probe.h"
#include "mail_roles.h"
#include "mail_tls.h"
#include "mail_transcript.h"

/* Bytes to be read: those of the call, or older ones of either side that waited. */
struct source {
    enum mail_side side;
    struct mail_piece *piece;
    const struct mail_waiting *waiting; /* NULL: of the call */
};

/* ---- one step ---- */

/* Says what the bytes were that ended no line and no content. */
static struct mail_unit *add_unfinished(struct mail_session *session, enum mail_role role, const struct mail_line *line,
                                        const struct mail_piece *piece)
{
    uint64_t end = piece->begin + piece->bytes.length;
    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_PARTIAL, role, piece->begin, end);

    unit->line = line;
    return unit;
}

/* Content of `message`, or bytes that are no message's. */
static struct mail_unit *add_content(struct mail_session *session, enum mail_side side, const struct mail_piece *piece,
                                     const struct mail_message *message, uint64_t end)
{
    enum mail_unit_kind kind = message ? MAIL_UNIT_CONTENT : MAIL_UNIT_BLOB;
    struct mail_unit *unit =
        mail_transcript_add_span(session, kind, mail_session_role_of(session, side), piece->begin, end);

    unit->message = message;
    if (message)
        mail_transcript_join_transaction(session, unit, session->content.exchange);
    else
        unit->exchange = mail_flow_of_side(session, side)->blob;
    if (session->call.is_late)
        mail_transcript_details(session, unit)->bytes = mail_slice_first(piece->bytes, (size_t) (end - piece->begin));
    return unit;
}

static bool is_content(enum mail_framing framing)
{
    return framing == MAIL_FRAMING_DOT_CONTENT || framing == MAIL_FRAMING_COUNTED_CONTENT ||
           framing == MAIL_FRAMING_COUNTED_BYTES;
}

/* Takes bytes from the front of the source, up to the end of the next line or content, or to a line to be probed. */
static enum mail_framed take(struct mail_flow *flow, struct mail_piece *piece)
{
    struct mail_piece part = *piece;
    enum mail_framed framed;

    part.bytes = mail_slice_first(part.bytes, mail_probe_room(flow, piece));
    framed = mail_framer_take(&flow->framer, &part);
    mail_piece_skip(piece, (size_t) (part.begin - piece->begin));
    return framed;
}

static void read_content(struct mail_session *session, const struct source *source, struct mail_flow *flow)
{
    const struct mail_piece before = *source->piece;
    const struct mail_message *message = flow->framer.message;
    bool has_ended = take(flow, source->piece) == MAIL_FRAMED_CONTENT;
    struct mail_unit *unit = add_content(session, source->side, &before, message, source->piece->begin);

    if (!has_ended)
        mail_probe_note_read(flow, source->piece->begin);
    else if (message)
        mail_content_reach_end(session, before.time);
    else
        mail_blob_reach_end(session, source->side, unit);
}

/* Whether what waited was said to be the part of a line already. */
static bool was_said_unfinished(const struct source *source)
{
    return source->waiting && source->waiting->unit->kind == MAIL_UNIT_PARTIAL;
}

/* Whether the gap follows at once that cuts the line short: then it is said what the line is (mail_cut.c). */
static bool is_cut_at_once(const struct mail_session *session, const struct source *source)
{
    return session->call.is_cut_short && !source->waiting;
}

static void read_line(struct mail_session *session, const struct source *source, struct mail_flow *flow)
{
    const struct mail_piece before = *source->piece;
    bool is_whole = take(flow, source->piece) == MAIL_FRAMED_LINE;

    flow->probe_end = 0;
    if (!is_whole && !was_said_unfinished(source) && !is_cut_at_once(session, source))
        add_unfinished(session, mail_session_role_of(session, source->side), flow->framer.lines.line, &before);
    if (!is_whole) {
        mail_cut_note_unfinished(session, flow);
        return;
    }
    if (!session->call.is_late)
        mail_roles_learn(session, source->side, flow->framer.finished_line->text);
    mail_gap_settle(session, source->side, flow->framer.finished_line);
    mail_dialogue_take_line(session, source->side, flow->framer.finished_line);
}

static void read_opaque(struct mail_session *session, const struct source *source, struct mail_flow *flow)
{
    uint64_t begin = source->piece->begin;

    take(flow, source->piece);
    mail_transcript_add_span(session, MAIL_UNIT_TLS, mail_session_role_of(session, source->side), begin,
                             source->piece->begin);
}

static bool is_at_limit(const struct mail_session *session, const struct mail_flow *flow)
{
    return session->line_count >= session->capture->session_limit && flow->framer.framing == MAIL_FRAMING_LINES;
}

/* A segment of lines beyond the limit is one unit, whatever lines it has. The reply to a gate may be among them: it is
 * as good as lost. */
static void leave_unread(struct mail_session *session, const struct source *source)
{
    struct mail_piece *piece = source->piece;
    uint64_t end = piece->begin + piece->bytes.length;
    enum mail_role role = mail_session_role_of(session, source->side);
    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_UNREAD, role, piece->begin, end);

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
static void enter_piece(struct mail_session *session, const struct mail_piece *piece, bool is_late)
{
    session->call.time = piece->time;
    session->call.is_late = is_late;
}

/* What waited and is read to its end says where that was. */
static void note_waiting_read(struct mail_session *session, struct mail_flow *flow, size_t length)
{
    struct mail_unit *unit = mail_input_note_read(&flow->input, length);

    if (unit && unit->kind == MAIL_UNIT_HELD)
        mail_transcript_details(session, unit)->late_completed_frame = session->call.frame;
}

/* A line to be probed is looked at first; `piece` is what the call has of the source's side, or NULL. */
static void read_source(struct mail_session *session, const struct source *source, const struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, source->side);
    size_t length = source->piece->bytes.length;

    enter_piece(session, source->piece, source->waiting != NULL);
    if (flow->framer.framing == MAIL_FRAMING_PROBE) {
        mail_probe_decide(session, source->side, piece);
        return;
    }
    read_step(session, source, flow);
    if (source->waiting)
        note_waiting_read(session, flow, length - source->piece->bytes.length);
}

static bool may_read(struct mail_session *session, enum mail_side side)
{
    bool waits_for_reply = session->questions.gate && mail_session_role_of(session, side) == MAIL_CLIENT;

    return !waits_for_reply && !mail_probe_awaits_bytes(mail_flow_of_side(session, side));
}

/* What waited comes first: it is older. */
static bool find_waiting(struct mail_session *session, struct source *source)
{
    for (enum mail_side side = MAIL_SIDE_A; side < MAIL_SIDES; side++) {
        struct mail_waiting *waiting = mail_flow_of_side(session, side)->input.first;
        if (waiting && may_read(session, side)) {
            *source = (struct source){ side, &waiting->piece, waiting };
            return true;
        }
    }
    return false;
}

static bool find_source(struct mail_session *session, enum mail_side side, struct mail_piece *piece,
                        struct source *source)
{
    if (find_waiting(session, source))
        return true;
    if (piece->bytes.length == 0)
        return false;
    if (mail_tls_shows_lost_reply(session, side, piece->bytes))
        mail_gate_open_as_accepted(session);
    *source = (struct source){ side, piece, NULL };
    return may_read(session, side);
}

/* Reads what may be read: what waited on either side, and the piece of the call. */
static void read_all(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct source source;

    while (find_source(session, side, piece, &source))
        read_source(session, &source, source.side == side ? piece : NULL);
    enter_piece(session, piece, false);
}

/* The rest of a piece waits: for the end of the line to be probed, or for the reply to a gate. */
static void let_wait(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);

    if (!mail_probe_awaits_bytes(flow)) {
        mail_gate_hold(session, side, piece);
        return;
    }
    struct mail_unit *unit = add_unfinished(session, mail_session_role_of(session, side), mail_probe_line(flow), piece);

    mail_input_keep(&flow->input, &session->capture->arena, piece, piece->bytes.length, unit);
}

void mail_reader_read(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    mail_flow_of_side(session, side)->awaits_probe = false;
    read_all(session, side, piece);
    while (piece->bytes.length) {
        let_wait(session, side, piece);
        read_all(session, side, piece);
    }
}

/* What waits came before the gap: it is read before the gap is. */
static void read_what_precedes(struct mail_session *session, enum mail_side side, struct mail_piece *nothing)
{
    while (session->questions.gate && mail_session_role_of(session, side) == MAIL_CLIENT) {
        mail_gate_open_as_accepted(session);
        read_all(session, side, nothing);
    }
    mail_probe_give_up(session, side);
    read_all(session, side, nothing);
}

void mail_reader_lose(struct mail_session *session, enum mail_side side, const struct mail_piece *piece, uint64_t begin,
                      uint64_t length)
{
    struct mail_piece nothing = { .begin = begin, .frame = piece->frame, .time = piece->time };
    enum mail_role role = mail_session_role_of(session, side);

    read_what_precedes(session, side, &nothing);

    struct mail_cut_line cut = mail_cut_take(session, side);

    role = mail_session_role_of(session, side);
    if (!mail_gap_take(session, side, begin, length, &cut, piece->time))
        return;
    read_all(session, side, &nothing);
    if (session->protocol->on_gap)
        session->protocol->on_gap(session, role);
}
