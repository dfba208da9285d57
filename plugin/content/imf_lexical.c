/* See imf_lexical.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_lexical.h"

void imf_skip_blanks(mail_slice *rest)
{
    size_t length = 0;

    while (length < rest->length && imf_is_blank(rest->bytes[length]))
        length++;
    *rest = mail_slice_skip(*rest, length);
}

mail_slice imf_trim(mail_slice text)
{
    imf_skip_blanks(&text);
    while (text.length && imf_is_blank(text.bytes[text.length - 1]))
        text.length--;
    return text;
}

/* Takes what stands before offset `end` but for the first byte, and the byte at `end`. */
static mail_slice take_inside(mail_slice *rest, size_t end)
{
    mail_slice whole = *rest;

    if (end > whole.length)
        end = whole.length;
    *rest = mail_slice_skip(whole, end + 1);
    return mail_slice_make(whole.bytes + 1, end - 1);
}

mail_slice imf_take_comment(mail_slice *rest)
{
    size_t depth = 1, end = 1;

    if (rest->length == 0 || rest->bytes[0] != '(')
        return mail_slice_make(NULL, 0);
    for (; end < rest->length; end++) {
        if (rest->bytes[end] == '\\')
            end++;
        else if (rest->bytes[end] == '(')
            depth++;
        else if (rest->bytes[end] == ')' && --depth == 0)
            break;
    }
    return take_inside(rest, end);
}

void imf_skip_blanks_and_comments(mail_slice *rest)
{
    do
        imf_skip_blanks(rest);
    while (imf_take_comment(rest).bytes);
}

mail_slice imf_take_quoted(mail_slice *rest)
{
    size_t end = 1;

    if (rest->length == 0 || rest->bytes[0] != '"')
        return mail_slice_make(NULL, 0);
    while (end < rest->length && rest->bytes[end] != '"')
        end += rest->bytes[end] == '\\' ? 2 : 1;
    return take_inside(rest, end);
}

mail_slice imf_undo_quoted_pairs(const struct mail_arena *arena, mail_slice text)
{
    uint8_t *bytes;
    size_t length = 0;

    if (mail_slice_index_of(text, '\\') == text.length)
        return text;
    bytes = mail_arena_allocate(arena, text.length);
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\\' && i + 1 < text.length)
            i++;
        bytes[length++] = text.bytes[i];
    }
    return mail_slice_make(bytes, length);
}
