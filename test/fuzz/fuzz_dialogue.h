/* A dialogue as fuzz input: what the two sides send, in which layer, and which bytes are lost. See README.md for the
 * format.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FUZZ_DIALOGUE_H
#define FUZZ_DIALOGUE_H

#include "engine/mail_session.h"

#include <glib.h>

#define FUZZ_CONTROL 0xfe

/* What the first byte says about the whole dialogue, as bits. */
enum fuzz_dialogue_options {
    FUZZ_ROLES_ARE_GUESSED = 1,
    FUZZ_TLS_IS_IMPLICIT = 2,
    FUZZ_LIMITS_ARE_SMALL = 4,
    FUZZ_TLS_HAS_NO_SEQUENCE = 8,
    FUZZ_SEGMENTS_ACKNOWLEDGE = 16, /* the other side's bytes, as TCP does */
    FUZZ_HAS_SYN = 32,              /* the first bytes are known to be the first */
    FUZZ_LATE_IS_READ = 64          /* what comes early waits until it is acknowledged */
};

/* Bytes that one side sends; what stands before and after them is lost. */
struct fuzz_run {
    enum mail_side side; /* A is the client */
    enum mail_layer layer;
    guint32 lost_before, lost_behind;
    guint32 back;  /* so many positions are sent anew, with other bytes */
    guint32 ahead; /* so many bytes of the other side are acknowledged that were not seen yet */
    GByteArray *bytes;
};

struct fuzz_dialogue {
    unsigned options; /* enum fuzz_dialogue_options */
    guint32 seed;
    bool has_conflicts; /* a run with `back`: what came first wins, so how it is cut matters */
    GPtrArray *runs;    /* struct fuzz_run */
};

struct fuzz_dialogue *fuzz_dialogue_read(const uint8_t *bytes, size_t size);
void fuzz_dialogue_free(struct fuzz_dialogue *dialogue);

/* Reads the dialogue with a protocol and aborts if what the session says of it breaks a rule that holds for any bytes:
 * units in order, as many as readings count; what was said is never changed; how the bytes are cut changes nothing. */
void fuzz_dialogue_check(const struct fuzz_dialogue *dialogue, const struct mail_protocol *protocol);

#endif
