/* See mime_charset.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_charset.h"

#include "mime_charset_guess.h"
#include "mime_shift.h"
#include "mime_utf8.h"

#include <errno.h>
#include <glib.h>
#include <stdlib.h>

const struct mime_charset mime_charsets[] = {
#define MIME_CHARSET(label, reference, kind, name) { label, name, kind },
#include "registry/charsets.def"
#undef MIME_CHARSET
};
const size_t mime_charset_count = G_N_ELEMENTS(mime_charsets);

#define LONGEST_LABEL 40
#define OUTPUT_LENGTH 4096

static int compare_label_with_row(const void *key, const void *row)
{
    return strcmp(key, ((const struct mime_charset *) row)->label);
}

static const struct mime_charset *find(mail_slice label)
{
    char key[LONGEST_LABEL + 1] = "";
    size_t length = 0;

    for (size_t i = 0; i < label.length; i++) {
        if (!g_ascii_isalnum(label.bytes[i]))
            continue;
        if (length == LONGEST_LABEL)
            return NULL;
        key[length++] = (char) mail_byte_lower(label.bytes[i]);
    }
    return bsearch(key, mime_charsets, mime_charset_count, sizeof *mime_charsets, compare_label_with_row);
}

const char *mime_charset_find(mail_slice label)
{
    const struct mime_charset *charset = find(label);

    return charset ? charset->name : NULL;
}

bool mime_charset_has_states(mail_slice label)
{
    const struct mime_charset *charset = find(label);

    return charset && (charset->kind == MIME_CHARSET_OTHER || charset->kind == MIME_CHARSET_JIS ||
                       charset->kind == MIME_CHARSET_HZ);
}

/* The bytes that are left to decode, and what was decoded. */
struct decoding {
    GIConv converter;
    mail_slice rest;
    size_t unit; /* bytes that are read over where they are not valid */
    GString *text;
    bool is_invalid;
};

/* One call of iconv. Returns its error number, or 0; `progress` tells whether it read or wrote anything. */
static int convert_piece(struct decoding *decoding, bool *progress)
{
    char output[OUTPUT_LENGTH];
    char *from = (char *) decoding->rest.bytes, *to = output;
    gsize from_length = decoding->rest.length, to_length = sizeof output;
    gsize result = g_iconv(decoding->converter, &from, &from_length, &to, &to_length);
    int error = result == (gsize) -1 ? errno : 0;

    *progress = from_length < decoding->rest.length || to != output;
    g_string_append_len(decoding->text, output, to - output);
    decoding->rest = mail_slice_skip(decoding->rest, decoding->rest.length - from_length);
    return error;
}

/* Writes what iconv keeps back until it knows that nothing follows. */
static void convert_end(struct decoding *decoding)
{
    char output[OUTPUT_LENGTH];
    char *to = output;
    gsize to_length = sizeof output;

    g_iconv(decoding->converter, NULL, NULL, &to, &to_length);
    g_string_append_len(decoding->text, output, to - output);
}

static void convert_all(struct decoding *decoding)
{
    while (decoding->rest.length) {
        bool progress;
        int error = convert_piece(decoding, &progress);
        if (decoding->rest.length == 0 || (error == E2BIG && progress))
            continue;
        decoding->is_invalid = true;
        mime_utf8_append_replacement(decoding->text);
        decoding->rest = mail_slice_skip(decoding->rest, decoding->unit);
    }
    convert_end(decoding);
}

/* False where iconv does not know the name: not every system's knows all. */
static bool convert(const char *name, size_t unit, mail_slice bytes, GString *text, bool *is_invalid)
{
    struct decoding decoding = { .rest = bytes, .unit = unit, .text = text };

    decoding.converter = g_iconv_open("UTF-8", name);
    if (decoding.converter == (GIConv) -1)
        return false;
    convert_all(&decoding);
    g_iconv_close(decoding.converter);
    *is_invalid = decoding.is_invalid;
    return true;
}

/* Without a mark of the order it is big-endian (RFC 2781, 4.3). */
static bool convert_by_order(const char *little, const char *big, size_t unit, mail_slice bytes, GString *text,
                             bool *is_invalid)
{
    static const uint8_t little_mark[4] = { 0xff, 0xfe }, big_mark[4] = { 0, 0, 0xfe, 0xff };
    const uint8_t *expected = big_mark + (4 - unit);
    bool is_little = bytes.length >= unit && memcmp(bytes.bytes, little_mark, unit) == 0;
    bool is_marked = is_little || (bytes.length >= unit && memcmp(bytes.bytes, expected, unit) == 0);

    return convert(is_little ? little : big, unit, mail_slice_skip(bytes, is_marked ? unit : 0), text, is_invalid);
}

static bool convert_shifted(void (*append)(GString *euc, mail_slice text), const char *const *names, mail_slice bytes,
                            GString *text, bool *is_invalid)
{
    GString *euc = g_string_sized_new(bytes.length + 1);
    bool is_known = false;

    append(euc, bytes);
    for (size_t i = 0; names[i] && !is_known; i++)
        is_known = convert(names[i], 1, mail_slice_make(euc->str, euc->len), text, is_invalid);
    g_string_free(euc, TRUE);
    return is_known;
}

static void repair(mail_slice bytes, GString *text, bool *is_invalid)
{
    *is_invalid = !mime_utf8_is_valid(bytes);
    mime_utf8_append_repaired(text, bytes);
}

static bool convert_ascii(mail_slice bytes, GString *text, bool *is_invalid)
{
    *is_invalid = !mime_is_ascii(bytes);
    for (size_t i = 0; i < bytes.length; i++)
        if (bytes.bytes[i] < 0x80)
            g_string_append_c(text, (char) bytes.bytes[i]);
        else
            mime_utf8_append_replacement(text);
    return true;
}

/* Microsoft's EUC-JP has more characters, but is not on every system. */
static bool convert_by_kind(const struct mime_charset *charset, mail_slice bytes, GString *text, bool *is_invalid)
{
    static const char *const japanese[] = { "EUC-JP-MS", "EUC-JP", NULL }, *const chinese[] = { "GB18030", NULL };

    switch (charset->kind) {
    case MIME_CHARSET_ASCII:
        return convert_ascii(bytes, text, is_invalid);
    case MIME_CHARSET_UTF_8:
        repair(bytes, text, is_invalid);
        return true;
    case MIME_CHARSET_BYTE_ORDER_2:
        return convert_by_order("UTF-16LE", "UTF-16BE", 2, bytes, text, is_invalid);
    case MIME_CHARSET_BYTE_ORDER_4:
        return convert_by_order("UTF-32LE", "UTF-32BE", 4, bytes, text, is_invalid);
    case MIME_CHARSET_JIS:
        return convert_shifted(mime_shift_append_jis, japanese, bytes, text, is_invalid);
    case MIME_CHARSET_HZ:
        return convert_shifted(mime_shift_append_hz, chinese, bytes, text, is_invalid);
    default:
        return convert(charset->name,
                       charset->kind == MIME_CHARSET_UNITS_2   ? 2
                       : charset->kind == MIME_CHARSET_UNITS_4 ? 4
                                                               : 1,
                       bytes, text, is_invalid);
    }
}

/* Whether the bytes are UTF-8 as they stand, which is most text: nothing need be opened or copied. */
static bool is_plain(const struct mime_charset *charset, mail_slice bytes)
{
    return charset->kind == MIME_CHARSET_UTF_8 ? mime_utf8_is_valid(bytes)
                                               : charset->kind <= MIME_CHARSET_SUPERSET && mime_is_ascii(bytes);
}

enum mime_charset_result mime_charset_decode(const struct mail_arena *arena, mail_slice label, mail_slice bytes,
                                             mail_slice *text)
{
    const struct mime_charset *charset = find(label);

    *text = mail_slice_make(NULL, 0);
    if (!charset)
        return MIME_CHARSET_UNKNOWN;
    if (bytes.length == 0 || is_plain(charset, bytes)) {
        *text = bytes;
        return MIME_CHARSET_VALID;
    }

    GString *decoded = g_string_sized_new(bytes.length + 1);
    bool is_invalid = false;
    bool is_known = convert_by_kind(charset, bytes, decoded, &is_invalid);
    if (is_known)
        *text = mail_arena_copy(arena, mail_slice_make(decoded->str, decoded->len));
    g_string_free(decoded, TRUE);
    return is_known ? is_invalid ? MIME_CHARSET_INVALID : MIME_CHARSET_VALID : MIME_CHARSET_UNKNOWN;
}

static bool is_decoded_by(const struct mail_arena *arena, const char *name, mail_slice bytes, mail_slice *text)
{
    return name && mime_charset_decode(arena, mail_slice_from_string(name), bytes, text) == MIME_CHARSET_VALID;
}

struct mime_unlabelled mime_charset_decode_unlabelled(const struct mail_arena *arena,
                                                      const struct mime_options *options, mail_slice bytes)
{
    static const struct mime_options none = { 0 };
    const struct mime_options *known = options ? options : &none;
    struct mime_unlabelled result = { .text = bytes };
    const char *message_guess = known->fallback_charset || mime_is_ascii(bytes) ? NULL : known->message_guess;

    if (is_decoded_by(arena, message_guess, bytes, &result.text)) {
        result.guess = message_guess;
        return result;
    }
    result.text = bytes;
    if (mime_utf8_is_valid(bytes) || is_decoded_by(arena, known->fallback_charset, bytes, &result.text))
        return result;
    result.guess = mime_charset_guess(bytes);
    if (is_decoded_by(arena, result.guess, bytes, &result.text))
        return result;
    return (struct mime_unlabelled){ .text = bytes, .is_undecodable = true };
}
