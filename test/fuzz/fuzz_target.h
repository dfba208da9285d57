/* What every fuzz target has, and how it takes its input apart. libFuzzer calls it, or replay.c for every file of a
 * corpus.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include "base/mail_slice.h"

#include <glib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Prints the reason and aborts. After g_error() libFuzzer would save no input. */
void fuzz_fail(const char *format, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

/* The first byte of the input, which is taken from it; 0 at its end. */
uint8_t fuzz_take_byte(mail_slice *input);

/* Reads every byte, so that a sanitizer sees a slice that points elsewhere. */
void fuzz_touch(mail_slice slice);

/* Fails unless the slice lies within `bytes`; one without bytes may lie anywhere. */
void fuzz_expect_within(mail_slice slice, mail_slice bytes);

/* A number from 0 to `limit` - 1 that depends only on the seed and the numbers drawn before. */
uint32_t fuzz_random(uint32_t *seed, uint32_t limit);

#endif
