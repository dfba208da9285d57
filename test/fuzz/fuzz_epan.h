/* libwireshark with the plugin in it, for a fuzz target: dissects frames and compares what two visits show.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FUZZ_EPAN_H
#define FUZZ_EPAN_H

#include "fuzz_dialogue.h"

/* Once, before any frame. */
void fuzz_epan_begin(void);

/* Dissects the frames (GByteArray) in order, then once more, and aborts if a frame does not show the same. */
void fuzz_epan_check(const GPtrArray *frames);

#endif
