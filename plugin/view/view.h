/* What every part of the view is given: one call of a dissector and what the core made of its bytes. Read only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef VIEW_H
#define VIEW_H

#include "engine/mail_session.h"

#include <wireshark.h>

#include <epan/packet.h>

struct mail_view {
    int family_id; /* the protocol `mailproto` */
    int protocol_id;
    const struct protocol_view *protocol;
    packet_info *pinfo;
    tvbuff_t *tvb;
    proto_tree *packet_tree; /* may be NULL */
    const struct mail_session *session;
    const struct mail_digest *digest;
    unsigned *source_count; /* data sources that this call has added beside the segment */
    bool shows_secrets;     /* else passwords are masked */
    bool fills_stock_fields;
};

/* Whether an item of the protocol is asked for: by name, by a tree to be shown, or by statistics of protocols. */
bool mail_view_is_asked_for(const struct mail_view *view, int protocol_id);

/* Draws the tree and the columns of this call, queues its taps and hands completed messages to IMF. */
void mail_view_draw(const struct mail_view *view);

/* Shows that the bytes are a copy inside an error message (ICMP): they are no part of the dialogue. */
void mail_view_draw_quoted(int protocol_id, tvbuff_t *tvb, proto_tree *packet_tree);

#endif
