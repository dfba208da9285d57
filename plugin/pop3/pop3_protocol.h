/* POP3 as the engine knows it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef POP3_PROTOCOL_H
#define POP3_PROTOCOL_H

#include "engine/mail_protocol.h"

/* The state of a session, as struct mail_reading has it, is enum pop3_state. */
extern const struct mail_protocol pop3_protocol;

#endif
