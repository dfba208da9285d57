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

/* First byte of a TLS record that begins a handshake (RFC 8446, 5.1); no line of mail has it. */
#define TLS_HANDSHAKE 0x16

/* Bytes of the longest fragment of a record (RFC 5246, 6.2.3). */
#define LONGEST_RECORD ((1 << 14) + 2048)

static bool begins_handshake(mail_slice bytes)
{
    return bytes.length && bytes.bytes[0] == TLS_HANDSHAKE;
}

void mail_tls_expect(struct mail_session *session, bool is_assumed)
{
    session->progress.tls_is_expected = true;
    session->progress.tls_is_assumed = is_assumed;
    mail_phase_enter(session, MAIL_PHASE_TLS);
}

void mail_tls_give_up(struct mail_session *session)
{
    session->progress.tls_is_expected = false;
    if (session->progress.phase == MAIL_PHASE_TLS)
        mail_phase_enter(session, MAIL_PHASE_COMMANDS);
}

static bool may_be_handshake(struct mail_session *session, enum mail_side side)
{
    return session->progress.tls_is_expected && session->layer == MAIL_LAYER_PLAIN &&
           mail_flow_of_side(session, side)->framer.framing == MAIL_FRAMING_LINES;
}

bool mail_tls_is_handshake(struct mail_session *session, enum mail_side side, mail_slice bytes)
{
    return may_be_handshake(session, side) && begins_handshake(bytes);
}

size_t mail_tls_room(struct mail_session *session, enum mail_side side, mail_slice bytes)
{
    mail_slice line = mail_slice_first(bytes, mail_slice_index_of(bytes, '\n'));
    size_t room = may_be_handshake(session, side) ? mail_slice_index_of(line, TLS_HANDSHAKE) : line.length;

    return room < line.length ? room : bytes.length;
}

/* What either side has sent in place of the handshake, without a line ending: the other end may yet read it, with what
 * is decrypted after it (RFC 3207, 4.2). It ends here, so it is frozen. */
static void say_unfinished_lines(struct mail_session *session, enum mail_side side)
{
    for (enum mail_side speaker = MAIL_SIDE_A; speaker < MAIL_SIDES; speaker++) {
        const struct mail_line *line = mail_flow_of_side(session, speaker)->framer.lines.line;
        if (!line)
            continue;
        struct mail_unit *unit =
            mail_transcript_add_line(session, MAIL_UNIT_TEXT, mail_session_role_of(session, speaker), line);
        unit->is_in_place_of_tls = true;
        unit->was_held = speaker != side;
        mail_transcript_judge(session, unit);
    }
}

static struct mail_unit *begin(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    uint64_t end = piece->begin + piece->bytes.length;
    struct mail_unit *unit =
        mail_transcript_add_span(session, MAIL_UNIT_TLS, mail_session_role_of(session, side), piece->begin, end);

    session->progress.tls_is_expected = false;
    mail_phase_enter(session, MAIL_PHASE_TLS);
    mail_flow_close_layer(session, MAIL_LAYER_PLAIN);
    mail_piece_skip(piece, piece->bytes.length);
    return unit;
}

void mail_tls_begin(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    say_unfinished_lines(session, side);
    begin(session, side, piece);
}

/* TLSPlaintext and TLSCiphertext: type, version and length (RFC 8446, 5.1 and 5.2; RFC 5246, 6.2.3). The types are
 * change_cipher_spec, alert, handshake and application_data. */
enum mail_tls_likeness mail_tls_liken(mail_slice bytes)
{
    static const struct {
        uint8_t least, greatest;
    } head[] = { { 0x14, 0x17 }, { 3, 3 }, { 0, 4 }, { 0, (LONGEST_RECORD >> 8) } };
    enum { HEAD = sizeof head / sizeof *head + 1 };

    for (size_t i = 0; i < bytes.length && i < HEAD - 1; i++)
        if (bytes.bytes[i] < head[i].least || bytes.bytes[i] > head[i].greatest)
            return MAIL_TLS_IS_NONE;
    if (bytes.length < HEAD)
        return MAIL_TLS_MAY_BE;
    return bytes.bytes[HEAD - 2] || bytes.bytes[HEAD - 1] ? MAIL_TLS_IS_RECORD : MAIL_TLS_IS_NONE;
}

void mail_tls_begin_unasked(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    bool was_expected = session->progress.tls_is_expected || session->tls == MAIL_TLS_IMPLICIT;
    struct mail_unit *unit = begin(session, side, piece);

    if (was_expected)
        return;
    session->tls_was_asked_unseen = true;
    unit->is_unasked_tls = true;
    mail_transcript_judge(session, unit);
}

bool mail_tls_shows_lost_reply(struct mail_session *session, enum mail_side side, mail_slice bytes)
{
    const struct mail_exchange *gate = session->questions.gate;
    bool waits =
        gate && mail_verb_is_gate_to(gate->verb, MAIL_GATE_TO_TLS) && !mail_flow_of_side(session, side)->input.first;

    return waits && mail_session_role_of(session, side) == MAIL_CLIENT && begins_handshake(bytes);
}

/* Where nobody was seen to ask for TLS, it may also have been there from the beginning: then a greeting comes. */
static void begin_under_tls(struct mail_session *session)
{
    mail_beginning_begin_anew(session, MAIL_BEGINS_UNDER_TLS);
    mail_flow_close_layer(session, MAIL_LAYER_PLAIN);
    session->tls = session->tls_was_asked_unseen ? MAIL_TLS_UNKNOWN : MAIL_TLS_STARTTLS;
    session->progress.tls_is_expected = false;
    if (session->tls == MAIL_TLS_STARTTLS)
        mail_phase_enter(session, MAIL_PHASE_COMMANDS);
}

void mail_tls_enter_layer(struct mail_session *session)
{
    if (session->tls == MAIL_TLS_NONE)
        begin_under_tls(session);
    else if (session->progress.phase == MAIL_PHASE_TLS)
        mail_phase_enter(session, MAIL_PHASE_GREETING);
    session->layer = MAIL_LAYER_TLS;
}
