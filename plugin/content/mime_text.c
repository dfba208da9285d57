/* See mime_text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_text.h"

#include "imf_lexical.h"
#include "mime_charset.h"
#include "mime_encoded_word.h"
#include "mime_utf8.h"

#include <glib.h>

/* Length of a line break at the front that white space follows, or 0. */
static size_t fold_length(mail_slice text)
{
    size_t length = text.length > 1 && text.bytes[0] == '\r' && text.bytes[1] == '\n' ? 2
                    : text.length && text.bytes[0] == '\n'                            ? 1
                                                                                      : 0;

    return length && length < text.length && (text.bytes[length] == ' ' || text.bytes[length] == '\t') ? length : 0;
}

mail_slice mime_text_unfold(const struct mail_arena *arena, mail_slice body)
{
    uint8_t *bytes;
    size_t length = 0;

    if (mail_slice_index_of(body, '\n') == body.length)
        return body;
    bytes = mail_arena_allocate(arena, body.length);
    for (mail_slice rest = body; rest.length;) {
        size_t fold = fold_length(rest);
        if (fold == 0)
            bytes[length++] = rest.bytes[0];
        rest = mail_slice_skip(rest, fold ? fold : 1);
    }
    return mail_slice_make(bytes, length);
}

/* A body on its way: what was read of it, and the adjacent words of one character set that wait to be decoded. */
struct decoding {
    const struct mail_arena *arena;
    const struct mime_options *options;
    struct mime_text result;
    GString *text;
    GArray *words;
};

static void finish_words(struct decoding *decoding)
{
    const struct mime_encoded_word *words = (const struct mime_encoded_word *) (const void *) decoding->words->data;

    if (decoding->words->len == 0)
        return;
    decoding->result.has_encoded_words = true;
    if (!mime_words_append_text(decoding->arena, words, decoding->words->len, decoding->text))
        decoding->result.has_invalid_words = true;
    g_array_set_size(decoding->words, 0);
}

static void append_plain(struct decoding *decoding, mail_slice plain)
{
    struct mime_unlabelled unlabelled = { .text = plain };

    if (!mime_is_ascii(plain)) {
        decoding->result.has_raw_bytes = true;
        unlabelled = mime_charset_decode_unlabelled(decoding->arena, decoding->options, plain);
    }
    if (unlabelled.guess)
        decoding->result.guess = unlabelled.guess;
    if (unlabelled.is_undecodable)
        decoding->result.has_undecodable_bytes = true;
    g_string_append_len(decoding->text, (const char *) unlabelled.text.bytes, (gssize) unlabelled.text.length);
}

/* A word, and what stands before it. Blanks between two words are not shown (RFC 2047, 6.2). */
static void add_word(struct decoding *decoding, mail_slice before, const struct mime_encoded_word *word,
                     bool *has_word_before)
{
    bool is_adjacent = *has_word_before && imf_trim(before).length == 0;

    if (!is_adjacent || mime_charset_find(word->charset) !=
                            mime_charset_find(g_array_index(decoding->words, struct mime_encoded_word, 0).charset))
        finish_words(decoding);
    if (!is_adjacent)
        append_plain(decoding, before);
    g_array_append_val(decoding->words, *word);
    *has_word_before = true;
}

static void decode_words(struct decoding *decoding, mail_slice text)
{
    struct mime_word_reader reader = { .text = text };
    struct mime_encoded_word word;
    const uint8_t *end = text.bytes;
    bool has_unknown_charset = false, has_word_before = false;

    while (mime_word_reader_next(&reader, &word, &has_unknown_charset)) {
        add_word(decoding, mail_slice_make(end, (size_t) (word.source.bytes - end)), &word, &has_word_before);
        end = word.source.bytes + word.source.length;
    }
    finish_words(decoding);
    append_plain(decoding, mail_slice_skip(text, (size_t) (end - text.bytes)));
    decoding->result.has_unknown_charset = has_unknown_charset;
    if (reader.has_malformed_word)
        decoding->result.has_invalid_words = true;
}

struct mime_text mime_text_decode(const struct mail_arena *arena, const struct mime_options *options, mail_slice body)
{
    struct decoding decoding = { .arena = arena, .options = options };
    mail_slice text = imf_trim(mime_text_unfold(arena, body));

    if (text.length == 0)
        return (struct mime_text){ .text = mail_slice_first(body, 0) };
    decoding.text = g_string_sized_new(text.length + 1);
    decoding.words = g_array_new(FALSE, FALSE, sizeof(struct mime_encoded_word));
    decode_words(&decoding, text);
    decoding.result.text = mail_arena_copy(arena, mail_slice_make(decoding.text->str, decoding.text->len));
    g_array_free(decoding.words, TRUE);
    g_string_free(decoding.text, TRUE);
    return decoding.result;
}
