/* A run of bytes with its length, and the few questions every parser asks of one. Knows nothing of mail.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SLICE_H
#define MAIL_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed bytes; never NUL-terminated, never owned. */
typedef struct mail_slice {
    const uint8_t *bytes;
    size_t length;
} mail_slice;

static inline mail_slice mail_slice_make(const void *bytes, size_t length)
{
    return (mail_slice){ (const uint8_t *) bytes, length };
}

static inline mail_slice mail_slice_from_string(const char *text)
{
    return mail_slice_make(text, strlen(text));
}

/* The slice without its first `count` bytes; empty if it has fewer. */
static inline mail_slice mail_slice_skip(mail_slice slice, size_t count)
{
    if (count > slice.length)
        count = slice.length;
    return count ? mail_slice_make(slice.bytes + count, slice.length - count) : slice;
}

/* The first `count` bytes of the slice, or all if it has fewer. */
static inline mail_slice mail_slice_first(mail_slice slice, size_t count)
{
    return mail_slice_make(slice.bytes, count < slice.length ? count : slice.length);
}

/* An ASCII letter in lower case, any other byte as it is. GLib offers this only as a function, which costs time for
 * each byte of the dialogue. */
static inline uint8_t mail_byte_lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t) (byte + ('a' - 'A')) : byte;
}

/* The same, in upper case. */
static inline uint8_t mail_byte_upper(uint8_t byte)
{
    return byte >= 'a' && byte <= 'z' ? (uint8_t) (byte - ('a' - 'A')) : byte;
}

/* Comparisons fold ASCII letters only. */
bool mail_slice_equals_nocase(mail_slice slice, mail_slice other);
bool mail_slice_starts_with_nocase(mail_slice slice, mail_slice prefix);
bool mail_slice_contains_nocase(mail_slice slice, mail_slice needle);

/* Negative, 0 or positive, as the slice comes before, is or comes after `name`, which is in capitals: for look-ups in
 * tables sorted by name. */
int mail_slice_compare_nocase(mail_slice slice, const char *name);

/* Whether `part` points into `whole`; false if one of them is NULL. */
static inline bool mail_slice_is_part(mail_slice whole, mail_slice part)
{
    return whole.bytes && part.bytes && part.bytes >= whole.bytes &&
           part.bytes + part.length <= whole.bytes + whole.length;
}

bool mail_slice_has_digit(mail_slice slice);

/* Index of the first `byte`, or the slice's length. */
size_t mail_slice_index_of(mail_slice slice, uint8_t byte);

/* Takes what stands before the first `byte`, and the byte, from the front of `rest`; all if there is none. */
mail_slice mail_slice_take_until(mail_slice *rest, uint8_t byte);

/* Without spaces and tabs on both ends. */
mail_slice mail_slice_trim(mail_slice slice);

/* Takes the next run of non-blank bytes from the front of `rest` (leading blanks skipped); empty at the end. */
mail_slice mail_slice_take_word(mail_slice *rest);

/* Reads a slice that is decimal digits and nothing else; false if empty, not digits, or over `maximum`. */
bool mail_slice_parse_decimal(mail_slice slice, uint64_t maximum, uint64_t *value);

#endif
