/* See mail_session.h. Here bytes become lines and content; what a line means is the protocol's affair.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_session.h"
#include "mail_blob.h"
#include "mail_content.h"
#include "mail_dialogue.h"
#include "mail_exchange.h"
#include "mail_gap.h"
#include "mail_gate.h"
#include "mail_session_steps.h"
#include "mail_transcript.h"
#include "mail_verb.h"

/* First byte of a TLS record that begins a handshake (RFC 8446, 5.1); no line of mail begins with it. */
#define TLS_HANDSHAKE 0x16

struct mail_session *mail_session_new(struct mail_capture *capture, const struct mail_protocol *protocol,
                                      enum mail_side client_side, enum mail_role_evidence evidence, enum mail_tls tls,
                                      bool is_lmtp)
{
    struct mail_session *session = mail_arena_allocate_zeroed(&capture->arena, sizeof(struct mail_session));

    session->capture = capture;
    session->arena = &capture->arena;
    session->protocol = protocol;
    session->number = ++capture->session_count;
    session->client_side = client_side;
    session->role_evidence = evidence;
    session->tls = tls;
    session->is_lmtp = is_lmtp;
    session->awaits_greeting = true;
    session->mail_may_be_lost = true;
    session->maildrop = pop3_maildrop_new(session->arena, capture->maildrop_limit);
    session->maildrop.counts.may_be_incomplete = true;
    for (int layer = 0; layer < MAIL_LAYERS; layer++)
        for (int side = 0; side < MAIL_SIDES; side++)
            mail_framer_init(&session->flows[layer][side].framer, session->arena, capture->line_limit);
    return session;
}

enum mail_role mail_session_role_of(const struct mail_session *session, enum mail_side side)
{
    return side == session->client_side ? MAIL_CLIENT : MAIL_SERVER;
}

enum mail_side mail_session_side_of(const struct mail_session *session, enum mail_role role)
{
    enum mail_side client = session->client_side;

    return (role == MAIL_CLIENT) == (client == MAIL_SIDE_A) ? MAIL_SIDE_A : MAIL_SIDE_B;
}

void mail_session_expect_tls(struct mail_session *session)
{
    session->tls_is_expected = true;
    session->phase = MAIL_PHASE_TLS;
}

/* What is open ends here: the dialogue begins anew. */
static void break_off(struct mail_session *session)
{
    mail_blob_break_off(session);
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    session->open_exchanges = session->gate = session->in_doubt = session->last_certain = session->rows =
        session->sasl_exchange = NULL;
    session->held = NULL;
    session->held_length = 0;
    session->rows_have_gap = false;
    session->reply = NULL;
    session->transaction = session->open_transaction = NULL;
    session->offers = NULL;
    session->offers_being_read = NULL;
}

static enum mail_side other_side(enum mail_side side)
{
    return side == MAIL_SIDE_A ? MAIL_SIDE_B : MAIL_SIDE_A;
}

void mail_session_turn(struct mail_session *session)
{
    mail_blob_break_off(session);
    mail_content_abandon(session, MAIL_MESSAGE_ABORTED);
    session->client_side = other_side(session->client_side);
    session->role_evidence = MAIL_ROLE_BY_REPLY;
    session->open_exchanges = session->last_open_exchange = session->last_certain = NULL;
    session->awaits_greeting = true;
    session->phase = MAIL_PHASE_GREETING;
    session->transaction = session->open_transaction = NULL;
    session->next_chunk_begins_message = true;
}

void mail_session_doubt_roles(struct mail_session *session)
{
    session->role_evidence = MAIL_ROLE_GUESSED;
}

/* The sides were the other way round: what was held or open belonged to nobody. */
static void set_client_side(struct mail_session *session, enum mail_side side)
{
    if (session->client_side == side)
        return;
    break_off(session);
    session->client_side = side;
    session->phase = session->awaits_greeting ? MAIL_PHASE_GREETING : MAIL_PHASE_UNKNOWN;
    session->is_out_of_step = session->exchange_count > 0 || session->reply_count > 0;
}

/* A decisive line tells which side is the client; where ports say otherwise, a reply wins. A command may also be a line
 * of a message that the capture begins in: it decides where nothing else does. */
static void learn_roles(struct mail_session *session, enum mail_side side, mail_slice line)
{
    if (session->protocol->is_server_line(line)) {
        set_client_side(session, other_side(side));
        session->role_evidence = MAIL_ROLE_BY_REPLY;
    } else if (session->role_evidence == MAIL_ROLE_GUESSED && session->protocol->is_client_line(line)) {
        set_client_side(session, side);
        session->role_evidence = MAIL_ROLE_BY_COMMAND;
    }
}

void mail_session_take_line(struct mail_session *session, enum mail_side side, struct mail_line *line)
{
    session->line_count++;
    if (session->role_evidence < MAIL_ROLE_BY_REPLY && !session->is_reading_held)
        learn_roles(session, side, line->text);
    if (session->tls_is_expected && session->phase == MAIL_PHASE_TLS) {
        session->phase = MAIL_PHASE_COMMANDS;
        session->is_plaintext_after_starttls = true;
    }
    if (mail_session_role_of(session, side) == MAIL_CLIENT) {
        mail_dialogue_take_client_line(session, line);
    } else {
        session->has_heard_server = true;
        session->protocol->on_server_line(session, line);
    }
    session->flows[session->layer][side].is_after_gap = false;
}

/* Both directions belong to TLS from here on; this layer is not read any more. */
static void close_plain_layer(struct mail_session *session)
{
    for (int side = 0; side < MAIL_SIDES; side++)
        mail_framer_expect_opaque(&session->flows[MAIL_LAYER_PLAIN][side].framer);
}

static void begin_tls(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    uint64_t end = piece->begin + piece->bytes.length;

    mail_transcript_add_span(session, MAIL_UNIT_TLS, mail_session_role_of(session, side), piece->begin, end);
    session->tls_is_expected = false;
    session->phase = MAIL_PHASE_TLS;
    close_plain_layer(session);
    piece->bytes = mail_slice_skip(piece->bytes, piece->bytes.length);
}

static bool is_tls_handshake(const struct mail_session *session, enum mail_side side, mail_slice bytes)
{
    const struct mail_framer *framer = &session->flows[session->layer][side].framer;

    return session->tls_is_expected && session->layer == MAIL_LAYER_PLAIN && framer->framing == MAIL_FRAMING_LINES &&
           !framer->lines.line && bytes.length && bytes.bytes[0] == TLS_HANDSHAKE;
}

/* Says what the bytes from `begin` on were that ended no line and no content. */
static void add_unfinished(struct mail_session *session, enum mail_role role, const struct mail_framer *framer,
                           const struct mail_piece *piece)
{
    uint64_t end = piece->begin + piece->bytes.length;
    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_PARTIAL, role, piece->begin, end);

    unit->line = framer->lines.line;
}

static unsigned transaction_number_of(const struct mail_exchange *exchange)
{
    return exchange->transaction ? exchange->transaction->number : 0;
}

/* Content of `message`, or bytes that are no message's. */
static void add_content(struct mail_session *session, enum mail_side side, const struct mail_piece *piece,
                        const struct mail_message *message, uint64_t end)
{
    enum mail_role role = mail_session_role_of(session, side);
    enum mail_unit_kind kind = message ? MAIL_UNIT_CONTENT : MAIL_UNIT_BLOB;
    struct mail_unit *unit = mail_transcript_add_span(session, kind, role, piece->begin, end);

    unit->message = message;
    if (message)
        unit->transaction_number = transaction_number_of(session->content_exchange);
    else
        unit->exchange = session->flows[session->layer][side].blob;
    if (session->is_reading_held)
        mail_transcript_details(session, unit)->bytes = mail_slice_first(piece->bytes, (size_t) (end - piece->begin));
}

static bool is_content(enum mail_framing framing)
{
    return framing == MAIL_FRAMING_DOT_CONTENT || framing == MAIL_FRAMING_COUNTED_CONTENT ||
           framing == MAIL_FRAMING_COUNTED_BYTES;
}

/* Reads up to the end of the next line or content. */
static void read_step(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct mail_framer *framer = &session->flows[session->layer][side].framer;
    enum mail_role role = mail_session_role_of(session, side);
    enum mail_framing framing = framer->framing;
    struct mail_message *message = framer->message;
    struct mail_piece before = *piece;
    enum mail_framed framed = mail_framer_take(framer, piece);

    if (is_content(framing))
        add_content(session, side, &before, message, piece->begin);
    else if (framed == MAIL_FRAMED_MORE && framing == MAIL_FRAMING_OPAQUE)
        mail_transcript_add_span(session, MAIL_UNIT_TLS, role, before.begin, piece->begin);
    else if (framed == MAIL_FRAMED_MORE)
        add_unfinished(session, role, framer, &before);

    if (framed == MAIL_FRAMED_LINE)
        mail_session_take_line(session, side, framer->finished_line);
    else if (framed == MAIL_FRAMED_CONTENT && framing == MAIL_FRAMING_COUNTED_BYTES)
        mail_blob_reach_end(session, side);
    else if (framed == MAIL_FRAMED_CONTENT)
        mail_content_reach_end(session, before.time);
    else if (framed == MAIL_FRAMED_PROBED)
        mail_gap_take_probe(session, side);
}

/* A client that begins TLS has had the reply that let it, though the capture has not. */
static bool shows_lost_reply_to_starttls(const struct mail_session *session, enum mail_side side, mail_slice bytes)
{
    bool waits = session->gate && mail_verb_is_gate_to(session->gate->verb, MAIL_GATE_TO_TLS) && !session->held;

    return waits && mail_session_role_of(session, side) == MAIL_CLIENT && bytes.bytes[0] == TLS_HANDSHAKE;
}

static bool is_at_limit(const struct mail_session *session, enum mail_side side)
{
    return session->line_count >= session->capture->session_limit &&
           session->flows[session->layer][side].framer.framing == MAIL_FRAMING_LINES;
}

/* A segment of lines beyond the limit is one unit, whatever lines it has. The reply to a gate may be among them: it is
 * as good as lost. */
static void leave_unread(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    uint64_t end = piece->begin + piece->bytes.length;
    enum mail_role role = mail_session_role_of(session, side);
    struct mail_unit *unit = mail_transcript_add_span(session, MAIL_UNIT_UNREAD, role, piece->begin, end);

    if (session->is_reading_held)
        mail_transcript_details(session, unit)->bytes = piece->bytes;
    if (role == MAIL_SERVER)
        mail_gate_open_as_accepted(session);
    mail_transcript_add_finding(session, unit, MAIL_FINDING_session_limit);
    piece->bytes = mail_slice_skip(piece->bytes, piece->bytes.length);
    piece->begin = end;
}

void mail_session_read_piece(struct mail_session *session, enum mail_side side, struct mail_piece *piece)
{
    struct mail_time time_before = session->time;

    session->time = piece->time;
    while (piece->bytes.length) {
        if (shows_lost_reply_to_starttls(session, side, piece->bytes))
            mail_gate_open_as_accepted(session);
        if (session->gate && mail_session_role_of(session, side) == MAIL_CLIENT)
            break;
        if (is_tls_handshake(session, side, piece->bytes))
            begin_tls(session, side, piece);
        else if (is_at_limit(session, side))
            leave_unread(session, side, piece);
        else
            read_step(session, side, piece);
        mail_session_read_held(session);
    }
    session->time = time_before;
}

void mail_session_read_held(struct mail_session *session)
{
    struct mail_held *held;

    if (session->is_reading_held)
        return;
    session->is_reading_held = true;
    while (!session->gate && (held = mail_gate_take(session))) {
        mail_session_read_piece(session, held->side, &held->piece);
        if (held->piece.bytes.length)
            mail_gate_put_back(session, held);
        else
            mail_transcript_details(session, held->unit)->completed_frame = session->frame;
    }
    session->is_reading_held = false;
}

/* Once TLS delivers decrypted bytes, the dialogue begins anew in its layer (RFC 3207, 4.2; RFC 2595, 4). */
static void enter_tls_layer(struct mail_session *session)
{
    if (session->tls == MAIL_TLS_NONE) {
        break_off(session);
        close_plain_layer(session);
        session->tls = MAIL_TLS_STARTTLS;
        session->tls_is_expected = false;
        session->phase = MAIL_PHASE_COMMANDS;
    }
    session->layer = MAIL_LAYER_TLS;
}

static uint32_t sequence_of(const struct mail_session *session, const struct mail_segment *segment)
{
    return segment->has_sequence ? segment->sequence
                                 : session->flows[segment->layer][segment->side].stream.next_sequence;
}

/* Reads what is new in a segment: the gap before it, its bytes, and what was cut off behind them. */
static void read_segment(struct mail_session *session, const struct mail_segment *segment,
                         const struct mail_arrival *arrival)
{
    struct mail_piece piece = { segment->bytes, arrival->begin, segment->frame, segment->time };
    size_t repeated = arrival->repeated < piece.bytes.length ? arrival->repeated : piece.bytes.length;
    uint64_t known = arrival->repeated > piece.bytes.length ? arrival->repeated : piece.bytes.length;
    uint64_t missing = piece.bytes.length + segment->missing - known;
    enum mail_role role = mail_session_role_of(session, segment->side);

    if (arrival->gap)
        mail_gap_take(session, segment->side, &piece, arrival->begin - arrival->gap, arrival->gap);
    if (repeated)
        mail_transcript_add_span(session, MAIL_UNIT_REPEATED, role, piece.begin, piece.begin + repeated);
    piece.bytes = mail_slice_skip(piece.bytes, repeated);
    piece.begin += repeated;
    do {
        mail_session_read_piece(session, segment->side, &piece);
        if (piece.bytes.length)
            mail_gate_hold(session, segment->side, &piece);
        mail_session_read_held(session);
    } while (piece.bytes.length);
    if (missing)
        mail_gap_take(session, segment->side, &piece, arrival->begin + known, missing);
}

/* Once decrypted bytes come, those of the connection itself are no dialogue. */
static void add_bytes_of_tls(struct mail_session *session, const struct mail_segment *segment,
                             const struct mail_arrival *arrival)
{
    struct mail_piece piece = { segment->bytes, arrival->begin, segment->frame, segment->time };
    enum mail_role role = mail_session_role_of(session, segment->side);

    mail_transcript_add_span(session, MAIL_UNIT_TLS, role, piece.begin, piece.begin + piece.bytes.length)->layer =
        MAIL_LAYER_PLAIN;
}

/* Whether nothing but a gap precedes bytes of TLS. */
static bool begins_with_tls(const struct mail_digest *digest)
{
    const struct mail_unit *unit = digest->first;

    for (unsigned i = 0; i < digest->count; i++, unit = unit->next)
        if (unit->kind != MAIL_UNIT_GAP)
            return unit->kind == MAIL_UNIT_TLS && unit->begin == digest->begin;
    return false;
}

/* A POP3 session that begins with its greeting begins in the AUTHORIZATION state (RFC 1939, 4). */
static enum pop3_state state_of(const struct mail_digest *digest)
{
    bool is_greeting = digest->count && digest->first->reply && digest->first->reply->kind == MAIL_REPLY_GREETING;

    return is_greeting && digest->pop3_state == POP3_UNKNOWN ? POP3_AUTHORIZATION : digest->pop3_state;
}

struct mail_digest mail_session_read(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_unit *last_before = session->last_unit;
    unsigned count_before = session->unit_count;

    session->frame = segment->frame;
    session->time = segment->time;
    if (segment->layer == MAIL_LAYER_TLS && session->layer == MAIL_LAYER_PLAIN)
        enter_tls_layer(session);

    struct mail_arrival arrival =
        mail_stream_place(&session->flows[segment->layer][segment->side].stream, sequence_of(session, segment),
                          segment->bytes.length + segment->missing);
    struct mail_digest digest = {
        .phase = session->phase, .pop3_state = session->pop3_state, .tls = session->tls, .begin = arrival.begin
    };

    if (segment->layer == session->layer)
        read_segment(session, segment, &arrival);
    else
        add_bytes_of_tls(session, segment, &arrival);
    digest.first = last_before ? last_before->next : session->first_unit;
    digest.count = session->unit_count - count_before;
    digest.pop3_state = state_of(&digest);
    digest.is_lmtp = session->is_lmtp;
    digest.belongs_to_tls = session->layer == MAIL_LAYER_PLAIN && begins_with_tls(&digest);
    return digest;
}
