/* See dialogue_flow.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dialogue_flow.h"
#include "dialogue_text.h"
#include "statistics_session.h"

#include "wireshark/ws_compat.h"

/* Rows of lists, and the lines of a reply after its first, are left out: a ladder is for the course of things. */
static bool is_step(const struct mail_unit *unit)
{
    static const bool kinds[MAIL_UNIT_KINDS] = {
        [MAIL_UNIT_COMMAND] = true, [MAIL_UNIT_SASL_RESPONSE] = true, [MAIL_UNIT_REPLY_LINE] = true,
        [MAIL_UNIT_MESSAGE] = true, [MAIL_UNIT_GAP] = true,           [MAIL_UNIT_TEXT] = true,
        [MAIL_UNIT_TLS] = true,
    };

    return kinds[unit->kind] && unit->reply_index == 0;
}

/* The packet is from the one side, what had waited is from the other. */
static void turn_round(struct ws_flow_item *item)
{
    address sender = item->src_addr;
    guint16 port = item->port_src;

    item->src_addr = item->dst_addr;
    item->port_src = item->port_dst;
    item->dst_addr = sender;
    item->port_dst = port;
}

static void add_step(struct ws_flow *flow, packet_info *pinfo, const struct mail_tap_record *record,
                     const struct mail_unit *unit, bool is_of_sender)
{
    struct ws_flow_item *item = sequence_analysis_create_sai_with_addresses(pinfo, flow);
    const char *result = dialogue_result(pinfo, record->session, unit);

    if (!item)
        return;
    item->frame_number = pinfo->num;
    item->port_src = (guint16) pinfo->srcport;
    item->port_dst = (guint16) pinfo->destport;
    item->frame_label = g_strdup(dialogue_text(pinfo, record->session, unit));
    item->comment = g_strdup(result ? result : item->frame_label);
    item->conv_num = (guint16) mail_session_number(record->session);
    item->display = TRUE;
    item->line_style = 1;
    if (!is_of_sender)
        turn_round(item);
    g_queue_push_tail(flow->items, item);
}

static tap_packet_status take(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                              tap_flags_t flags)
{
    const struct mail_tap_record *record = tapped;
    const struct mail_unit *unit = record->reading->first;
    enum mail_role sender;

    (void) edt;
    (void) flags;
    if (record->kind != MAIL_TAP_CALL || !statistics_find_sender(record->reading, &sender))
        return TAP_PACKET_DONT_REDRAW;
    for (unsigned i = 0; i < record->reading->count; i++, unit = unit->next)
        if (is_step(unit))
            add_step(data, pinfo, record, unit, unit->role == sender);
    return TAP_PACKET_REDRAW;
}

void dialogue_flow_register(int family_id)
{
    register_seq_analysis("mailproto", "Mail dialogue", family_id, "mailproto", 0, take);
}
