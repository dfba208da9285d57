/* See data_source.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "data_source.h"

static const unsigned sources_limit = 40;

tvbuff_t *data_source_add(packet_info *pinfo, tvbuff_t *parent, unsigned *count, mail_slice bytes, const char *name)
{
    tvbuff_t *tvb = tvb_new_child_real_data(parent, bytes.bytes, (guint) bytes.length, (gint) bytes.length);

    if ((*count)++ < sources_limit)
        add_new_data_source(pinfo, tvb, name);
    return tvb;
}
