/* What every part of the view is given: one call of a dissector and what the core made of its bytes. Read only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef VIEW_H
#define VIEW_H

#include "content/mime_options.h"
#include "engine/mail_reading.h"
#include "wireshark/dissector.h"

struct mail_view {
    const struct mail_dissector *dissector;
    const struct protocol_view *protocol; /* the dissector's */
    packet_info *pinfo;
    tvbuff_t *tvb;
    proto_tree *packet_tree; /* may be NULL */
    const struct mail_session *session;
    const struct mail_reading *reading;
    unsigned *source_count;                     /* data sources that this call has added beside the segment */
    const struct mail_arena *arena;             /* of the packet's pool */
    const struct mime_options *reading_options; /* for what messages say */
    wmem_map_t *part_sources;                   /* of decoded parts of messages: struct mime_part -> tvbuff_t */
    bool shows_secrets;                         /* else passwords are masked */
    bool fills_stock_fields;
};

/* Whether an item of the protocol is asked for: by name, by a tree to be shown, or by statistics of protocols. */
bool mail_view_is_asked_for(const struct mail_view *view, int protocol_id);

#endif
