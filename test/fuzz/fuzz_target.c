/* See fuzz_target.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "fuzz_target.h"

#include <stdlib.h>

void fuzz_fail(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);

    g_autofree char *text = g_strdup_vprintf(format, arguments);

    va_end(arguments);
    g_printerr("%s\n", text);
    abort();
}

uint8_t fuzz_take_byte(mail_slice *input)
{
    uint8_t byte = input->length ? input->bytes[0] : 0;

    *input = mail_slice_skip(*input, 1);
    return byte;
}

void fuzz_touch(mail_slice slice)
{
    static volatile uint8_t sum;

    for (size_t i = 0; i < slice.length; i++)
        sum = (uint8_t) (sum + slice.bytes[i]);
}

void fuzz_expect_within(mail_slice slice, mail_slice bytes)
{
    if (!slice.length)
        return;
    g_assert_true(slice.bytes >= bytes.bytes && slice.length <= bytes.length);
    g_assert_true(slice.bytes + slice.length <= bytes.bytes + bytes.length);
}

/* Numerical Recipes' generator of 32 bits; its upper bits are the better ones. */
uint32_t fuzz_random(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}
