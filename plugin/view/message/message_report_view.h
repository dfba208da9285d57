/* Reports in the packet tree: whose mail was not delivered and why (RFC 3464), what became of it (RFC 8098), who
 * complains (RFC 5965).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_REPORT_VIEW_H
#define MESSAGE_REPORT_VIEW_H

#include "message_drawing.h"

void message_report_view_add(const struct message_drawing *drawing, const struct mime_message *contents);

#endif
