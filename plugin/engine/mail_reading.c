/* See mail_reading.h. Here a segment becomes pieces that are read and gaps between them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_reading.h"
#include "mail_beginning.h"
#include "mail_flow.h"
#include "mail_reader.h"
#include "mail_roles.h"
#include "mail_tls.h"
#include "mail_transcript.h"

/* What the protocol keeps lies after the session. */
static size_t offset_of_state(void)
{
    return (sizeof(struct mail_session) + sizeof(uint64_t) - 1) / sizeof(uint64_t) * sizeof(uint64_t);
}

struct mail_session *mail_session_new(struct mail_capture *capture, const struct mail_protocol *protocol,
                                      enum mail_side client_side, enum mail_role_evidence evidence, enum mail_tls tls,
                                      unsigned variant)
{
    struct mail_session *session =
        mail_arena_allocate_zeroed(&capture->arena, offset_of_state() + protocol->state_size);

    session->capture = capture;
    session->protocol = protocol;
    session->state = (char *) session + offset_of_state();
    session->number = ++capture->session_count;
    session->tls = tls;
    mail_roles_begin(session, client_side, evidence);
    mail_beginning_begin(session);
    protocol->begin(session, variant);
    return session;
}

static uint32_t sequence_of(const struct mail_flow *flow, const struct mail_segment *segment)
{
    return segment->has_sequence ? segment->sequence : flow->stream.next_sequence;
}

/* Reads what is new in a segment: the gap before it, its bytes, and what was cut off after them. */
static void read_segment(struct mail_session *session, const struct mail_segment *segment,
                         const struct mail_arrival *arrival)
{
    struct mail_piece piece = { segment->bytes, arrival->begin, segment->frame, segment->time };
    size_t repeated = arrival->repeated < piece.bytes.length ? arrival->repeated : piece.bytes.length;
    uint64_t known = arrival->repeated > piece.bytes.length ? arrival->repeated : piece.bytes.length;
    uint64_t missing = piece.bytes.length + segment->missing - known;
    enum mail_role role = mail_session_role_of(session, segment->side);

    if (arrival->gap)
        mail_reader_lose(session, segment->side, &piece, arrival->begin - arrival->gap, arrival->gap);
    if (repeated)
        mail_transcript_add_span(session, MAIL_UNIT_REPEATED, role, piece.begin, piece.begin + repeated);
    mail_piece_skip(&piece, repeated);
    session->call.is_cut_short = missing > 0;
    mail_reader_read(session, segment->side, &piece);
    if (missing)
        mail_reader_lose(session, segment->side, &piece, arrival->begin + known, missing);
}

/* Once decrypted bytes come, those of the connection itself are no dialogue. */
static void add_bytes_of_tls(struct mail_session *session, const struct mail_segment *segment,
                             const struct mail_arrival *arrival)
{
    mail_transcript_add_span(session, MAIL_UNIT_TLS, mail_session_role_of(session, segment->side), arrival->begin,
                             arrival->begin + segment->bytes.length);
}

/* Whether nothing but a gap precedes bytes of TLS. */
static bool begins_with_tls(const struct mail_reading *reading)
{
    const struct mail_unit *unit = reading->first;

    for (unsigned i = 0; i < reading->count; i++, unit = unit->next)
        if (unit->kind != MAIL_UNIT_GAP)
            return unit->kind == MAIL_UNIT_TLS && unit->begin == reading->begin;
    return false;
}

static void call_begin(struct mail_session *session, const struct mail_segment *segment)
{
    session->call = (struct mail_call){ .frame = segment->frame, .time = segment->time };
    if (segment->layer == MAIL_LAYER_TLS && session->layer == MAIL_LAYER_PLAIN)
        mail_tls_enter_layer(session);
}

static uint8_t state_of(const struct mail_session *session)
{
    return session->protocol->state ? session->protocol->state(session) : 0;
}

static struct mail_reading reading_begin(const struct mail_session *session, const struct mail_arrival *arrival)
{
    return (struct mail_reading){ .phase = session->progress.phase,
                                  .state_before = state_of(session),
                                  .tls = session->tls,
                                  .begin = arrival->begin };
}

struct mail_reading mail_session_read(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_unit *last_before = session->transcript.last;
    unsigned count_before = session->transcript.unit_count;

    call_begin(session, segment);

    struct mail_flow *flow = mail_flow_of(session, segment->layer, segment->side);
    struct mail_arrival arrival =
        mail_stream_place(&flow->stream, sequence_of(flow, segment), segment->bytes.length + segment->missing);
    struct mail_reading reading = reading_begin(session, &arrival);

    if (segment->layer == session->layer)
        read_segment(session, segment, &arrival);
    else
        add_bytes_of_tls(session, segment, &arrival);
    reading.first = last_before ? last_before->next : session->transcript.first;
    reading.count = session->transcript.unit_count - count_before;
    reading.state_after = state_of(session);
    reading.belongs_to_tls = session->layer == MAIL_LAYER_PLAIN && begins_with_tls(&reading);
    return reading;
}
