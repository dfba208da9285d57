/* See mail_share.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_share.h"
#include "mail_flow.h"
#include "mail_transcript.h"

struct mail_unit *mail_share_add_unfinished(struct mail_session *session, enum mail_role role,
                                            const struct mail_line *line, const struct mail_piece *piece)
{
    uint64_t end = piece->begin + piece->bytes.length;
    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_PARTIAL, role, piece->begin, end);

    unit->line = line;
    return unit;
}

struct mail_unit *mail_share_add_content(struct mail_session *session, enum mail_side side,
                                         const struct mail_piece *piece, const struct mail_message *message,
                                         uint64_t end)
{
    enum mail_unit_kind kind = message ? MAIL_UNIT_CONTENT : MAIL_UNIT_BLOB;
    enum mail_role role = mail_session_role_of(session, side);
    struct mail_unit *unit = mail_transcript_add_span(session, kind, role, piece->begin, end);

    unit->message = message;
    if (message)
        mail_transcript_join_transaction(session, unit, session->content.exchange);
    else
        unit->exchange = mail_flow_of_side(session, side)->blob;
    if (session->call.is_late)
        mail_transcript_details(session, unit)->bytes = mail_slice_first(piece->bytes, (size_t) (end - piece->begin));
    return unit;
}
