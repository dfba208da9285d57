/* SMTP, with LMTP, as the engine knows it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_PROTOCOL_H
#define SMTP_PROTOCOL_H

#include "engine/mail_protocol.h"

/* The state of a session, as struct mail_reading has it, is whether it is LMTP: 0 or 1. */
extern const struct mail_protocol smtp_protocol;

#endif
