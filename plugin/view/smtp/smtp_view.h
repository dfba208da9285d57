/* SMTP and LMTP in the packet tree and the columns.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_VIEW_H
#define SMTP_VIEW_H

#include "view/protocol_view.h"

extern const struct protocol_view smtp_protocol_view;

#endif
