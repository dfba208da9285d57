/* See mime_charset_guess.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_charset_guess.h"

#include <glib.h>

/* Characters that make up most Chinese text. */
static const struct {
    uint8_t first;
    const char *seconds;
} common_hanzi[] = {
#define MIME_COMMON_HANZI(first, reference, seconds) { first, seconds },
#include "registry/common_hanzi.def"
#undef MIME_COMMON_HANZI
};

/* So many common characters are no chance. */
enum { MANY_COMMON = 8 };

/* What the pairs of bytes say that are Chinese characters in GBK. */
struct evidence {
    size_t count;
    size_t usual;  /* of GB 2312's first level, 3,755 characters in use today */
    size_t common; /* of common_hanzi.def */
    bool has_byte_below_letters;
    bool has_byte_above_hangul;
};

static bool is_common(uint8_t first, uint8_t second)
{
    for (size_t i = 0; i < G_N_ELEMENTS(common_hanzi); i++)
        if (common_hanzi[i].first == first)
            return strchr(common_hanzi[i].seconds, second) != NULL;
    return false;
}

/* Rows 1 and 3 of GB 2312: punctuation, and ASCII in full width. */
static bool is_punctuation(uint8_t first, uint8_t second)
{
    return (first == 0xa1 || first == 0xa3) && second >= 0xa1 && second != 0xff;
}

/* Rows without hanzi begin with A1 to AF: letters, kana, lines, and what GBK leaves to users. */
static bool is_hanzi(uint8_t first, uint8_t second)
{
    return ((first >= 0x81 && first <= 0xa0) || (first >= 0xb0 && first <= 0xf7)) && second >= 0x40 && second != 0x7f &&
           second != 0xff;
}

static void add_hanzi(struct evidence *evidence, uint8_t first, uint8_t second)
{
    evidence->count++;
    if (first >= 0xb0 && first <= 0xd7 && second >= 0xa1)
        evidence->usual++;
    if (is_common(first, second))
        evidence->common++;
    if (first < 0xc0 || second < 0xc0)
        evidence->has_byte_below_letters = true;
    if (first > 0xc8)
        evidence->has_byte_above_hangul = true;
}

/* False if a byte has no place in Chinese text. */
static bool collect(mail_slice bytes, struct evidence *evidence)
{
    for (size_t i = 0; i < bytes.length; i++) {
        uint8_t first = bytes.bytes[i];
        if (first < 0x80)
            continue;
        if (++i == bytes.length)
            return false;
        if (is_hanzi(first, bytes.bytes[i]))
            add_hanzi(evidence, first, bytes.bytes[i]);
        else if (!is_punctuation(first, bytes.bytes[i]))
            return false;
    }
    return true;
}

/* Any pair of letters of Cyrillic, Greek, Arabic or accented Latin is some hanzi, and so are Korean, Japanese and Thai
 * text: only hanzi that people write often make text Chinese. Half of them must be such, at least two; three of four
 * where all bytes could as well be letters (0xC0 and above, as in KOI8-R and Windows-1251), or Korean (first bytes up
 * to 0xC8). Of longer text a third is enough: in other scripts one pair of twenty would be such. One letter alone, as
 * in "caf\xE9", never is. */
static bool looks_chinese(mail_slice bytes)
{
    struct evidence evidence = { 0 };

    if (!collect(bytes, &evidence) || evidence.common < 2 || evidence.usual * 4 < evidence.count * 3)
        return false;
    if (!evidence.has_byte_below_letters || !evidence.has_byte_above_hangul)
        return evidence.common * 4 >= evidence.count * 3;
    return evidence.common * (evidence.common >= MANY_COMMON ? 3 : 2) >= evidence.count;
}

const char *mime_charset_guess(mail_slice bytes)
{
    return looks_chinese(bytes) ? "GB18030" : NULL;
}
