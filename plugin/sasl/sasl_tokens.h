/* Binary tokens in a SASL exchange: their first bytes tell which of Wireshark's dissectors reads them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_TOKENS_H
#define SASL_TOKENS_H

#include "sasl_step.h"

/* Notes which protocol the token in the decoded line belongs to, if there is one. */
void sasl_tokens_note_inner(const struct sasl_step *step, mail_slice token);

/* The same for a token without the header that names its mechanism: the header is put before it. `object_identifier`
 * is in DER, with tag and length. */
void sasl_tokens_note_headless(const struct sasl_step *step, mail_slice object_identifier, mail_slice token);

#endif
