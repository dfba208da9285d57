/* Several replies to one message: LMTP has one for each accepted recipient (RFC 2033, 4.2), and so has PRDR.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_FURTHER_REPLIES_H
#define SMTP_FURTHER_REPLIES_H

#include "smtp_session.h"

/* A reply with `code` answers the end of the message that `answered` asked about: those that follow it are awaited. */
void smtp_further_replies_expect(struct smtp_session *smtp, struct smtp_exchange *answered, uint16_t code);

#endif
