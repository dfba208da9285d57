/* See mail_front.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_front.h"
#include "mail_flow.h"
#include "mail_proxy_header.h"
#include "mail_roles.h"
#include "mail_tls.h"
#include "mail_transcript.h"

enum front {
    FRONT_IS_LINES,
    FRONT_IS_NOT_KNOWN, /* more bytes tell */
    FRONT_IS_PROXY,
    FRONT_IS_TLS
};

/* ---- what the bytes are ---- */

/* A proxy speaks before the client, and the client before the server (PROXY protocol, 2). What the server has heard
 * after its greeting it takes for commands. */
static bool may_be_proxy(const struct mail_session *session, enum mail_side side, const struct mail_flow *flow)
{
    bool may_be_client =
        mail_session_role_of(session, side) == MAIL_CLIENT || session->roles.evidence == MAIL_ROLE_GUESSED;

    return may_be_client && !flow->has_header && !flow->is_after_gap && !session->roles.has_heard_server;
}

static enum front judge(const struct mail_session *session, enum mail_side side, const struct mail_flow *flow,
                        mail_slice bytes)
{
    enum mail_proxy_likeness proxy =
        may_be_proxy(session, side, flow) ? mail_proxy_header_liken(bytes) : MAIL_PROXY_IS_NONE;
    enum mail_tls_likeness tls = session->layer == MAIL_LAYER_PLAIN ? mail_tls_liken(bytes) : MAIL_TLS_IS_NONE;

    if (proxy == MAIL_PROXY_IS_HEADER)
        return FRONT_IS_PROXY;
    if (tls == MAIL_TLS_IS_RECORD)
        return FRONT_IS_TLS;
    return proxy == MAIL_PROXY_MAY_BE || tls == MAIL_TLS_MAY_BE ? FRONT_IS_NOT_KNOWN : FRONT_IS_LINES;
}

/* Whether the next byte is the first of the side's, or after a gap, and not looked at yet. */
static bool is_at_front(const struct mail_flow *flow)
{
    const struct mail_framer *framer = &flow->framer;

    return framer->framing == MAIL_FRAMING_LINES && !framer->lines.line && !flow->front_is_lines &&
           (!flow->has_read_line || flow->is_after_gap);
}

/* Adds what the collector does not have of a piece, up to the bytes that are enough to tell. */
static void collect(struct mail_line_reader *lines, const struct mail_piece *piece)
{
    struct mail_piece rest = *piece;
    size_t known = lines->line ? lines->line->text.length : 0;

    if (lines->line)
        mail_piece_skip(&rest, (size_t) (lines->line->end - piece->begin));
    rest.bytes = mail_slice_first(rest.bytes, MAIL_PROXY_FIXED_PART - known);
    mail_line_reader_take_counted(lines, &rest, MAIL_PROXY_FIXED_PART + 1);
}

/* ---- what is done with them ---- */

static void say_unfinished(struct mail_session *session, enum mail_side side, const struct mail_line *line,
                           uint64_t begin, uint64_t end)
{
    struct mail_unit *unit =
        mail_transcript_add_span(session, MAIL_UNIT_PARTIAL, mail_session_role_of(session, side), begin, end);

    unit->line = line;
}

static void say_header(struct mail_session *session, enum mail_side side, const struct mail_line *line,
                       const struct mail_proxy_header *header)
{
    struct mail_proxy_header *kept = mail_arena_allocate(&session->capture->arena, sizeof *kept);
    struct mail_flow *flow = mail_flow_of_side(session, side);
    struct mail_unit *unit =
        mail_transcript_add_span(session, MAIL_UNIT_PROXY, mail_session_role_of(session, side), line->begin, line->end);

    *kept = *header;
    unit->line = line;
    unit->proxy = kept;
    flow->has_header = true;
    flow->front_is_lines = false;
    mail_transcript_judge(session, unit);
}

/* Reads a header of version 2, of which the line reader may have bytes already, on to its end or that of `piece`. */
static void read_header(struct mail_session *session, enum mail_side side, struct mail_piece *piece, uint64_t begin)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    const struct mail_line *line = mail_line_reader_take_counted(&flow->framer.lines, piece, flow->header_length);

    if (!line) {
        say_unfinished(session, side, flow->framer.lines.line, begin, piece->begin);
        return;
    }

    const struct mail_proxy_header header = mail_proxy_header_read(line->text);

    flow->header_length = 0;
    say_header(session, side, line, &header);
}

/* What was collected waits no longer; what waits for another reason does. */
static void leave_collected(struct mail_flow *flow)
{
    if (flow->is_collecting)
        mail_input_clear(&flow->input);
    flow->is_collecting = flow->awaits_front = false;
}

/* What waited is in the collector, and the first bytes of `piece` too. */
static void begin_header(struct mail_session *session, enum mail_side side, struct mail_piece *piece,
                         mail_slice fixed_part)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    const struct mail_line *collected = flow->framer.lines.line;
    uint64_t begin = piece->begin;

    flow->header_length = mail_proxy_header_length(fixed_part);
    leave_collected(flow);
    mail_roles_learn_client(session, side);
    if (collected)
        mail_piece_skip(piece, (size_t) (collected->end - piece->begin));
    read_header(session, side, piece, begin);
}

/* The first bytes that are there, at most as many as tell. */
static mail_slice first_bytes(struct mail_flow *flow, const struct mail_piece *read, const struct mail_piece *piece)
{
    struct mail_line_reader *lines = &flow->framer.lines;

    if (!flow->is_collecting)
        return mail_slice_first(read->bytes, MAIL_PROXY_FIXED_PART);
    if (piece)
        collect(lines, piece);
    return lines->line->text;
}

static void begin_collecting(struct mail_flow *flow, const struct mail_piece *read)
{
    if (!flow->is_collecting)
        collect(&flow->framer.lines, read);
    flow->is_collecting = flow->awaits_front = true;
}

void mail_front_give_up(struct mail_flow *flow)
{
    if (!flow->is_collecting)
        return;
    flow->is_collecting = flow->awaits_front = false;
    flow->front_is_lines = true;
    mail_line_reader_abandon(&flow->framer.lines);
}

void mail_front_hear(struct mail_flow *flow, bool is_own)
{
    if (is_own)
        flow->awaits_front = false;
    else
        mail_front_give_up(flow);
}

/* Of bytes that wait the call brings more, in `piece`, or it would not be asked. */
static bool look(struct mail_session *session, enum mail_side side, struct mail_piece *read, struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    struct mail_piece *rest = flow->is_collecting ? piece : read;
    mail_slice bytes = first_bytes(flow, read, piece);
    enum front front = rest ? judge(session, side, flow, bytes) : FRONT_IS_LINES;

    switch (front) {
    case FRONT_IS_NOT_KNOWN:
        begin_collecting(flow, read);
        return true;
    case FRONT_IS_PROXY:
        begin_header(session, side, rest, bytes);
        return true;
    case FRONT_IS_TLS:
        leave_collected(flow);
        mail_line_reader_abandon(&flow->framer.lines);
        mail_tls_begin_unasked(session, side, rest);
        return true;
    case FRONT_IS_LINES:
        break;
    }
    mail_front_give_up(flow);
    flow->front_is_lines = true;
    return false;
}

bool mail_front_take(struct mail_session *session, enum mail_side side, struct mail_piece *read,
                     struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);

    if (flow->header_length) {
        read_header(session, side, read, read->begin);
        return true;
    }
    return (flow->is_collecting || is_at_front(flow)) && look(session, side, read, piece);
}

bool mail_front_take_line(struct mail_session *session, enum mail_side side, const struct mail_line *line)
{
    const struct mail_flow *flow = mail_flow_of_side(session, side);
    struct mail_proxy_header header;

    if (flow->has_read_line || !may_be_proxy(session, side, flow) || !mail_proxy_header_read_line(line, &header))
        return false;
    mail_roles_learn_client(session, side);
    say_header(session, side, line, &header);
    return true;
}

bool mail_front_awaits_bytes(const struct mail_flow *flow)
{
    return flow->awaits_front;
}

void mail_front_pass_gap(struct mail_flow *flow)
{
    flow->front_is_lines = false;
    flow->header_length = 0;
}
