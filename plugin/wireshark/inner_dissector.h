/* Hands bytes that mail carries to a dissector of Wireshark's, which may neither write the columns nor end this one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef INNER_DISSECTOR_H
#define INNER_DISSECTOR_H

#include <wireshark.h>

#include <epan/packet.h>
#include <stdbool.h>

/* Registers the subtree that says where Wireshark ends a list. */
void inner_dissector_register(void);

bool inner_dissector_is_enabled(const char *name);

/* Nothing happens where Wireshark has no dissector of that name, or it is disabled, or the packet has too many layers
 * already. `tree` may be NULL. */
void inner_dissector_call(packet_info *pinfo, const char *name, tvbuff_t *source, proto_tree *tree);

/* The protocol whose dissector takes bytes of a media type, such as "image/png"; -1: none does, or it is disabled. */
int inner_dissector_of_media_type(const char *type);

/* Hands them to it. */
void inner_dissector_call_media_type(packet_info *pinfo, const char *type, tvbuff_t *source, proto_tree *tree);

#endif
