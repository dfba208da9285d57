/* See mail_wording.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_wording.h"

#include <glib.h>
#include <string.h>

#define ANYWHERE "..."

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t';
}

static size_t blanks_at_front(mail_slice text)
{
    size_t length = 0;

    while (length < text.length && is_blank(text.bytes[length]))
        length++;
    return length;
}

static size_t digits_at_front(mail_slice text)
{
    size_t length = 0;

    while (length < text.length && g_ascii_isdigit(text.bytes[length]))
        length++;
    return length;
}

static size_t run_at_front(mail_slice text, char end)
{
    size_t length = 0;

    while (length < text.length && !is_blank(text.bytes[length]) && (!end || text.bytes[length] != (uint8_t) end))
        length++;
    return length;
}

/* The character of the wording that ends a run, or 0 where a blank or the end of the text ends it. */
static char end_of_run(const char *rest)
{
    while (*rest == '{' || *rest == '}')
        rest++;
    return *rest == ' ' || *rest == '$' ? 0 : *rest;
}

/* Takes what the wording's next character stands for from the front of `text`. */
static bool take_step(const char *wording, mail_slice *text)
{
    size_t length = 0;
    bool is_there;

    switch (*wording) {
    case ' ':
        length = blanks_at_front(*text);
        is_there = length > 0;
        break;
    case '$':
        length = blanks_at_front(*text);
        is_there = length == text->length;
        break;
    case '#':
        length = digits_at_front(*text);
        is_there = length > 0;
        break;
    case '*':
    case '+':
        length = run_at_front(*text, end_of_run(wording + 1));
        is_there = *wording == '*' || mail_slice_has_digit(mail_slice_first(*text, length));
        break;
    default:
        length = 1;
        is_there = text->length && mail_byte_lower(text->bytes[0]) == mail_byte_lower((uint8_t) *wording);
    }
    *text = mail_slice_skip(*text, length);
    return is_there;
}

static mail_slice without_punctuation(mail_slice text)
{
    static const char punctuation[] = { '.', ',', ';', ':', ')' };

    while (text.length && memchr(punctuation, text.bytes[text.length - 1], sizeof punctuation))
        text.length--;
    return text;
}

/* Whether a word goes on here as the name of a host or an address does: "exim.example.com", "postfix-1.example.com",
 * "qmail@example". A version has digits after its dots. */
static bool continues_name(mail_slice rest)
{
    size_t length = 0;

    while (length < rest.length && (g_ascii_isalnum(rest.bytes[length]) || rest.bytes[length] == '-'))
        length++;
    if (length < rest.length && rest.bytes[length] == '@')
        return true;
    return length + 1 < rest.length && rest.bytes[length] == '.' && g_ascii_isalpha(rest.bytes[length + 1]);
}

static bool ends_word(const char *wording, mail_slice rest)
{
    size_t length = strlen(wording);

    if (length == 0 || rest.length == 0 || !g_ascii_isalnum(wording[length - 1]))
        return true;
    return !g_ascii_isalnum(rest.bytes[0]) && !continues_name(rest);
}

static bool match_here(const char *wording, mail_slice text, mail_slice *wanted)
{
    mail_slice rest = text;
    mail_slice begin = mail_slice_from_string("");
    mail_slice part = mail_slice_from_string("");

    *wanted = part;
    for (const char *next = wording; *next; next++) {
        if (*next == '{')
            begin = rest;
        else if (*next == '}')
            part = without_punctuation(mail_slice_first(begin, begin.length - rest.length));
        else if (!take_step(next, &rest))
            return false;
    }
    if (!ends_word(wording, rest))
        return false;
    *wanted = part;
    return true;
}

/* Whether the text may begin as the wording does: most words do not. Letters differ in one bit from their capitals. */
static bool may_match_here(const char *wording, mail_slice text)
{
    char first = *wording == '{' ? wording[1] : *wording;

    if (text.length == 0)
        return false;
    if (first == '#')
        return g_ascii_isdigit(text.bytes[0]);
    return !g_ascii_isalnum(first) || (text.bytes[0] | 0x20) == (first | 0x20);
}

static bool matches_word(const char *wording, mail_slice text, mail_slice *wanted)
{
    return may_match_here(wording, text) && match_here(wording, text, wanted);
}

static mail_slice skip_word(mail_slice text)
{
    mail_slice rest = mail_slice_skip(text, run_at_front(text, 0));

    return mail_slice_skip(rest, blanks_at_front(rest));
}

bool mail_wording_match(const char *wording, mail_slice text, mail_slice *wanted)
{
    size_t prefix = sizeof ANYWHERE - 1;

    *wanted = mail_slice_from_string("");
    if (strncmp(wording, ANYWHERE, prefix) != 0)
        return match_here(wording, text, wanted);
    for (mail_slice rest = mail_slice_skip(text, blanks_at_front(text)); rest.length; rest = skip_word(rest))
        if (matches_word(wording + prefix, rest, wanted) ||
            (rest.bytes[0] == '(' && matches_word(wording + prefix, mail_slice_skip(rest, 1), wanted)))
            return true;
    return false;
}
