/* See mail_verb.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_verb.h"

#include <stdlib.h>

static int compare_word_with_row(const void *key, const void *row)
{
    return mail_slice_compare_nocase(*(const mail_slice *) key, ((const struct mail_verb *) row)->name);
}

const struct mail_verb *mail_verb_at(const struct mail_verb_table *table, size_t index)
{
    return (const struct mail_verb *) ((const char *) table->rows + index * table->row_size);
}

const struct mail_verb *mail_verb_find(const struct mail_verb_table *table, mail_slice word)
{
    return bsearch(&word, table->rows, table->count, table->row_size, compare_word_with_row);
}

const struct mail_verb *mail_verb_find_gate(const struct mail_verb_table *table, enum mail_gate gate)
{
    for (size_t i = 0; i < table->count; i++)
        if (mail_verb_at(table, i)->gate == gate)
            return mail_verb_at(table, i);
    return NULL;
}

bool mail_verb_is_common(const struct mail_verb *verb)
{
    return verb->standing < MAIL_OBSOLETE;
}

bool mail_verb_is_gate_to(const struct mail_verb *verb, enum mail_gate gate)
{
    return verb && verb->gate == gate;
}

static bool is_number(mail_slice word)
{
    uint64_t ignored;

    return mail_slice_parse_decimal(word, UINT32_MAX, &ignored);
}

/* One number, or a number and one more word. */
static bool is_numbers(mail_slice argument)
{
    mail_slice rest = argument;
    bool has_number = is_number(mail_slice_take_word(&rest));

    mail_slice_take_word(&rest);
    return has_number && mail_slice_trim(rest).length == 0;
}

static bool has_words(mail_slice argument, unsigned expected)
{
    mail_slice rest = argument;
    unsigned count = 0;

    while (count <= expected && mail_slice_take_word(&rest).length)
        count++;
    return count == expected;
}

/* NAME=value, once or more. */
static bool is_attributes(mail_slice argument)
{
    mail_slice rest = argument;
    mail_slice word = mail_slice_take_word(&rest);

    while (word.length && mail_slice_index_of(word, '=') < word.length)
        word = mail_slice_take_word(&rest);
    return argument.length && word.length == 0;
}

/* request-line = method SP request-target SP HTTP-version (RFC 9112, 3) */
static bool is_http_request(mail_slice argument)
{
    mail_slice rest = argument;

    mail_slice_take_word(&rest);
    return has_words(argument, 2) &&
           mail_slice_starts_with_nocase(mail_slice_trim(rest), mail_slice_from_string("HTTP/"));
}

/* https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt, 2.1 */
static bool is_proxy_header(mail_slice argument)
{
    mail_slice rest = argument;
    mail_slice family = mail_slice_take_word(&rest);

    return mail_slice_equals_nocase(family, mail_slice_from_string("UNKNOWN")) ||
           (mail_slice_starts_with_nocase(family, mail_slice_from_string("TCP")) && has_words(argument, 5));
}

bool mail_argument_has_form(mail_slice argument, enum mail_argument_form form)
{
    switch (form) {
    case MAIL_ARGUMENT_NONE:
        return argument.length == 0;
    case MAIL_ARGUMENT_FROM:
        return mail_slice_starts_with_nocase(argument, mail_slice_from_string("FROM:"));
    case MAIL_ARGUMENT_TO:
        return mail_slice_starts_with_nocase(argument, mail_slice_from_string("TO:"));
    case MAIL_ARGUMENT_NUMBERS:
        return is_numbers(argument);
    case MAIL_ARGUMENT_NUMBERS_OR_NONE:
        return argument.length == 0 || is_numbers(argument);
    case MAIL_ARGUMENT_WORD:
        return has_words(argument, 1);
    case MAIL_ARGUMENT_WORD_OR_NONE:
        return argument.length == 0 || has_words(argument, 1);
    case MAIL_ARGUMENT_TWO_WORDS:
        return has_words(argument, 2);
    case MAIL_ARGUMENT_ONE_OR_TWO_WORDS:
        return has_words(argument, 1) || has_words(argument, 2);
    case MAIL_ARGUMENT_ATTRIBUTES:
        return is_attributes(argument);
    case MAIL_ARGUMENT_HTTP_REQUEST:
        return is_http_request(argument);
    case MAIL_ARGUMENT_PROXY_HEADER:
        return is_proxy_header(argument);
    case MAIL_ARGUMENT_UNCLEAR:
        return false;
    }
    return false;
}
