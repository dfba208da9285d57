/* See mail_unended_line.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_unended_line.h"
#include "mail_exchange.h"
#include "mail_flow.h"
#include "mail_going_on.h"

#include <string.h>

/* As many bytes tell whether a line is a reply: "-ERR" or a code, and what follows it. */
#define HEAD_LENGTH 5

/* The unfinished line of a side from which nothing waits. */
static const struct mail_line *unfinished_line(const struct mail_session *session, enum mail_side side)
{
    const struct mail_flow *flows = session->flows[session->layer];
    const struct mail_flow *flow = flows ? &flows[side] : NULL;

    if (!flow || flow->framer.framing != MAIL_FRAMING_LINES || flow->is_collecting || flow->input.first)
        return NULL;
    return flow->framer.lines.line;
}

/* ---- the server's ---- */

/* The first bytes that come. */
struct head {
    uint8_t bytes[HEAD_LENGTH];
    size_t length;
    uint64_t end; /* position at which the client went on once more: what is before is a line, too */
};

static void append(struct head *head, const struct mail_piece *piece)
{
    uint64_t room = head->end > piece->begin ? head->end - piece->begin : 0;
    mail_slice part = mail_slice_first(piece->bytes, HEAD_LENGTH - head->length);

    if (part.length > room)
        part = mail_slice_first(part, (size_t) room);
    if (part.length)
        memcpy(head->bytes + head->length, part.bytes, part.length);
    head->length += part.length;
}

static struct head collect(const struct mail_session *session, const struct mail_flow *flow,
                           const struct mail_piece *first, const struct mail_piece *piece)
{
    const struct mail_waiting *waiting = flow->input.first;
    bool is_waiting = waiting && first == &waiting->piece;
    struct head head = { .end = mail_going_on_find(session, first->begin + 1, UINT64_MAX) };

    append(&head, first);
    for (waiting = is_waiting ? waiting->next : NULL; waiting && head.length < HEAD_LENGTH; waiting = waiting->next)
        append(&head, &waiting->piece);
    if (piece && piece != first)
        append(&head, piece);
    return head;
}

static mail_slice first_line(mail_slice bytes)
{
    mail_slice line = mail_slice_take_until(&bytes, '\n');

    return mail_slice_take_until(&line, '\r');
}

static bool may_have_ended(const struct mail_session *session, const struct mail_flow *flow,
                           const struct mail_piece *first)
{
    const struct mail_line *line = flow->framer.lines.line;

    return flow->framer.framing == MAIL_FRAMING_LINES && line && line != flow->judged_line && !flow->is_collecting &&
           line->end == first->begin && session->protocol->is_server_line(line->text) &&
           mail_going_on_find(session, line->end, session->call.acknowledged) == line->end;
}

enum mail_unended mail_unended_line_judge(struct mail_session *session, const struct mail_piece *first,
                                          const struct mail_piece *piece)
{
    struct mail_flow *flow = mail_flow_of_role(session, MAIL_SERVER);

    if (!may_have_ended(session, flow, first))
        return MAIL_UNENDED_NOT;

    struct head head = collect(session, flow, first, piece);
    mail_slice line = first_line(mail_slice_make(head.bytes, head.length));
    bool is_all = first->begin + head.length == head.end;
    bool is_known = is_all || head.length == HEAD_LENGTH || line.length < head.length;

    flow->awaits_head = !is_known && !session->call.is_last;
    if (flow->awaits_head)
        return MAIL_UNENDED_AWAITS;
    if (session->protocol->is_server_line(line))
        return MAIL_UNENDED_SHOWN;
    flow->judged_line = flow->framer.lines.line;
    return MAIL_UNENDED_NOT;
}

bool mail_unended_line_was_had(const struct mail_session *session)
{
    const struct mail_line *line = unfinished_line(session, mail_session_side_of(session, MAIL_SERVER));

    return line && session->call.acknowledged != MAIL_ACKNOWLEDGED_UNKNOWN && line->end <= session->call.acknowledged &&
           session->protocol->is_server_line(line->text);
}

bool mail_unended_line_awaits_bytes(const struct mail_flow *flow)
{
    return flow->awaits_head;
}

void mail_unended_line_give_up(struct mail_flow *flow)
{
    if (flow->awaits_head)
        flow->judged_line = flow->framer.lines.line;
    flow->awaits_head = false;
}

/* ---- the client's ---- */

/* CR, or CR NUL as TELNET has it for a CR alone (RFC 854), takes the place of CRLF; or the line is known. */
static bool may_be_client_line(const struct mail_session *session, mail_slice text)
{
    mail_slice words = text;

    while (words.length && (words.bytes[words.length - 1] == 0 || words.bytes[words.length - 1] == '\r'))
        words.length--;
    return words.length && (words.length < text.length || session->protocol->is_client_line(words));
}

bool mail_unended_line_is_answered(const struct mail_session *session, const struct mail_line *line)
{
    const struct mail_line *asked = unfinished_line(session, mail_session_side_of(session, MAIL_CLIENT));
    bool is_reply =
        !session->progress.reply && !session->progress.awaits_greeting && session->protocol->is_server_line(line->text);

    return asked && is_reply && !session->questions.oldest && !mail_session_is_lost(session) &&
           !mail_exchange_is_out_of_step(session) && session->call.acknowledged != MAIL_ACKNOWLEDGED_UNKNOWN &&
           asked->end <= session->call.acknowledged && may_be_client_line(session, asked->text);
}

bool mail_unended_line_is_last(const struct mail_session *session, enum mail_side side)
{
    const struct mail_line *line = session->call.is_last ? unfinished_line(session, side) : NULL;

    if (!line)
        return false;
    return mail_session_role_of(session, side) == MAIL_SERVER ? session->protocol->is_server_line(line->text)
                                                              : may_be_client_line(session, line->text);
}
