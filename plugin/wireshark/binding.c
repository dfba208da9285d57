/* See binding.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "binding.h"
#include "open_capture.h"
#include "ports.h"
#include "recognition.h"
#include "tcp_front.h"
#include "ws_compat.h"

#include <epan/conversation.h>
#include <epan/dissectors/packet-tcp.h>
#include <epan/proto_data.h>

/* Keys among the protocol's data: of the frame's anchors (in the file's), and of the number of calls so far (in that of
 * one dissection of the frame). */
enum binding_key { ANCHORS_KEY = 0, CALLS_KEY = 1 };

static int tcp_id, tls_id;

void binding_handoff(void)
{
    tcp_id = proto_get_id_by_filter_name("tcp");
    tls_id = proto_get_id_by_filter_name("tls");
}

/* What a conversation is remembered by. Side A is the sender of the first frame that was looked at. */
struct conversation_record {
    struct mail_session *session; /* NULL: not known to be mail yet */
    struct recognition recognition;
    bool is_recognized; /* by these bytes, not by a port */
    address first_sender;
    uint32_t first_port;
    bool expects_tls; /* implicit, after a proxy's header */
    bool is_numbered; /* it is known whether TCP counts from the SYN, or as the numbers were sent */
    bool is_numbered_from_syn;
};

/* What tells the calls of one frame apart: their order, which is the same in each dissection since nobody asks for more
 * segments. The sequence number is not: TCP counts from another byte once it has seen a SYN that came late. */
struct call_key {
    uint32_t length;
    uint32_t ordinal : 30;
    uint32_t layer : 1; /* enum mail_layer */
    uint32_t side : 1;  /* enum mail_side */
};

struct anchor_entry {
    struct anchor_entry *next;
    struct call_key key;
    struct mail_anchor anchor;
};

/* The known port is the server's; where both or neither are known, the lower one, which is only a guess. */
static struct mail_session *session_by_ports(const struct mail_dissector *dissector, const packet_info *pinfo,
                                             enum mail_side sender, enum mail_tls tls)
{
    enum mail_side receiver = sender == MAIL_SIDE_A ? MAIL_SIDE_B : MAIL_SIDE_A;
    bool is_from_known = ports_is_of_mail(pinfo->srcport);
    bool is_known = is_from_known != ports_is_of_mail(pinfo->destport);
    bool is_from_server = is_known ? is_from_known : pinfo->srcport <= pinfo->destport;
    unsigned variant = ports_variant(dissector, is_from_server ? pinfo->srcport : pinfo->destport);

    return mail_session_new(open_capture(), dissector->protocol, is_from_server ? receiver : sender,
                            is_known ? MAIL_ROLE_BY_PORT : MAIL_ROLE_GUESSED, tls, variant);
}

/* Of every conversation that does not begin as mail does. Nothing of it is looked at or changes. */
static struct conversation_record *stranger(void)
{
    static const struct conversation_record record;

    return (struct conversation_record *) &record;
}

static struct conversation_record *record_find_any(const struct mail_dissector *dissector, packet_info *pinfo)
{
    conversation_t *conversation = find_conversation_pinfo(pinfo, 0);

    return conversation ? conversation_get_proto_data(conversation, dissector->protocol_id) : NULL;
}

/* NULL too for a stranger. */
static struct conversation_record *record_find(const struct mail_dissector *dissector, packet_info *pinfo)
{
    struct conversation_record *record = record_find_any(dissector, pinfo);

    return record == stranger() ? NULL : record;
}

static void record_set(const struct mail_dissector *dissector, packet_info *pinfo, struct conversation_record *record)
{
    conversation_add_proto_data(find_or_create_conversation(pinfo), dissector->protocol_id, record);
}

static struct conversation_record *record_find_or_create(const struct mail_dissector *dissector, packet_info *pinfo)
{
    struct conversation_record *record = record_find(dissector, pinfo);

    if (record)
        return record;
    record = wmem_new0(wmem_file_scope(), struct conversation_record);
    copy_address_wmem(wmem_file_scope(), &record->first_sender, &pinfo->src);
    record->first_port = pinfo->srcport;
    record_set(dissector, pinfo, record);
    return record;
}

/* The conversation is a stranger's from here on. */
static void forget_record(const struct mail_dissector *dissector, packet_info *pinfo,
                          struct conversation_record *record)
{
    if (record == stranger())
        return;
    record_set(dissector, pinfo, stranger());
    recognition_forget(&record->recognition);
    free_address_wmem(wmem_file_scope(), &record->first_sender);
    wmem_free(wmem_file_scope(), record);
}

static enum mail_side side_of_sender(const struct conversation_record *record, const packet_info *pinfo)
{
    bool is_first = record->first_port == pinfo->srcport && addresses_equal(&record->first_sender, &pinfo->src);

    return is_first ? MAIL_SIDE_A : MAIL_SIDE_B;
}

/* Who has called: the nearest of TCP and TLS below. What `data` is does not tell. */
static enum mail_layer layer_of_call(const packet_info *pinfo)
{
    for (wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers); layer; layer = wmem_list_frame_prev(layer)) {
        int protocol = GPOINTER_TO_INT(wmem_list_frame_data(layer));
        if (protocol == tls_id)
            return MAIL_LAYER_TLS;
        if (protocol == tcp_id)
            break;
    }
    return MAIL_LAYER_PLAIN;
}

bool binding_is_under_tls(const packet_info *pinfo)
{
    return layer_of_call(pinfo) == MAIL_LAYER_TLS;
}

/* Whether nothing but the dispatcher stands between TCP or TLS and us: a tunnel's `data` is of another kind. */
static bool is_called_by_transport(const struct mail_dissector *dissector, const packet_info *pinfo)
{
    int protocol = dissector->protocol_id;

    for (wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);
         layer && (protocol == dissector->protocol_id || protocol == dissector->family_id);
         layer = wmem_list_frame_prev(layer))
        protocol = GPOINTER_TO_INT(wmem_list_frame_data(layer));
    return protocol == tcp_id || protocol == tls_id;
}

/* The flag of a TCP segment that acknowledges something (RFC 9293, 3.1). */
#define TCP_FLAG_ACK 0x10

/* The flag of one after which its sender sends no more. */
#define TCP_FLAG_FIN 0x01

/* What TCP or TLS tells of the numbers of the call's bytes. */
static void number_segment(const struct mail_dissector *dissector, packet_info *pinfo, const void *data,
                           struct mail_segment *segment)
{
    if (!data || !is_called_by_transport(dissector, pinfo))
        return;
    if (segment->layer == MAIL_LAYER_TLS) {
        segment->has_sequence = ws_tls_sequence(data, &segment->sequence);
        return;
    }

    const struct tcpinfo *tcp = data;

    segment->has_sequence = true;
    segment->sequence = tcp->seq;
    segment->has_acknowledged = tcp->flags & TCP_FLAG_ACK;
    segment->is_last = tcp->flags & TCP_FLAG_FIN;
    segment->acknowledged = tcp->lastackseq;
    tcp_front_note_receiver(pinfo, segment);
}

/* Of one dissection of a frame. */
struct call_counts {
    uint32_t of_layer[MAIL_LAYERS];
    const tvbuff_t *last; /* what the last call was given */
};

/* The number of this call among those of its layer in this dissection of the frame, claimed or not: where TLS takes a
 * connection over, later dissections call TLS alone. Heuristics that are asked before the port have the port's call. */
static uint32_t ordinal_of_call(const struct mail_dissector *dissector, packet_info *pinfo, const tvbuff_t *tvb,
                                enum mail_layer layer)
{
    struct call_counts *calls = p_get_proto_data(pinfo->pool, pinfo, dissector->protocol_id, CALLS_KEY);

    if (!calls) {
        calls = wmem_new0(pinfo->pool, struct call_counts);
        p_add_proto_data(pinfo->pool, pinfo, dissector->protocol_id, CALLS_KEY, calls);
    }
    if (calls->last != tvb)
        calls->of_layer[layer]++;
    calls->last = tvb;
    return calls->of_layer[layer] - 1;
}

static struct call_key key_of_call(const struct conversation_record *record, const packet_info *pinfo, tvbuff_t *tvb)
{
    return (struct call_key){ .layer = layer_of_call(pinfo),
                              .side = side_of_sender(record, pinfo),
                              .length = tvb_captured_length(tvb) };
}

static bool keys_equal(const struct call_key *first, const struct call_key *second)
{
    return first->layer == second->layer && first->side == second->side && first->ordinal == second->ordinal &&
           first->length == second->length;
}

static struct anchor_entry *anchors_of_frame(const struct mail_dissector *dissector, packet_info *pinfo)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, dissector->protocol_id, ANCHORS_KEY);
}

static const struct mail_anchor *anchor_find(const struct mail_dissector *dissector, packet_info *pinfo,
                                             const struct call_key *key)
{
    for (struct anchor_entry *entry = anchors_of_frame(dissector, pinfo); entry; entry = entry->next)
        if (keys_equal(&entry->key, key))
            return &entry->anchor;
    return NULL;
}

static struct mail_segment segment_of_call(const struct mail_dissector *dissector, const struct call_key *key,
                                           packet_info *pinfo, tvbuff_t *tvb, const void *data)
{
    gint length = (gint) key->length;
    struct mail_segment segment = {
        .side = key->side,
        .layer = key->layer,
        .bytes = mail_slice_make(length ? tvb_get_ptr(tvb, 0, length) : NULL, key->length),
        .missing = tvb_reported_length(tvb) - key->length,
        .frame = pinfo->num,
        .time = { .seconds = pinfo->abs_ts.secs, .nanoseconds = pinfo->abs_ts.nsecs },
    };

    number_segment(dissector, pinfo, data, &segment);
    return segment;
}

/* Bits of what TCP has seen of a connection (tcp.completeness). */
enum seen_of_connection { SEEN_SYN = 0x01, SEEN_SYN_ACK = 0x02 };

/* The number of the first byte after a SYN, in the way in which `near` counts: from the SYN, or as it was sent. */
static uint32_t number_after_syn(const tcp_flow_t *flow, uint32_t near)
{
    uint32_t relative = 1, absolute = flow->base_seq + 1;

    return near - relative <= near - absolute ? relative : absolute;
}

/* Where the side's SYN was captured, its first byte is known. What came before the first bytes that are read may be
 * another's, such as TLS's: unless the port tells that nothing is, only a side is known that has said nothing before.
 */
static void note_origin(struct mail_session *session, enum mail_side side, const tcp_flow_t *flow, uint32_t near,
                        bool is_ours)
{
    uint32_t origin = number_after_syn(flow, near);

    if (is_ours || near == origin)
        mail_session_note_origin(session, side, origin);
}

/* A port on which all that both sides send is read. */
static bool is_plain_mail(guint32 port)
{
    return ports_is_of_mail(port) && !ports_dissector_in_tls(port);
}

/* `first` is what the session begins with. TCP's `fwd` is the direction of the packet, whose sender is `sender`. */
static void note_origins(struct mail_session *session, const struct mail_segment *first, enum mail_side sender,
                         packet_info *pinfo)
{
    const struct tcp_analysis *tcp = get_tcp_conversation_data(NULL, pinfo);
    bool is_ours = is_plain_mail(pinfo->srcport) || is_plain_mail(pinfo->destport);

    if (!tcp || first->layer != MAIL_LAYER_PLAIN || !first->has_sequence || !first->has_acknowledged)
        return;
    for (enum mail_side side = MAIL_SIDE_A; side < MAIL_SIDES; side++) {
        bool is_server = (side == sender) == (tcp->server_port == pinfo->srcport);
        if (tcp->conversation_completeness & (is_server ? SEEN_SYN_ACK : SEEN_SYN))
            note_origin(session, side, side == sender ? tcp->fwd : tcp->rev,
                        side == first->side ? first->sequence : first->acknowledged, is_ours);
    }
}

/* What is remembered is read first, in this call: the frames in which it came stay as they were. Where heuristics are
 * asked before ports, the last of it may be what is being read. */
static struct mail_reading begin_session(const struct mail_dissector *dissector, struct conversation_record *record,
                                         const struct mail_segment *segment, packet_info *pinfo)
{
    bool is_implicit = segment->layer == MAIL_LAYER_TLS || record->expects_tls;
    enum mail_tls tls = is_implicit ? MAIL_TLS_IMPLICIT : MAIL_TLS_NONE;
    const struct earlier_segment *first = record->recognition.first;
    struct mail_reading reading = { 0 };

    record->session = session_by_ports(dissector, pinfo, segment->side, tls);
    note_origins(record->session, first ? &first->segment : segment, segment->side, pinfo);
    for (struct earlier_segment *earlier = record->recognition.first; earlier; earlier = earlier->next) {
        if (!earlier->next && !record->is_recognized && earlier->segment.frame == pinfo->num)
            break;
        earlier->segment.read_in = pinfo->num;
        reading = mail_reading_join(reading, mail_session_read(record->session, &earlier->segment));
    }
    recognition_forget(&record->recognition);
    return reading;
}

/* A segment that TCP has handed over tells in which way it counts. */
static void note_numbering(struct conversation_record *record, const struct mail_segment *segment, packet_info *pinfo)
{
    const struct tcp_front *front = tcp_front_current(pinfo);
    const struct tcp_analysis *tcp = get_tcp_conversation_data(NULL, pinfo);

    if (!front || !tcp || front->is_withheld || segment->layer != MAIL_LAYER_PLAIN || !segment->has_sequence)
        return;

    uint32_t base = tcp_front_sequence(front) - segment->sequence;

    record->is_numbered = base == 0 || base == tcp->fwd->base_seq;
    record->is_numbered_from_syn = base != 0;
}

static const struct mail_anchor *anchor_read(const struct mail_dissector *dissector, struct conversation_record *record,
                                             const struct call_key *key, packet_info *pinfo, tvbuff_t *tvb,
                                             const void *data)
{
    struct mail_segment segment = segment_of_call(dissector, key, pinfo, tvb, data);
    struct anchor_entry *entry = mail_arena_allocate_zeroed(&open_capture()->arena, sizeof(struct anchor_entry));

    struct mail_reading earlier = { 0 };

    note_numbering(record, &segment, pinfo);
    if (!record->session)
        earlier = begin_session(dissector, record, &segment, pinfo);
    entry->next = anchors_of_frame(dissector, pinfo);
    entry->key = *key;
    entry->anchor.session = record->session;
    entry->anchor.is_late = tcp_front_is_withheld(pinfo);
    entry->anchor.reading = mail_reading_join(earlier, mail_session_read(record->session, &segment));
    if (entry->next)
        p_set_proto_data(wmem_file_scope(), pinfo, dissector->protocol_id, ANCHORS_KEY, entry);
    else
        p_add_proto_data(wmem_file_scope(), pinfo, dissector->protocol_id, ANCHORS_KEY, entry);
    return &entry->anchor;
}

const struct mail_anchor *binding_anchor(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb,
                                         const void *data)
{
    bool is_first_visit = !pinfo->fd->visited;
    struct conversation_record *record =
        is_first_visit ? record_find_or_create(dissector, pinfo) : record_find(dissector, pinfo);

    if (!record)
        return NULL;

    struct call_key key = key_of_call(record, pinfo, tvb);

    key.ordinal = ordinal_of_call(dissector, pinfo, tvb, key.layer);
    if (key.layer == MAIL_LAYER_PLAIN && !tcp_front_is_withheld(pinfo))
        tcp_front_note_delivered(pinfo);
    if (is_first_visit)
        return anchor_read(dissector, record, &key, pinfo, tvb, data);
    return anchor_find(dissector, pinfo, &key);
}

bool binding_has_anchor(const struct mail_dissector *dissector, packet_info *pinfo)
{
    return anchors_of_frame(dissector, pinfo) != NULL;
}

unsigned binding_session_number(const struct mail_dissector *dissector, packet_info *pinfo)
{
    const struct anchor_entry *entry = anchors_of_frame(dissector, pinfo);

    return entry ? mail_session_number(entry->anchor.session) : 0;
}

bool binding_has_session(const struct mail_dissector *dissector, packet_info *pinfo)
{
    const struct conversation_record *record = record_find(dissector, pinfo);

    return record && record->session;
}

static bool has_plain_call(const struct anchor_entry *entry)
{
    while (entry && entry->key.layer != MAIL_LAYER_PLAIN)
        entry = entry->next;
    return entry != NULL;
}

bool binding_is_before_tls(const struct mail_dissector *dissector, packet_info *pinfo)
{
    const struct conversation_record *record = record_find(dissector, pinfo);

    if (pinfo->fd->visited)
        return has_plain_call(anchors_of_frame(dissector, pinfo));
    return record && record->session && !mail_session_is_under_tls(record->session);
}

void binding_expect_tls(const struct mail_dissector *dissector, packet_info *pinfo)
{
    record_find_or_create(dissector, pinfo)->expects_tls = true;
}

static enum recognition_verdict judge(const struct mail_dissector *dissector, struct conversation_record *record,
                                      const struct mail_segment *segment)
{
    return record == stranger() ? recognition_judge_stranger(dissector, segment)
                                : recognition_judge(dissector, &record->recognition, segment);
}

bool binding_recognizes(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb, const void *data)
{
    struct conversation_record *record = record_find_any(dissector, pinfo);

    if (!record)
        record = record_find_or_create(dissector, pinfo);

    struct call_key key = key_of_call(record, pinfo, tvb);
    struct mail_segment segment = segment_of_call(dissector, &key, pinfo, tvb, data);

    ordinal_of_call(dissector, pinfo, tvb, key.layer); /* this one counts too */

    enum recognition_verdict verdict = judge(dissector, record, &segment);

    if (verdict == RECOGNITION_STRANGER) {
        forget_record(dissector, pinfo, record);
        return false;
    }
    record = record_find_or_create(dissector, pinfo);
    segment.side = side_of_sender(record, pinfo);
    if (verdict == RECOGNITION_OPEN)
        recognition_remember(dissector, &record->recognition, &segment);
    record->is_recognized = verdict == RECOGNITION_MAIL;
    return record->is_recognized;
}

bool binding_number_late(const struct mail_dissector *dissector, packet_info *pinfo, const struct tcp_front *front,
                         struct tcpinfo *info)
{
    const struct conversation_record *record = record_find(dissector, pinfo);
    bool may_be_read = record && record->session && record->is_numbered;
    const struct tcp_analysis *tcp = may_be_read ? get_tcp_conversation_data(NULL, pinfo) : NULL;

    if (!tcp)
        return false;

    *info = (struct tcpinfo){ .seq = tcp_front_sequence(front),
                              .lastackseq = tcp_front_acknowledged(front),
                              .flags = tcp_front_flags(front) };
    if (record->is_numbered_from_syn) {
        info->seq -= tcp->fwd->base_seq;
        info->lastackseq -= tcp->rev->base_seq;
    }
    return true;
}

bool binding_awaits(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb,
                    const struct tcpinfo *info)
{
    const struct conversation_record *record = record_find(dissector, pinfo);
    struct call_key key = key_of_call(record, pinfo, tvb);

    struct mail_segment segment = segment_of_call(dissector, &key, pinfo, tvb, info);

    return mail_session_takes(record->session, &segment);
}

bool binding_has_late_anchor(const struct mail_dissector *dissector, packet_info *pinfo)
{
    const struct anchor_entry *entry = anchors_of_frame(dissector, pinfo);

    while (entry && !entry->anchor.is_late)
        entry = entry->next;
    return entry != NULL;
}
