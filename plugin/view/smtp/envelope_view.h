/* The envelope of a message in the packet tree: who sent it to whom, as MAIL and RCPT said (RFC 5321, 2.3.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ENVELOPE_VIEW_H
#define ENVELOPE_VIEW_H

#include "view/protocol_view.h"

/* As far as it was known when the message ended. */
struct view_envelope envelope_view_find(const struct mail_unit *message);

/* Below the message: its number, and its envelope. */
void envelope_view_add(const struct mail_drawing *drawing);

#endif
