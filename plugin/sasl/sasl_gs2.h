/* The GS2 header that SCRAM, the GS2 family and OAUTHBEARER begin with (RFC 5801, 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_GS2_H
#define SASL_GS2_H

#include "base/mail_arena.h"

struct sasl_gs2_header {
    bool is_nonstandard; /* "F,": the mechanism's tokens have no header of RFC 2743, 3.1 of their own */
    mail_slice authzid;  /* unescaped; bytes NULL where there is none */
};

/* Takes a header from the front of `rest`; false if there is none. */
bool sasl_gs2_header_take(const struct mail_arena *arena, mail_slice *rest, struct sasl_gs2_header *header);

/* saslname with "=2C" and "=3D" as the comma and the equals sign that they stand for (RFC 5801, 4). */
mail_slice sasl_saslname_unescape(const struct mail_arena *arena, mail_slice name);

#endif
