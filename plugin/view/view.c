/* See view.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "view.h"

#include "wireshark/taps.h"

bool mail_view_is_asked_for(const struct mail_view *view, int protocol_id)
{
    return proto_field_is_referenced(view->packet_tree, protocol_id) || taps_frames_are_watched();
}
