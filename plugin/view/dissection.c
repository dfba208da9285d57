/* See dissection.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dissection.h"
#include "packet_view.h"

#include "wireshark/binding.h"
#include "wireshark/following.h"
#include "wireshark/pool_arena.h"
#include "wireshark/preferences.h"
#include "wireshark/tls_handover.h"

static void draw(const struct mail_dissector *dissector, const struct mail_anchor *anchor, tvbuff_t *tvb,
                 packet_info *pinfo, proto_tree *tree)
{
    const struct mail_preferences *preferences = preferences_current();
    struct mail_arena arena = pool_arena(pinfo->pool);
    struct mime_options options = preferences_reading_options();
    unsigned source_count = 0;
    struct mail_view view = { .dissector = dissector,
                              .protocol = dissector->view,
                              .pinfo = pinfo,
                              .tvb = tvb,
                              .packet_tree = tree,
                              .session = anchor->session,
                              .reading = &anchor->reading,
                              .source_count = &source_count,
                              .arena = &arena,
                              .reading_options = &options,
                              .part_sources = wmem_map_new(pinfo->pool, g_direct_hash, g_direct_equal),
                              .shows_secrets = preferences->shows_secrets,
                              .fills_stock_fields = preferences->fills_stock_fields };

    packet_view_draw(&view);
}

int dissection_of_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                       void *data)
{
    if (pinfo->flags.in_error_pkt) {
        packet_view_draw_quoted(dissector->protocol_id, tvb, tree);
        return (int) tvb_captured_length(tvb);
    }

    const struct mail_anchor *anchor = binding_anchor(dissector, pinfo, tvb, data);

    if (!anchor)
        return call_data_dissector(tvb, pinfo, tree);

    bool is_tls = tls_handover_is_due(anchor);

    if (is_tls && !anchor->reading.is_said_with_tls)
        return tls_handover_call(dissector, tvb, pinfo, tree, data);
    following_queue(dissector, pinfo, is_tls ? tls_handover_before(anchor, tvb) : tvb);
    draw(dissector, anchor, tvb, pinfo, tree);
    if (is_tls)
        tls_handover_call_rest(dissector, anchor, tvb, pinfo, tree, data);
    return (int) tvb_captured_length(tvb);
}
