/* SASL mechanisms as rows: who speaks first, how many lines the client says, and how each line is read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_MECHANISM_H
#define SASL_MECHANISM_H

#include "sasl_step.h"

/* RFC 4422, 5: a mechanism is client-first, server-first or variable. */
enum sasl_first { SASL_CLIENT_FIRST, SASL_SERVER_FIRST, SASL_EITHER_FIRST };

/* Tokens are of GSS-API (RFC 2743), SPNEGO (RFC 4178), NTLMSSP or Kerberos (RFC 4121), and known by their first bytes.
 */
enum sasl_content { SASL_TEXT, SASL_TOKENS };

typedef void (*sasl_reader)(const struct sasl_step *step);

struct sasl_mechanism {
    const char *name; /* a family's ends in "*" */
    const char *reference;
    enum sasl_first first;
    unsigned responses; /* lines the client says */
    sasl_reader read_response;
    sasl_reader read_challenge;
    enum sasl_content content;
};

/* The mechanism's row, or its family's, or the one that reads any bytes. Never NULL. */
const struct sasl_mechanism *sasl_mechanism_find(mail_slice name);

#endif
