/* TCP hands no segment to a dissector that comes late, unless tcp.reassemble_out_of_order is on. Here the plugin stands
 * before TCP and sees each segment, so that it can read those which it waits for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef LATE_SEGMENTS_H
#define LATE_SEGMENTS_H

void late_segments_register(int family_id);
void late_segments_handoff(void);

#endif
