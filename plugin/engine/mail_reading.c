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
    return segment->read_in && !segment->is_kept ? mail_arena_copy(&session->capture->arena, segment->bytes)
                                                 : segment->bytes;
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

/* ---- segments that come early ---- */

static bool has_early(const struct mail_session *session)
{
    const struct mail_flow *flows = session->flows[MAIL_LAYER_PLAIN];

    return flows && (flows[MAIL_SIDE_A].order.first || flows[MAIL_SIDE_B].order.first);
}

static bool has_unread(const struct mail_flow *flow, const struct mail_segment *segment)
{
    uint32_t end = segment->sequence + (uint32_t) segment->bytes.length;

    return segment->bytes.length > 0 && flow->stream.started && mail_order_is_beyond(&flow->stream, end);
}

static bool is_empty(const struct mail_segment *segment)
{
    return segment->bytes.length == 0 && segment->missing == 0;
}

/* Whether the segment's sender has bytes of the other side that were not read, and others came early. */
static bool has_what_is_missing(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_flow *other = mail_flow_of(session, MAIL_LAYER_PLAIN, mail_roles_other_side(segment->side));

    return other->order.first && segment->has_acknowledged &&
           mail_order_is_beyond(&other->stream, segment->acknowledged);
}

static bool ends_side_that_waits(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_waiting *waiting = mail_flow_of_side(session, segment->side)->input.first;

    return segment->is_last && waiting &&
           mail_acknowledgment_awaits_bytes(session, segment->side, waiting->acknowledged);
}

/* Whether the other side's bytes that it has, as the segment without bytes says, are lost: it was said before. What was
 * said once may have been captured before them. */
static bool says_again(struct mail_session *session, const struct mail_segment *segment)
{
    struct mail_order *order = &mail_flow_of(session, MAIL_LAYER_PLAIN, mail_roles_other_side(segment->side))->order;
    bool is_said_again = order->is_acknowledged || mail_flow_of_side(session, segment->side)->input.first;

    order->is_acknowledged = true;
    return is_said_again;
}

bool mail_session_takes(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_flow *own = mail_flow_of(session, MAIL_LAYER_PLAIN, segment->side);

    if (session->layer != MAIL_LAYER_PLAIN || own->framer.framing == MAIL_FRAMING_OPAQUE)
        return false;
    if (!is_empty(segment))
        return has_unread(own, segment);
    return (has_what_is_missing(session, segment) && (says_again(session, segment) || segment->is_last)) ||
           ends_side_that_waits(session, segment);
}

static void read_placed(struct mail_session *session, const struct mail_segment *segment,
                        const struct mail_arrival *arrival)
{
    if (segment->layer == session->layer)
        read_segment(session, segment, arrival);
    else
        add_bytes_of_tls(session, segment, arrival);
}

/* Reads the side's early segments for which nothing more is to be waited: the receiver asks for the byte `asked`. */
static void read_early(struct mail_session *session, enum mail_side side, uint32_t asked, uint32_t frame)
{
    struct mail_flow *flow = mail_flow_of(session, MAIL_LAYER_PLAIN, side);
    struct mail_early_segment *early;

    while ((early = mail_order_take(&flow->order, &flow->stream, asked))) {
        early->segment.read_in = frame;
        mail_transcript_details(session, early->unit)->late_completed_frame = frame;
        if (has_unread(flow, &early->segment)) {
            call_begin(session, &early->segment);

            struct mail_arrival arrival = place_segment(flow, &early->segment);

            read_placed(session, &early->segment, &arrival);
        }
    }
}

/* Whether the segment comes early too, although its receiver has what is missing before it. */
static bool goes_on_after_loss(const struct mail_flow *own, const struct mail_segment *segment)
{
    return own->order.first && segment->late_is_read && !is_empty(segment) &&
           mail_order_is_beyond(&own->stream, segment->sequence) &&
           mail_order_is_beyond(&own->stream, segment->receiver_asks);
}

/* What the segment shows to be lost is waited for no more. Bytes may be captured after some that acknowledge them:
 * where these wait too, it is not yet shown. */
static void stop_waiting(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_flow *own = mail_flow_of(session, MAIL_LAYER_PLAIN, segment->side);
    const struct mail_flow *other = mail_flow_of(session, MAIL_LAYER_PLAIN, mail_roles_other_side(segment->side));

    if (segment->layer != MAIL_LAYER_PLAIN || session->layer != MAIL_LAYER_PLAIN || !has_early(session))
        return;
    if (has_what_is_missing(session, segment) &&
        (is_empty(segment) || other->order.is_acknowledged ||
         !mail_acknowledgment_awaits_bytes(session, segment->side, acknowledged_by(session, segment))))
        read_early(session, mail_roles_other_side(segment->side), segment->acknowledged, segment->frame);
    if (goes_on_after_loss(own, segment))
        read_early(session, segment->side, segment->receiver_asks, segment->frame);
}

/* The segment shows that what its side's bytes wait for is lost. */
static void stop_other_waiting(struct mail_session *session, const struct mail_segment *segment)
{
    if (segment->layer != MAIL_LAYER_PLAIN || session->layer != MAIL_LAYER_PLAIN ||
        !mail_acknowledgment_ends_waiting(session, segment->side))
        return;
    read_early(session, mail_roles_other_side(segment->side), segment->acknowledged, segment->frame);
    call_begin(session, segment);
    if (mail_acknowledgment_ends_waiting(session, segment->side))
        mail_reader_stop_waiting(session, segment->side);
}

static bool must_wait(const struct mail_session *session, const struct mail_flow *flow,
                      const struct mail_segment *segment)
{
    return segment->layer == MAIL_LAYER_PLAIN && session->layer == MAIL_LAYER_PLAIN &&
           flow->framer.framing != MAIL_FRAMING_OPAQUE && mail_order_comes_early(&flow->stream, segment) &&
           mail_order_has_room(&flow->order, segment->bytes.length, session->capture->held_limit);
}

static struct mail_reading let_wait(struct mail_session *session, struct mail_flow *flow,
                                    const struct mail_segment *segment)
{
    uint32_t ahead = segment->sequence - flow->stream.next_sequence;
    struct mail_arrival arrival = { .begin = flow->stream.next_position + ahead };
    struct mail_unit *unit =
        mail_transcript_add_span(session, MAIL_UNIT_HELD, mail_session_role_of(session, segment->side), arrival.begin,
                                 arrival.begin + segment->bytes.length);

    mail_transcript_details(session, unit)->is_early = true;
    mail_order_keep(&flow->order, &session->capture->arena, segment, unit);
    return reading_begin(session, &arrival);
}

/* Reads a segment that needs not wait, and what waited for it. If it should wait and there is no room, nothing waits
 * any longer. */
static struct mail_reading read_at_once(struct mail_session *session, struct mail_flow *flow,
                                        const struct mail_segment *segment)
{
    bool is_early = segment->layer == MAIL_LAYER_PLAIN && mail_order_comes_early(&flow->stream, segment);

    if (is_early && !is_empty(segment)) {
        read_early(session, segment->side, segment->sequence, segment->frame);
        call_begin(session, segment);
    }

    struct mail_arrival none = { .begin = flow->stream.next_position };
    struct mail_arrival arrival = is_empty(segment) ? none : place_segment(flow, segment);
    struct mail_reading reading = reading_begin(session, &arrival);

    session->call.is_followed = segment->layer == MAIL_LAYER_PLAIN && mail_order_follows(&flow->order, segment);
    if (!is_empty(segment))
        read_placed(session, segment, &arrival);
    if (segment->layer == MAIL_LAYER_PLAIN)
        read_early(session, segment->side, flow->stream.next_sequence, segment->frame);
    return reading;
}

struct mail_reading mail_session_read(struct mail_session *session, const struct mail_segment *segment)
{
    const struct mail_unit *last_before = session->transcript.last;
    unsigned count_before = session->transcript.unit_count;

    stop_waiting(session, segment);
    call_begin(session, segment);

    struct mail_flow *flow = mail_flow_of(session, segment->layer, segment->side);
    struct mail_reading reading = must_wait(session, flow, segment) && !is_empty(segment)
                                      ? let_wait(session, flow, segment)
                                      : read_at_once(session, flow, segment);

    stop_other_waiting(session, segment);
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
