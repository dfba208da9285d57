/* See imf_mailbox.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_mailbox.h"

#include "imf_lexical.h"
#include "mime_text.h"

#include <glib.h>

/* Takes a quoted string with its quotation marks, or the bytes up to a blank, a comment or a quoted string. */
static mail_slice take_piece(mail_slice *rest)
{
    mail_slice whole = *rest;
    size_t length = 0;

    if (imf_take_quoted(rest).bytes)
        return mail_slice_first(whole, whole.length - rest->length);
    while (length < whole.length && !imf_is_blank(whole.bytes[length]) && whole.bytes[length] != '(' &&
           whole.bytes[length] != '"')
        length++;
    *rest = mail_slice_skip(whole, length);
    return mail_slice_first(whole, length);
}

static bool is_joint(char byte)
{
    return byte == '.' || byte == '@';
}

/* Whether a blank between what is there and the next piece keeps words apart: not beside "." and "@" (RFC 5322, 4.4).
 */
static bool are_apart(const GString *word, mail_slice next)
{
    return word->len && next.length && !is_joint(word->str[word->len - 1]) && !is_joint((char) next.bytes[0]);
}

/* The first word of `text` with an "@", without blanks and comments in it; all, if `is_whole`. `before` is what stands
 * before that word. False if there is none. */
static bool find_address(mail_slice text, bool is_whole, GString *word, mail_slice *before)
{
    mail_slice rest = text;
    bool has_at = is_whole;

    *before = mail_slice_first(text, 0);
    while (rest.length) {
        size_t length = rest.length;
        imf_skip_blanks_and_comments(&rest);
        mail_slice here = rest, piece = take_piece(&rest);
        if (here.length < length && !is_whole && are_apart(word, piece)) {
            if (has_at)
                break;
            g_string_truncate(word, 0);
        }
        if (word->len == 0)
            *before = mail_slice_first(text, text.length - here.length);
        g_string_append_len(word, (const char *) piece.bytes, (gssize) piece.length);
        if (piece.length && piece.bytes[0] != '"' && mail_slice_index_of(piece, '@') < piece.length)
            has_at = true;
    }
    return has_at;
}

/* "@hosta.example,@hostb.example:" before the address says nothing any more (RFC 5322, 4.4). */
static mail_slice skip_route(mail_slice angle)
{
    imf_skip_blanks_and_comments(&angle);
    while (angle.length && angle.bytes[0] == '<')
        angle = mail_slice_skip(angle, 1);
    if (angle.length == 0 || angle.bytes[0] != '@')
        return angle;

    size_t length = mail_slice_index_of(angle, ':');

    return length < angle.length ? mail_slice_skip(angle, length + 1) : angle;
}

/* A domain never ends with ">" (RFC 5322, 3.4.1): its "<" is missing. */
static void cut_stray_brackets(GString *word)
{
    while (word->len && word->str[word->len - 1] == '>')
        g_string_truncate(word, word->len - 1);
}

mail_slice imf_mailbox_address(const struct mail_arena *arena, const struct imf_mailbox *mailbox)
{
    bool has_angle = mailbox->angle.bytes != NULL;
    mail_slice text = has_angle ? skip_route(mailbox->angle) : mailbox->source, before;
    GString *word = g_string_new(NULL);
    mail_slice address = mail_slice_make(NULL, 0);

    if (find_address(text, has_angle, word, &before)) {
        cut_stray_brackets(word);
        address = mail_arena_copy(arena, mail_slice_make(word->str, word->len));
    }
    g_string_free(word, TRUE);
    return address;
}

/* Where no brackets mark the address: what stands before it; all, if there is none. */
static mail_slice find_phrase(const struct imf_mailbox *mailbox)
{
    GString *word = g_string_new(NULL);
    mail_slice before, phrase = mailbox->phrase;

    if (!mailbox->angle.bytes && find_address(mailbox->phrase, false, word, &before))
        phrase = before;
    g_string_free(word, TRUE);
    return phrase;
}

/* The words of a phrase with one blank between them, comments, quotation marks and quoted-pairs undone. */
static void append_phrase(const struct mail_arena *arena, mail_slice phrase, GString *text)
{
    while (phrase.length) {
        size_t length = phrase.length;
        imf_skip_blanks_and_comments(&phrase);
        if (phrase.length < length && text->len)
            g_string_append_c(text, ' ');
        mail_slice quoted = imf_take_quoted(&phrase);
        mail_slice piece = quoted.bytes ? imf_undo_quoted_pairs(arena, quoted) : take_piece(&phrase);
        g_string_append_len(text, (const char *) piece.bytes, (gssize) piece.length);
    }
}

mail_slice imf_mailbox_display_name(const struct mail_arena *arena, const struct mime_options *options,
                                    const struct imf_mailbox *mailbox)
{
    GString *text = g_string_new(NULL);
    mail_slice raw;

    append_phrase(arena, find_phrase(mailbox), text);
    raw = imf_trim(mail_slice_make(text->str, text->len));
    if (raw.length == 0)
        raw = imf_undo_quoted_pairs(arena, mailbox->comment);
    raw = mime_text_decode(arena, options, raw).text;
    /* Plain text comes back where it stands, and that is freed here. */
    if (mail_slice_is_part(mail_slice_make(text->str, text->len), raw))
        raw = mail_arena_copy(arena, raw);
    g_string_free(text, TRUE);
    return raw;
}
