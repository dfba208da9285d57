/* POP3 in the packet tree and the columns.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_VIEW_H
#define POP3_VIEW_H

#include "view/protocol_view.h"

extern const struct protocol_view pop3_protocol_view;

#endif
