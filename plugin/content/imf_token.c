/* See imf_token.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_token.h"
#include "imf_lexical.h"

static bool is_mark(uint8_t byte, const char *marks)
{
    return byte && strchr(marks, byte);
}

/* Length of the quoted string at the front, with its quotation marks. */
static size_t quoted_length(mail_slice slice)
{
    mail_slice rest = slice;

    imf_take_quoted(&rest);
    return slice.length - rest.length;
}

static size_t word_length(mail_slice slice, const char *marks)
{
    size_t length = 0;

    while (length < slice.length) {
        uint8_t byte = slice.bytes[length];
        if (imf_is_blank(byte) || byte == '(' || is_mark(byte, marks))
            break;
        length += byte == '"' ? quoted_length(mail_slice_skip(slice, length)) : 1;
    }
    return length;
}

static struct imf_token take(mail_slice *rest, enum imf_token_kind kind, size_t length)
{
    struct imf_token token = { kind, mail_slice_first(*rest, length) };

    *rest = mail_slice_skip(*rest, length);
    return token;
}

struct imf_token imf_token_take(mail_slice *rest, const char *marks)
{
    imf_skip_blanks(rest);
    if (rest->length == 0)
        return (struct imf_token){ IMF_TOKEN_END, *rest };
    if (rest->bytes[0] == '(')
        return (struct imf_token){ IMF_TOKEN_COMMENT, imf_take_comment(rest) };
    if (is_mark(rest->bytes[0], marks))
        return take(rest, IMF_TOKEN_MARK, 1);
    return take(rest, IMF_TOKEN_WORD, word_length(*rest, marks));
}

struct imf_token imf_token_take_visible(mail_slice *rest, const char *marks)
{
    struct imf_token token;

    do {
        token = imf_token_take(rest, marks);
    } while (token.kind == IMF_TOKEN_COMMENT);
    return token;
}

mail_slice imf_token_take_until(mail_slice *rest, char mark)
{
    const char marks[] = { mark, '\0' };
    mail_slice whole = *rest;
    struct imf_token token;

    do {
        token = imf_token_take(rest, marks);
    } while (token.kind != IMF_TOKEN_MARK && token.kind != IMF_TOKEN_END);
    return mail_slice_first(whole, whole.length - rest->length - token.text.length);
}

mail_slice imf_token_unquote(const struct mail_arena *arena, mail_slice word)
{
    if (mail_slice_index_of(word, '"') == word.length)
        return word;

    uint8_t *bytes = mail_arena_allocate(arena, word.length);
    size_t length = 0;
    bool is_quoted = false;

    for (size_t i = 0; i < word.length; i++) {
        if (word.bytes[i] == '"')
            is_quoted = !is_quoted;
        else if (is_quoted && word.bytes[i] == '\\' && i + 1 < word.length)
            bytes[length++] = word.bytes[++i];
        else
            bytes[length++] = word.bytes[i];
    }
    return mail_slice_make(bytes, length);
}
