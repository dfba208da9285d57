/* See mime_url.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_url.h"

#include <glib.h>

/* Length of the scheme and its //; 0 if it is none of ours. */
static size_t scheme_length(mail_slice text)
{
    static const char *const schemes[] = { "http://", "https://", "ftp://" };

    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (mail_slice_starts_with_nocase(text, mail_slice_from_string(schemes[i])))
            return strlen(schemes[i]);
    return 0;
}

/* reserved, unreserved and the percent sign (RFC 3986, 2). */
static bool is_url_byte(uint8_t byte)
{
    return g_ascii_isalnum(byte) || (byte && byte < 0x80 && strchr("-._~:/?#[]@!$&'()*+,;=%", byte));
}

/* What a host begins with: a letter or digit, a bracket before an IPv6 address, a user before the host, or a character
 * beyond ASCII (RFC 3987). */
static bool begins_host(mail_slice rest)
{
    return rest.length && (g_ascii_isalnum(rest.bytes[0]) || rest.bytes[0] >= 0x80 ||
                           (rest.bytes[0] && strchr("[%_-~", rest.bytes[0])));
}

bool mime_url_is_url(mail_slice text)
{
    size_t scheme = scheme_length(text);

    return scheme && begins_host(mail_slice_skip(text, scheme));
}

static bool is_sentence_byte(uint8_t byte)
{
    return byte && strchr(".,;:!?'*", byte);
}

/* Closing brackets minus opening ones of a kind. */
static void count_brackets(mail_slice url, int64_t *round, int64_t *square)
{
    *round = *square = 0;
    for (size_t i = 0; i < url.length; i++) {
        *round += (url.bytes[i] == ')') - (url.bytes[i] == '(');
        *square += (url.bytes[i] == ']') - (url.bytes[i] == '[');
    }
}

/* Without the punctuation and the brackets that belong to the sentence. */
static mail_slice cut_sentence(mail_slice url)
{
    int64_t round, square;

    count_brackets(url, &round, &square);
    for (; url.length; url.length--) {
        uint8_t last = url.bytes[url.length - 1];

        if (last == ')' && round > 0)
            round--;
        else if (last == ']' && square > 0)
            square--;
        else if (!is_sentence_byte(last))
            break;
    }
    return url;
}

static size_t url_length(mail_slice text)
{
    size_t length = 0;

    while (length < text.length && is_url_byte(text.bytes[length]))
        length++;
    return length;
}

/* The URL at the front of `text`; empty: none. */
static mail_slice url_at(mail_slice text)
{
    size_t scheme = scheme_length(text);
    mail_slice url = cut_sentence(mail_slice_first(text, url_length(text)));

    return url.length > scheme ? url : mail_slice_first(text, 0);
}

/* Letters directly before `colon`, at most one more than the longest scheme has. */
static size_t letters_before(mail_slice text, size_t colon)
{
    size_t count = 0;

    while (count < colon && count <= strlen("https") && g_ascii_isalnum(text.bytes[colon - 1 - count]))
        count++;
    return count;
}

void mime_url_find_in_text(mail_slice text, mime_url_take take, void *context)
{
    while (text.length) {
        size_t colon = mail_slice_index_of(text, ':');
        mail_slice candidate = mail_slice_skip(text, colon - letters_before(text, colon));
        mail_slice url = mime_url_is_url(candidate) ? url_at(candidate) : mail_slice_first(candidate, 0);

        if (url.length)
            take(context, url);
        text = url.length ? mail_slice_skip(candidate, url.length) : mail_slice_skip(text, colon + 1);
    }
}
