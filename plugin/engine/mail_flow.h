/* The two directions of a layer: made when the layer begins.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_FLOW_H
#define MAIL_FLOW_H

#include "mail_session_state.h"

/* What a side sends in a layer. */
struct mail_flow *mail_flow_of(struct mail_session *session, enum mail_layer layer, enum mail_side side);

/* The same, in the layer that is being read. */
struct mail_flow *mail_flow_of_side(struct mail_session *session, enum mail_side side);
struct mail_flow *mail_flow_of_role(struct mail_session *session, enum mail_role role);

/* The bytes of a layer are not read any more: they belong to TLS. */
void mail_flow_close_layer(struct mail_session *session, enum mail_layer layer);

#endif
