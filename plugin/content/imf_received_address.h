/* The address that a host saw, as it wrote it into its Received field (RFC 5321, 4.4: TCP-info). Programs write it in
 * many ways.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_RECEIVED_ADDRESS_H
#define IMF_RECEIVED_ADDRESS_H

#include "base/mail_slice.h"

/* In a comment: "mail.example.com [192.0.2.1]", "[IPv6:2001:db8::1]", "192.0.2.1", "[192.0.2.1:25] helo=x",
 * "user@192.0.2.1 with login". What the client said of itself (HELO, helo=) is none. Without brackets, tag, port and
 * zone; empty without bytes (NULL) if there is none. */
mail_slice imf_received_address_in_comment(mail_slice comment);

/* Of a word such as "[192.0.2.1]". */
mail_slice imf_received_address_in_literal(mail_slice word);

#endif
