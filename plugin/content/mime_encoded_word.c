/* See mime_encoded_word.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_encoded_word.h"

#include "mime_charset.h"

#define LONGEST_CHARSET 75 /* RFC 2047, 2: of a whole word */

/* token of RFC 2047, 2; bytes beyond ASCII and controls are none. */
static bool is_token_byte(uint8_t byte)
{
    return byte > ' ' && byte < 0x7f && !strchr("()<>@,;:\"/[]?=", byte);
}

/* Length of "=?charset?encoding?" at the front, or 0. */
static size_t read_start(mail_slice text, struct mime_encoded_word *word)
{
    size_t length = 2;
    mail_slice charset;

    while (length < text.length && length < LONGEST_CHARSET && is_token_byte(text.bytes[length]))
        length++;
    if (length + 3 > text.length || text.bytes[length] != '?' || text.bytes[length + 2] != '?')
        return 0;
    charset = mail_slice_make(text.bytes + 2, length - 2);
    word->charset = mail_slice_first(charset, mail_slice_index_of(charset, '*'));
    word->is_base64 = mail_byte_lower(text.bytes[length + 1]) == 'b';
    return word->is_base64 || mail_byte_lower(text.bytes[length + 1]) == 'q' ? length + 3 : 0;
}

static size_t index_of_pair(mail_slice text, size_t offset, const char *pair)
{
    while (offset + 1 < text.length) {
        offset += mail_slice_index_of(mail_slice_skip(text, offset), (uint8_t) pair[0]);
        if (offset + 1 < text.length && text.bytes[offset + 1] == (uint8_t) pair[1])
            return offset;
        offset++;
    }
    return text.length;
}

/* A word at the reader's offset, where "=?" stands. */
static bool read_word(struct mime_word_reader *reader, struct mime_encoded_word *word)
{
    mail_slice here = mail_slice_skip(reader->text, reader->offset);
    size_t start = reader->offset + read_start(here, word);

    if (start == reader->offset)
        return false;
    if (reader->terminator < start)
        reader->terminator = index_of_pair(reader->text, start, "?=");
    if (reader->terminator == reader->text.length)
        return false;
    word->encoded = mail_slice_make(reader->text.bytes + start, reader->terminator - start);
    word->source = mail_slice_first(here, reader->terminator + 2 - reader->offset);
    /* The start of another word before the end: this one was never ended. */
    return index_of_pair(word->encoded, 0, "=?") == word->encoded.length;
}

bool mime_word_reader_next(struct mime_word_reader *reader, struct mime_encoded_word *word, bool *has_unknown_charset)
{
    for (;;) {
        reader->offset = index_of_pair(reader->text, reader->offset, "=?");
        if (reader->offset == reader->text.length)
            return false;
        if (!read_word(reader, word)) {
            reader->has_malformed_word = true;
            reader->offset += 2;
            continue;
        }
        reader->offset += word->source.length;
        if (mime_charset_find(word->charset))
            return true;
        *has_unknown_charset = true;
    }
}

/* Bits of base64 that make no whole octet yet. */
struct bits {
    unsigned value, count, digits;
    bool is_ended; /* by padding: what follows it is no data (RFC 2045, 6.8) */
};

static int base64_digit(uint8_t byte)
{
    if (g_ascii_isupper(byte))
        return byte - 'A';
    if (g_ascii_islower(byte))
        return byte - 'a' + 26;
    if (g_ascii_isdigit(byte))
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* Characters outside of the alphabet are read over (RFC 2045, 6.8). */
static void append_base64(GString *octets, mail_slice encoded, struct bits *bits)
{
    for (size_t i = 0; i < encoded.length && !bits->is_ended; i++) {
        int digit = base64_digit(encoded.bytes[i]);
        bits->is_ended = encoded.bytes[i] == '=';
        if (digit < 0)
            continue;
        bits->value = (bits->value << 6 | (unsigned) digit) & 0xffff;
        bits->count += 6;
        bits->digits++;
        if (bits->count < 8)
            continue;
        bits->count -= 8;
        g_string_append_c(octets, (char) (bits->value >> bits->count & 0xff));
    }
}

/* RFC 2047, 4.2; small hexadecimal digits, and "=" that begins no octet, are taken too. */
static void append_q(GString *octets, mail_slice encoded)
{
    for (size_t i = 0; i < encoded.length; i++) {
        uint8_t byte = encoded.bytes[i];
        if (byte == '=' && i + 2 < encoded.length && g_ascii_isxdigit(encoded.bytes[i + 1]) &&
            g_ascii_isxdigit(encoded.bytes[i + 2])) {
            byte = (uint8_t) (g_ascii_xdigit_value((gchar) encoded.bytes[i + 1]) * 16 +
                              g_ascii_xdigit_value((gchar) encoded.bytes[i + 2]));
            i += 2;
        } else if (byte == '_')
            byte = ' ';
        g_string_append_c(octets, (char) byte);
    }
}

/* The octets of all words; with `is_base64_joined`, what a word of base64 leaves over goes on in the next. Returns
 * whether one before the last leaves any. */
static bool append_octets(const struct mime_encoded_word *words, size_t count, bool is_base64_joined, GString *octets)
{
    struct bits bits = { 0 };
    bool is_cut = false;

    for (size_t i = 0; i < count; i++) {
        if (!is_base64_joined || !words[i].is_base64 || bits.is_ended)
            bits = (struct bits){ 0 };
        if (words[i].is_base64)
            append_base64(octets, words[i].encoded, &bits);
        else
            append_q(octets, words[i].encoded);
        is_cut = is_cut || (words[i].is_base64 && i + 1 < count && !bits.is_ended && bits.digits % 4 != 0);
    }
    return is_cut;
}

/* Appends the text of the octets of all words together; of text that is not valid nothing, but with `is_last_try`. */
static bool append_joined(const struct mail_arena *arena, const struct mime_encoded_word *words, size_t count,
                          bool is_base64_joined, bool is_last_try, GString *text)
{
    GString *octets = g_string_new(NULL);
    mail_slice decoded;
    bool is_valid;

    append_octets(words, count, is_base64_joined, octets);
    is_valid = mime_charset_decode(arena, words->charset, mail_slice_make(octets->str, octets->len), &decoded) ==
               MIME_CHARSET_VALID;
    if (is_valid || is_last_try)
        g_string_append_len(text, (const char *) decoded.bytes, (gssize) decoded.length);
    g_string_free(octets, TRUE);
    return is_valid;
}

static bool append_each(const struct mail_arena *arena, const struct mime_encoded_word *words, size_t count,
                        GString *text)
{
    bool is_valid = true;

    for (size_t i = 0; i < count; i++)
        is_valid = append_joined(arena, words + i, 1, false, true, text) && is_valid;
    return is_valid;
}

static bool is_base64_cut(const struct mime_encoded_word *words, size_t count)
{
    GString *octets = g_string_new(NULL);
    bool is_cut = append_octets(words, count, false, octets);

    g_string_free(octets, TRUE);
    return is_cut;
}

bool mime_words_append_text(const struct mail_arena *arena, const struct mime_encoded_word *words, size_t count,
                            GString *text)
{
    size_t length = text->len;
    /* Without states, octets put together say what they say apart, if each word is valid. */
    bool has_states = mime_charset_has_states(words->charset);

    if (has_states && append_each(arena, words, count, text))
        return true;
    g_string_truncate(text, length);
    if (append_joined(arena, words, count, false, false, text))
        return true;
    if (is_base64_cut(words, count) && append_joined(arena, words, count, true, false, text))
        return true;
    if (has_states)
        return append_each(arena, words, count, text);
    return append_joined(arena, words, count, false, true, text);
}
