/* See imf_received.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_received.h"
#include "imf_date.h"
#include "imf_lexical.h"
#include "imf_received_address.h"
#include "imf_token.h"
#include "mime_text.h"

#include <glib.h>

/* What the words after a keyword say (RFC 5321, 4.4). */
struct clause {
    const char *keyword;
    size_t member;          /* offset in struct imf_hop */
    bool has_many_words;    /* the words up to the next keyword or comment; else the first one */
    bool may_have_brackets; /* which are left out */
};

/* Clauses whose words are not kept, but end those before them (RFC 8314, 4.3), have no member. */
#define NO_MEMBER SIZE_MAX

static const struct clause clauses[] = {
    { "BY", offsetof(struct imf_hop, by), false, false },
    { "FOR", offsetof(struct imf_hop, recipient), false, true },
    { "FROM", offsetof(struct imf_hop, from), false, false },
    { "ID", offsetof(struct imf_hop, id), false, false },
    { "TLS", NO_MEMBER, false, false },
    { "VIA", offsetof(struct imf_hop, via), true, false },
    { "WITH", offsetof(struct imf_hop, with), true, false },
};

/* Where the reading of a field is. */
struct reading {
    struct imf_hop *hop;
    const struct clause *clause; /* of the last keyword, or NULL */
    mail_slice *value;           /* of that clause; NULL: it is not kept, or was there before */
    bool wants_word;             /* nothing stands after the keyword yet */
    bool has_comment;            /* after the first word */
};

static const struct clause *find_clause(mail_slice word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(clauses); i++)
        if (mail_slice_compare_nocase(word, clauses[i].keyword) == 0)
            return &clauses[i];
    return NULL;
}

static bool is_from(const struct reading *reading)
{
    return reading->clause && reading->clause->member == offsetof(struct imf_hop, from);
}

/* A clause that stands there twice is what the first one says. */
static void begin_clause(struct reading *reading, const struct clause *clause)
{
    reading->clause = clause;
    reading->value = clause->member == NO_MEMBER ? NULL : (mail_slice *) ((char *) reading->hop + clause->member);
    if (reading->value && reading->value->bytes)
        reading->value = NULL;
    reading->wants_word = true;
    reading->has_comment = false;
}

/* "<bob@example.net>" without brackets. */
static mail_slice without_brackets(mail_slice word)
{
    if (word.length == 0 || word.bytes[0] != '<')
        return word;
    word = mail_slice_skip(word, 1);
    return imf_token_take_until(&word, '>');
}

static void take_first_word(struct reading *reading, mail_slice word)
{
    reading->wants_word = false;
    if (reading->value)
        *reading->value = reading->clause->may_have_brackets ? without_brackets(word) : word;
}

/* A word after the first one: more of the protocol's name, or, from older programs, the address in brackets. */
static void take_further_word(struct reading *reading, mail_slice word)
{
    mail_slice *address = &reading->hop->from_address;

    if (reading->value && reading->clause->has_many_words && !reading->has_comment)
        reading->value->length = (size_t) (word.bytes + word.length - reading->value->bytes);
    if (is_from(reading) && address->bytes == NULL)
        *address = imf_received_address_in_literal(word);
}

/* The word after a keyword is its value, whatever it is: hosts may be called "by". After a comment there is none:
 * "from ([192.0.2.1]) by example.com". */
static void take_word(struct reading *reading, mail_slice word)
{
    const struct clause *clause = find_clause(word);
    bool is_value = reading->wants_word && !(clause && reading->has_comment);

    if (is_value)
        take_first_word(reading, word);
    else if (clause)
        begin_clause(reading, clause);
    else if (reading->clause)
        take_further_word(reading, word);
}

static void take_comment(struct reading *reading, mail_slice comment)
{
    mail_slice *address = &reading->hop->from_address;

    reading->has_comment = true;
    if (is_from(reading) && address->bytes == NULL)
        *address = imf_received_address_in_comment(comment);
}

static void read_clauses(struct imf_hop *hop, mail_slice rest)
{
    struct reading reading = { .hop = hop };

    for (;;) {
        struct imf_token token = imf_token_take(&rest, ";");
        if (token.kind == IMF_TOKEN_END)
            return;
        if (token.kind == IMF_TOKEN_WORD)
            take_word(&reading, token.text);
        else if (token.kind == IMF_TOKEN_COMMENT)
            take_comment(&reading, token.text);
        else
            reading = (struct reading){ .hop = hop };
    }
}

/* Takes what stands before the last semicolon outside comments; all if there is none. */
static mail_slice take_clauses(mail_slice *rest)
{
    mail_slice whole = *rest, ahead = *rest;
    size_t length = whole.length;

    for (;;) {
        struct imf_token token = imf_token_take(&ahead, ";");
        if (token.kind == IMF_TOKEN_END)
            break;
        if (token.kind == IMF_TOKEN_MARK)
            length = whole.length - ahead.length - 1;
    }
    *rest = mail_slice_skip(whole, length + 1);
    return mail_slice_first(whole, length);
}

/* Of words that a hole cuts, those that are whole. */
static mail_slice without_cut_word(mail_slice words)
{
    while (words.length && !imf_is_blank(words.bytes[words.length - 1]))
        words.length--;
    return words;
}

static struct imf_hop *read_hop(const struct mail_arena *arena, const struct imf_field *field)
{
    struct imf_hop *hop = mail_arena_allocate_zeroed(arena, sizeof *hop);
    mail_slice rest = mime_text_unfold(arena, field->body);

    size_t length = rest.length;
    mail_slice words = take_clauses(&rest);

    hop->field = field;
    read_clauses(hop, field->is_cut && words.length == length ? without_cut_word(words) : words);
    hop->has_date = !field->is_cut && imf_date_read(rest, &hop->date);
    return hop;
}

/* How long the message took from the hop before, `below`. Clocks differ: it may be negative. */
static void set_delay(struct imf_hop *hop, const struct imf_hop *below)
{
    hop->has_delay = hop->has_date && below->has_date;
    if (hop->has_delay)
        hop->delay = hop->date - below->date;
}

const struct imf_hop *imf_hops_read(const struct mail_arena *arena, const struct imf_header *header)
{
    const struct imf_field *field = imf_header_find(header, "Received");
    struct imf_hop *first = NULL, *last = NULL;

    for (int count = 0; field && count < IMF_HOPS_LIMIT; count++) {
        struct imf_hop *hop = read_hop(arena, field);
        if (last) {
            last->next = hop;
            set_delay(last, hop);
        } else {
            first = hop;
        }
        last = hop;
        field = imf_header_find_next(field, "Received");
    }
    return first;
}
