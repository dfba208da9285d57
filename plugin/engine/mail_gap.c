/* See mail_gap.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_gap.h"
#include "mail_blob.h"
#include "mail_content.h"
#include "mail_exchange.h"
#include "mail_gate.h"
#include "mail_session_steps.h"
#include "mail_transcript.h"

#include <string.h>

/* The line as it was on the wire, ending included. */
static mail_slice wire_bytes(const struct mail_arena *arena, const struct mail_line *line)
{
    static const char *const endings[] = {
        [MAIL_LINE_UNFINISHED] = "", [MAIL_LINE_CRLF] = "\r\n", [MAIL_LINE_BARE_LF] = "\n"
    };
    mail_slice ending = mail_slice_from_string(endings[line->ending]);
    uint8_t *bytes = mail_arena_allocate(arena, line->text.length + ending.length + 1);

    if (line->text.length)
        memcpy(bytes, line->text.bytes, line->text.length);
    memcpy(bytes + line->text.length, ending.bytes, ending.length);
    return mail_slice_make(bytes, line->text.length + ending.length);
}

static void resume_content(struct mail_session *session, enum mail_side side)
{
    struct mail_framer *framer = &session->flows[session->layer][side].framer;
    const struct mail_line *line = framer->finished_line ? framer->finished_line : framer->lines.line;
    mail_slice rest = wire_bytes(session->arena, line);
    const struct mail_line_part first = mail_line_first_part(line, session->time);

    mail_framer_resume_content(framer);
    for (const struct mail_line_part *part = &first; part; part = part->next) {
        struct mail_piece piece = { mail_slice_first(rest, part->length), part->begin, part->frame, part->time };
        rest = mail_slice_skip(rest, part->length);
        mail_session_read_piece(session, side, &piece);
    }
}

/* Lines behind a gap in content that may be of the dialogue: the rest of a lost line, and the line after it. */
#define PROBES 2

/* A line that may be of the dialogue shows the content's end if the other side has spoken since, or if it stands behind
 * a lone dot. */
static bool shows_end_of_content(const struct mail_session *session, enum mail_role role, mail_slice line,
                                 bool is_behind_dot)
{
    bool has_server_answered = session->content_was_answered || !session->has_heard_server;

    if (role == MAIL_CLIENT)
        return (has_server_answered || is_behind_dot) && session->protocol->is_client_line(line);
    return session->open_exchanges && session->protocol->is_server_line(line);
}

/* The content ended behind a gap, before `line`. In what is the second line there the oldest reply was cut by the gap
 * too, unless the first was the dot. */
static void end_content_before(struct mail_session *session, enum mail_side side, struct mail_line *line,
                               bool is_behind_dot, bool is_first)
{
    const struct mail_framer *framer = &session->flows[session->layer][side].framer;

    bool is_server = mail_session_role_of(session, side) == MAIL_SERVER;

    if (is_behind_dot)
        mail_message_truncate(session->message, framer->lone_dot.message_size);
    else if (is_server && !is_first)
        mail_exchange_forget_oldest(session);
    if (is_behind_dot && !is_server)
        mail_content_end_behind_gap(session);
    else
        mail_content_abandon(session, MAIL_MESSAGE_IN_GAP);
    mail_session_take_line(session, side, line);
}

void mail_gap_take_probe(struct mail_session *session, enum mail_side side)
{
    struct mail_flow *flow = &session->flows[session->layer][side];
    enum mail_role role = mail_session_role_of(session, side);
    struct mail_line *line = flow->framer.finished_line;
    bool is_first = flow->probe_count++ == 0;
    bool is_behind_dot = line && line->begin && flow->framer.lone_dot.end_position == line->begin;

    if (line && shows_end_of_content(session, role, line->text, is_behind_dot)) {
        end_content_before(session, side, line, is_behind_dot, is_first);
        return;
    }
    resume_content(session, side);
    if (line && flow->probe_count < PROBES)
        mail_framer_probe_content(&flow->framer);
}

/* What is held came before the gap: it is read before the gap is. */
static void read_what_precedes(struct mail_session *session)
{
    while (session->gate) {
        mail_gate_open_as_accepted(session);
        mail_session_read_held(session);
    }
}

/* The dialogue's thread is lost. A gate opens, and what it belongs to may still be answered. */
static void lose_step(struct mail_session *session, enum mail_role role)
{
    if (role == MAIL_CLIENT) {
        mail_exchange_doubt_what_follows(session);
        session->chunks_may_be_lost = true;
    } else {
        mail_exchange_forget_all(session);
    }
    if (!mail_content_is_open(session) && !session->tls_is_expected)
        session->phase = MAIL_PHASE_UNKNOWN;
    if (role == MAIL_SERVER) {
        session->reply = NULL;
        session->in_doubt = session->gate;
    }
    mail_gate_open_as_accepted(session);
    mail_session_read_held(session);
    if (session->protocol->on_gap)
        session->protocol->on_gap(session);
}

/* A gap in content belongs to the message. Returns how much of it does not. */
static uint64_t take_into_content(struct mail_session *session, enum mail_side side, uint64_t length,
                                  struct mail_time time)
{
    struct mail_framer *framer = &session->flows[session->layer][side].framer;
    enum mail_framing framing = framer->framing;
    bool is_dot = framing == MAIL_FRAMING_DOT_CONTENT || framing == MAIL_FRAMING_PROBE;
    uint64_t lost = mail_framer_take_gap(framer, length);
    bool has_ended = framer->framing == MAIL_FRAMING_LINES;

    if (framing == MAIL_FRAMING_COUNTED_CONTENT && has_ended)
        mail_content_reach_end(session, time);
    if (framing == MAIL_FRAMING_COUNTED_BYTES && has_ended)
        mail_blob_reach_end(session, side);
    return is_dot ? 0 : length - lost;
}

void mail_gap_take(struct mail_session *session, enum mail_side side, const struct mail_piece *piece, uint64_t begin,
                   uint64_t length)
{
    struct mail_flow *flow = &session->flows[session->layer][side];
    enum mail_role role = mail_session_role_of(session, side);

    if (role == MAIL_CLIENT)
        read_what_precedes(session);
    mail_transcript_add_span(session, MAIL_UNIT_GAP, role, begin, begin + length);
    if (flow->framer.framing == MAIL_FRAMING_PROBE && flow->framer.lines.line) {
        flow->framer.finished_line = NULL;
        resume_content(session, side);
    }
    if (flow->framer.framing == MAIL_FRAMING_OPAQUE)
        return;
    flow->probe_count = 0;
    if (take_into_content(session, side, length, piece->time) == 0)
        return;
    flow->is_after_gap = true;
    if (role == MAIL_SERVER && session->rows)
        session->rows_have_gap = true;
    else
        lose_step(session, role);
}
