/* See binding.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "binding.h"
#include "open_capture.h"
#include "ports.h"
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
    struct mail_segment *question; /* not read until an answer shows that it is one; NULL: none */
    struct mail_session *session;  /* NULL: only a question so far */
    address first_sender;
    uint32_t first_port;
    bool expects_tls; /* implicit, after a proxy's header */
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

static struct conversation_record *record_find(const struct mail_dissector *dissector, packet_info *pinfo)
{
    conversation_t *conversation = find_conversation_pinfo(pinfo, 0);

    return conversation ? conversation_get_proto_data(conversation, dissector->protocol_id) : NULL;
}

static struct conversation_record *record_find_or_create(const struct mail_dissector *dissector, packet_info *pinfo)
{
    struct conversation_record *record = record_find(dissector, pinfo);

    if (record)
        return record;
    record = wmem_new0(wmem_file_scope(), struct conversation_record);
    copy_address_wmem(wmem_file_scope(), &record->first_sender, &pinfo->src);
    record->first_port = pinfo->srcport;
    conversation_add_proto_data(find_or_create_conversation(pinfo), dissector->protocol_id, record);
    return record;
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

static bool sequence_of_call(const struct mail_dissector *dissector, const packet_info *pinfo, enum mail_layer layer,
                             const void *data, uint32_t *sequence)
{
    if (!data || !is_called_by_transport(dissector, pinfo))
        return false;
    if (layer == MAIL_LAYER_TLS)
        return ws_tls_sequence(data, sequence);
    *sequence = ((const struct tcpinfo *) data)->seq;
    return true;
}

/* The number of this call among those of its layer in this dissection of the frame: where TLS takes a connection over,
 * later dissections call TLS alone. */
static uint32_t ordinal_of_call(const struct mail_dissector *dissector, packet_info *pinfo, enum mail_layer layer)
{
    uint32_t *calls = p_get_proto_data(pinfo->pool, pinfo, dissector->protocol_id, CALLS_KEY);

    if (!calls) {
        calls = wmem_alloc0_array(pinfo->pool, uint32_t, MAIL_LAYERS);
        p_add_proto_data(pinfo->pool, pinfo, dissector->protocol_id, CALLS_KEY, calls);
    }
    return calls[layer]++;
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

    segment.has_sequence = sequence_of_call(dissector, pinfo, key->layer, data, &segment.sequence);
    return segment;
}

/* A session that was recognized by an answer begins with the question, whose frame stays as it was. Where heuristics
 * are asked first, the question may be what is being read. */
static void begin_session(const struct mail_dissector *dissector, struct conversation_record *record,
                          const struct call_key *key, const packet_info *pinfo)
{
    bool is_implicit = key->layer == MAIL_LAYER_TLS || record->expects_tls;
    enum mail_tls tls = is_implicit ? MAIL_TLS_IMPLICIT : MAIL_TLS_NONE;

    record->session = session_by_ports(dissector, pinfo, key->side, tls);
    if (record->question && record->question->frame != pinfo->num)
        mail_session_read(record->session, record->question);
}

/* How many calls of the layer are among those that have been read of a frame. */
static uint32_t count_calls(const struct anchor_entry *entry, enum mail_layer layer)
{
    uint32_t count = 0;

    for (; entry; entry = entry->next)
        count += entry->key.layer == layer;
    return count;
}

static const struct mail_anchor *anchor_read(const struct mail_dissector *dissector, struct conversation_record *record,
                                             const struct call_key *key, packet_info *pinfo, tvbuff_t *tvb,
                                             const void *data)
{
    struct mail_segment segment = segment_of_call(dissector, key, pinfo, tvb, data);
    struct anchor_entry *entry = mail_arena_allocate_zeroed(&open_capture()->arena, sizeof(struct anchor_entry));

    if (!record->session)
        begin_session(dissector, record, key, pinfo);
    entry->next = anchors_of_frame(dissector, pinfo);
    entry->key = *key;
    entry->key.ordinal = count_calls(entry->next, key->layer);
    entry->anchor.session = record->session;
    entry->anchor.reading = mail_session_read(record->session, &segment);
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

    if (is_first_visit)
        return anchor_read(dissector, record, &key, pinfo, tvb, data);
    key.ordinal = ordinal_of_call(dissector, pinfo, key.layer);
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

bool binding_is_before_tls(const struct mail_dissector *dissector, packet_info *pinfo)
{
    const struct conversation_record *record = record_find(dissector, pinfo);

    if (pinfo->fd->visited)
        return count_calls(anchors_of_frame(dissector, pinfo), MAIL_LAYER_PLAIN) > 0;
    return record && record->session && !mail_session_is_under_tls(record->session);
}

void binding_expect_tls(const struct mail_dissector *dissector, packet_info *pinfo)
{
    record_find_or_create(dissector, pinfo)->expects_tls = true;
}

/* Bytes of a question that are kept: one line of POP3 (RFC 2449, 4: 255 octets) and what may follow it. */
static const guint question_limit = 512;

void binding_note_question(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb, const void *data)
{
    struct conversation_record *record = record_find_or_create(dissector, pinfo);
    struct mail_segment *question = wmem_new0(wmem_file_scope(), struct mail_segment);

    copy_address_wmem(wmem_file_scope(), &record->first_sender, &pinfo->src);
    record->first_port = pinfo->srcport;

    struct call_key key = { .layer = layer_of_call(pinfo), .side = MAIL_SIDE_A, .length = tvb_captured_length(tvb) };

    if (key.length > question_limit)
        return;
    *question = segment_of_call(dissector, &key, pinfo, tvb, data);
    question->bytes.bytes = tvb_memdup(wmem_file_scope(), tvb, 0, key.length);
    record->question = question;
}

void binding_drop_question(const struct mail_dissector *dissector, packet_info *pinfo)
{
    struct conversation_record *record = record_find(dissector, pinfo);

    if (record)
        record->question = NULL;
}

bool binding_is_asked(const struct mail_dissector *dissector, packet_info *pinfo)
{
    const struct conversation_record *record = record_find(dissector, pinfo);

    return record && record->question && side_of_sender(record, pinfo) == MAIL_SIDE_B;
}
