/* See mail_reading.h. Here a segment becomes pieces that are read and gaps between them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_reading.h"
#include "mail_acknowledgment.h"
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

void mail_session_note_origin(struct mail_session *session, enum mail_side side, uint32_t sequence)
{
    struct mail_flow *flow = mail_flow_of(session, MAIL_LAYER_PLAIN, side);

    mail_stream_place(&flow->stream, sequence, 0);
    flow->is_from_start = true;
}

static struct mail_arrival place_segment(struct mail_flow *flow, const struct mail_segment *segment)
{
    size_t length = segment->bytes.length + segment->missing;

    return segment->has_sequence ? mail_stream_place(&flow->stream, segment->sequence, length)
                                 : mail_stream_place_next(&flow->stream, length);
}

/* What is not in the frame where it is shown must stay. */
static mail_slice bytes_to_read(const struct mail_session *session, const struct mail_segment *segment)
{
    return segment->read_in ? mail_arena_copy(&session->capture->arena, segment->bytes) : segment->bytes;
}

/* Reads what is new in a segment: the gap before it, its bytes, and what was cut off after them. */
static void read_segment(struct mail_session *session, const struct mail_segment *segment,
                         const struct mail_arrival *arrival)
{
    struct mail_piece piece = { bytes_to_read(session, segment), arrival->begin, segment->frame, segment->time };
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

/* From where on the segment's bytes are TLS's. What had to wait is of another segment. */
static void note_tls(struct mail_reading *reading)
{
    const struct mail_unit *unit = reading->first;
    bool is_more_said = false;

    for (unsigned i = 0; i < reading->count; i++, unit = unit->next) {
        if (unit->kind == MAIL_UNIT_TLS && !unit->was_held && unit->begin >= reading->begin) {
            reading->belongs_to_tls = true;
            reading->tls_begin = unit->begin;
            reading->is_said_with_tls = is_more_said || unit->is_unasked_tls;
            return;
        }
        is_more_said = is_more_said || unit->kind != MAIL_UNIT_GAP;
    }
}

static uint64_t acknowledged_by(struct mail_session *session, const struct mail_segment *segment)
{
    if (!segment->has_acknowledged)
        return MAIL_ACKNOWLEDGED_UNKNOWN;
    return mail_acknowledgment_position(session, mail_roles_other_side(segment->side), segment->acknowledged);
}

static void call_begin(struct mail_session *session, const struct mail_segment *segment)
{
    session->call = (struct mail_call){ .frame = segment->read_in ? segment->read_in : segment->frame,
                                        .time = segment->time,
                                        .acknowledged = acknowledged_by(session, segment),
                                        .is_last = segment->is_last,
                                        .is_of_earlier_frame = segment->read_in != 0 };
    if (segment->layer == MAIL_LAYER_TLS && session->layer == MAIL_LAYER_PLAIN)
        mail_tls_enter_layer(session);
}

static uint8_t state_of(const struct mail_session *session)
{
    return session->protocol->state ? session->protocol->state(session) : 0;
}

/* Of implicit TLS a proxy's header comes before the first byte. */
static enum mail_tls tls_of(const struct mail_session *session)
{
    bool is_before_tls = session->tls == MAIL_TLS_IMPLICIT && session->layer == MAIL_LAYER_PLAIN;

    return is_before_tls ? MAIL_TLS_NONE : session->tls;
}

static struct mail_reading reading_begin(const struct mail_session *session, const struct mail_arrival *arrival)
{
    return (struct mail_reading){ .phase = session->progress.phase,
                                  .state_before = state_of(session),
                                  .tls = tls_of(session),
                                  .begin = arrival->begin };
}

struct mail_reading mail_session_read(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_unit *last_before = session->transcript.last;
    unsigned count_before = session->transcript.unit_count;

    call_begin(session, segment);

    struct mail_flow *flow = mail_flow_of(session, segment->layer, segment->side);
    struct mail_arrival arrival = place_segment(flow, segment);
    struct mail_reading reading = reading_begin(session, &arrival);

    if (segment->layer == session->layer)
        read_segment(session, segment, &arrival);
    else
        add_bytes_of_tls(session, segment, &arrival);
    reading.first = last_before ? last_before->next : session->transcript.first;
    reading.count = session->transcript.unit_count - count_before;
    reading.state_after = state_of(session);
    if (session->layer == MAIL_LAYER_PLAIN)
        note_tls(&reading);
    return reading;
}

struct mail_reading mail_reading_join(struct mail_reading earlier, struct mail_reading later)
{
    if (earlier.first) {
        later.first = earlier.first;
        later.count += earlier.count;
        later.phase = earlier.phase;
        later.tls = earlier.tls;
        later.state_before = earlier.state_before;
    }
    return later;
}
