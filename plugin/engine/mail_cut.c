/* See mail_cut.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_cut.h"
#include "mail_dialogue.h"
#include "mail_flow.h"
#include "mail_roles.h"
#include "mail_transcript.h"
#include "mail_verb.h"

/* What there is of the line, if it came with the gap, is not said yet. */
static void add_unfinished(struct mail_session *session, enum mail_side side)
{
    const struct mail_line_reader *reader = &mail_flow_of_side(session, side)->framer.lines;
    const struct mail_line_part *part = reader->last_part;

    if (!session->call.is_cut_short || part->frame != session->call.frame)
        return;

    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_PARTIAL, mail_session_role_of(session, side),
                                                      part->begin, part->begin + part->length);

    unit->line = reader->line;
}

static bool is_line_kind(enum mail_unit_kind kind)
{
    return kind == MAIL_UNIT_COMMAND || kind == MAIL_UNIT_SASL_RESPONSE || kind == MAIL_UNIT_REPLY_LINE;
}

/* The last unit, if it is the line's. */
static struct mail_unit *unit_of(const struct mail_session *session, const struct mail_line *line)
{
    struct mail_unit *unit = session->transcript.last;

    return unit && is_line_kind((enum mail_unit_kind) unit->kind) && unit->line == line ? unit : NULL;
}

static struct mail_cut_line read_line(struct mail_session *session, enum mail_side side, enum mail_cut told)
{
    struct mail_line_reader *reader = &mail_flow_of_side(session, side)->framer.lines;
    const struct mail_line *line = mail_line_reader_cut(reader, session->call.frame);
    bool is_whole = !mail_line_is_cut(line);

    mail_roles_learn(session, side, line->text);
    mail_dialogue_take_line(session, side, line);
    return (struct mail_cut_line){ .unit = unit_of(session, line), .told = told, .lost_ending = is_whole };
}

void mail_cut_note_unfinished(const struct mail_session *session, struct mail_flow *flow)
{
    flow->replies_before = session->questions.reply_count;
}

/* Whether the server has replied since the client's line was read so far: perhaps to that line, and the reply answered
 * another or nothing. */
static bool may_be_answered(const struct mail_session *session, const struct mail_flow *flow, enum mail_role role)
{
    return role == MAIL_CLIENT && flow->replies_before != session->questions.reply_count;
}

static enum mail_cut judge(const struct mail_session *session, const struct mail_flow *flow, enum mail_role role)
{
    if (may_be_answered(session, flow, role) || session->line_count >= session->capture->session_limit)
        return MAIL_CUT_TELLS_NOTHING;
    if (mail_line_reader_lacks_lf_alone(&flow->framer.lines))
        return MAIL_CUT_TELLS_LINE;
    return mail_dialogue_judge_cut(session, role, flow->framer.lines.line->text);
}

struct mail_cut_line mail_cut_take(struct mail_session *session, enum mail_side side)
{
    struct mail_flow *flow = mail_flow_of_side(session, side);
    const struct mail_line *line = flow->framer.lines.line;
    struct mail_cut_line none = { 0 };

    if (flow->framer.framing != MAIL_FRAMING_LINES || !line)
        return none;

    enum mail_cut told = judge(session, flow, mail_session_role_of(session, side));

    if (told != MAIL_CUT_TELLS_NOTHING)
        return read_line(session, side, told);
    add_unfinished(session, side);
    return none;
}

/* Bytes that hide no line, even if they hide the end of the one that is cut: an empty line is CRLF, which servers
 * answer too, and no reply is shorter than a code and CRLF or "+" and CRLF (RFC 5321, 4.2; RFC 5034, 4). Where they may
 * be the end of the line and the beginning of the next, what follows them does not tell which line it is of. */
bool mail_cut_is_short(enum mail_role role, uint64_t length)
{
    return length < (role == MAIL_CLIENT ? 2 : 3);
}

/* What the client sends next is read in another way if the server agrees. */
static bool is_gate(const struct mail_unit *unit)
{
    return unit->kind == MAIL_UNIT_COMMAND && unit->command->verb && unit->command->verb->gate != MAIL_NO_GATE;
}

bool mail_cut_keeps_step(struct mail_session *session, enum mail_side side, const struct mail_cut_line *cut,
                         uint64_t length)
{
    bool is_short = mail_cut_is_short(mail_session_role_of(session, side), length);

    if (!is_short || !cut->unit || cut->lost_ending || cut->told != MAIL_CUT_TELLS_LINE || is_gate(cut->unit))
        return false;
    mail_flow_of_side(session, side)->is_in_cut_line = true;
    return true;
}

void mail_cut_end_reply(struct mail_session *session, enum mail_role role, const struct mail_cut_line *cut)
{
    const struct mail_reply *reply = session->progress.reply;

    if (role == MAIL_SERVER && reply && cut->unit && cut->unit->reply == reply && session->protocol->end_reply)
        session->protocol->end_reply(session, cut->unit);
}
