/* See mail_tls.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_tls.h"
#include "mail_beginning.h"
#include "mail_flow.h"
#include "mail_phase.h"
#include "mail_transcript.h"
#include "mail_verb.h"

/* First byte of a TLS record that begins a handshake (RFC 8446, 5.1); no line of mail begins with it. */
#define TLS_HANDSHAKE 0x16

static bool begins_handshake(mail_slice bytes)
{
    return bytes.length && bytes.bytes[0] == TLS_HANDSHAKE;
}

void mail_tls_expect(struct mail_session *session)
{
    session->progress.tls_is_expected = true;
    mail_phase_enter(session, MAIL_PHASE_TLS);
}

void mail_tls_give_up(struct mail_session *session)
{
    session->progress.tls_is_expected = false;
    if (session->progress.phase == MAIL_PHASE_TLS)
        mail_phase_enter(session, MAIL_PHASE_COMMANDS);
}

bool mail_tls_is_handshake(struct mail_session *session, enum mail_side side, mail_slice bytes)
{
    const struct mail_framer *framer = &mail_flow_of_side(session, side)->framer;

    return session->progress.tls_is_expected && session->layer == MAIL_LAYER_PLAIN &&
           framer->framing == MAIL_FRAMING_LINES && !framer->lines.line && begins_handshake(bytes);
}

void mail_tls_begin(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    uint64_t end = piece->begin + piece->bytes.length;

    mail_transcript_add_span(session, MAIL_UNIT_TLS, mail_session_role_of(session, side), piece->begin, end);
    session->progress.tls_is_expected = false;
    mail_phase_enter(session, MAIL_PHASE_TLS);
    mail_flow_close_layer(session, MAIL_LAYER_PLAIN);
    mail_piece_skip(piece, piece->bytes.length);
}

bool mail_tls_shows_lost_reply(struct mail_session *session, enum mail_side side, mail_slice bytes)
{
    const struct mail_exchange *gate = session->questions.gate;
    bool waits =
        gate && mail_verb_is_gate_to(gate->verb, MAIL_GATE_TO_TLS) && !mail_flow_of_side(session, side)->input.first;

    return waits && mail_session_role_of(session, side) == MAIL_CLIENT && begins_handshake(bytes);
}

void mail_tls_enter_layer(struct mail_session *session)
{
    if (session->tls == MAIL_TLS_NONE) {
        mail_beginning_begin_anew(session, MAIL_BEGINS_UNDER_TLS);
        mail_flow_close_layer(session, MAIL_LAYER_PLAIN);
        session->tls = MAIL_TLS_STARTTLS;
        session->progress.tls_is_expected = false;
        mail_phase_enter(session, MAIL_PHASE_COMMANDS);
    }
    session->layer = MAIL_LAYER_TLS;
}
