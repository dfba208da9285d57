/* Passwords that were seen in clear, and whether a digest that comes later was made with one of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_KNOWN_H
#define SASL_KNOWN_H

#include "engine/mail_capture.h"
#include "sasl_facts.h"

/* Keeps the attempt's user with its password, if it has both. After the first thousand nothing more is kept. */
void sasl_known_note(struct mail_capture *capture, const struct sasl_attempt *attempt);

/* Whether the attempt's digest fits its challenge and a password: the one to check, or one of the last sixteen seen of
 * its user. Says nothing where there is none, or the mechanism is another than CRAM-MD5 and APOP. */
enum sasl_digest_match sasl_known_match(const struct mail_capture *capture, const struct sasl_attempt *attempt);

#endif
