/* What the reader of a SASL line is given, and where it writes what the line says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_STEP_H
#define SASL_STEP_H

#include "base/mail_arena.h"
#include "sasl_facts.h"

/* A line being read: the reader fills `facts` from `decoded`. */
struct sasl_step {
    const struct mail_arena *arena;
    const struct sasl_attempt *attempt; /* as before this line, but that `responses` counts it */
    struct sasl_facts *facts;
    mail_slice decoded;
};

#endif
