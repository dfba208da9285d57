/* Where TLS begins within a conversation of mail: Wireshark's TLS dissector takes the conversation over.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TLS_HANDOVER_H
#define TLS_HANDOVER_H

#include "binding.h"
#include "dissector.h"

/* Looks TLS up, after every dissector is registered. */
void tls_handover_handoff(void);

/* Whether the call's bytes belong to TLS and there is a dissector to give them to. */
bool tls_handover_is_due(const struct mail_anchor *anchor);

/* Gives the call to TLS, and on the first visit the conversation from here on. */
int tls_handover_call(const struct mail_dissector *dissector, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                      void *data);

/* The bytes of the call before those of TLS. */
tvbuff_t *tls_handover_before(const struct mail_anchor *anchor, tvbuff_t *tvb);

/* The same for a call of which there is more to show: TLS gets its bytes from where it begins on, and the conversation
 * after this frame, which comes here again on later visits. */
void tls_handover_call_rest(const struct mail_dissector *dissector, const struct mail_anchor *anchor, tvbuff_t *tvb,
                            packet_info *pinfo, proto_tree *tree, void *data);

#endif
