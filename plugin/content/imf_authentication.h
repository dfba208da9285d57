/* What checks say of a message: Authentication-Results and ARC's (RFC 8601; RFC 8617), Received-SPF (RFC 7208, 9.1),
 * DKIM-Signature (RFC 6376, 3.5). They are read as they stand; nothing is verified.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_AUTHENTICATION_H
#define IMF_AUTHENTICATION_H

#include "base/mail_arena.h"
#include "imf_header.h"

enum { IMF_RESULTS_LIMIT = 1000 };

/* "spf=pass smtp.mailfrom=example.net": slices of the unfolded field in `arena`. */
struct imf_result {
    const struct imf_result *next;
    const struct imf_field *field;
    mail_slice method;   /* "spf" */
    mail_slice result;   /* "pass" */
    mail_slice property; /* "smtp.mailfrom=example.net"; several with blanks between; empty: none */
};

struct imf_signature {
    const struct imf_signature *next;
    const struct imf_field *field;
    mail_slice domain, selector, algorithm; /* tags d, s, a; empty: not there */
};

const struct imf_result *imf_results_read(const struct mail_arena *arena, const struct imf_header *header);
const struct imf_signature *imf_signatures_read(const struct mail_arena *arena, const struct imf_header *header);

#endif
