/* See imf_address.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "imf_address.h"

#include "imf_lexical.h"
#include "imf_mailbox.h"
#include "mime_encoded_word.h"

/* A list on its way, and the mailbox that is being read. */
struct reading {
    const struct mail_arena *arena;
    const struct mime_options *options;
    struct imf_address_list list;
    const struct imf_address **end;
    mail_slice rest;
    struct mime_word_reader words;
    struct mime_encoded_word word; /* the next one, by its first byte; source NULL: no more */
    struct imf_mailbox mailbox;
    bool has_phrase;
    const uint8_t *after_angle; /* words after the brackets, which are another mailbox's if brackets follow; or NULL */
};

static void next_word(struct reading *reading)
{
    bool ignored;

    if (!mime_word_reader_next(&reading->words, &reading->word, &ignored))
        reading->word.source = mail_slice_make(NULL, 0);
}

static void begin_mailbox(struct reading *reading)
{
    reading->mailbox = (struct imf_mailbox){ .source = mail_slice_make(NULL, 0) };
    reading->has_phrase = false;
    reading->after_angle = NULL;
}

/* What has neither phrase nor brackets is no mailbox: lists may have empty places (RFC 5322, 4.4). */
static void finish_mailbox(struct reading *reading)
{
    struct imf_mailbox *mailbox = &reading->mailbox;

    if (reading->has_phrase || mailbox->angle.bytes) {
        struct imf_address *address = mail_arena_allocate_zeroed(reading->arena, sizeof *address);
        address->source = mailbox->source;
        address->address = imf_mailbox_address(reading->arena, mailbox);
        address->display_name = imf_mailbox_display_name(reading->arena, reading->options, mailbox);
        *reading->end = address;
        reading->end = &address->next;
        reading->list.count++;
    }
    begin_mailbox(reading);
}

/* Takes "<...>". Its end may be missing: then it goes to what cannot be in an address. A route has commas
 * (RFC 5322, 4.4). */
static mail_slice take_angle(mail_slice *rest)
{
    mail_slice start = mail_slice_skip(*rest, 1), here = start, inside;
    const char *ends = "<>,;";

    imf_skip_blanks_and_comments(&here);
    while (here.length && here.bytes[0] == '<')
        here = mail_slice_skip(here, 1);
    if (here.length && here.bytes[0] == '@')
        ends = "<>";
    while (here.length && !(here.bytes[0] && strchr(ends, here.bytes[0])))
        if (!imf_take_quoted(&here).bytes && !imf_take_comment(&here).bytes)
            here = mail_slice_skip(here, 1);
    inside = mail_slice_first(start, start.length - here.length);
    *rest = here.length && here.bytes[0] == '>' ? mail_slice_skip(here, 1) : here;
    return inside;
}

/* Takes "[IPv6:2001:db8::1]" after "@": its colons are none of a group. */
static void take_literal(mail_slice *rest)
{
    size_t length = 0;

    while (length < rest->length && !imf_is_blank(rest->bytes[length]) && rest->bytes[length] != ']' &&
           rest->bytes[length] != ',' && rest->bytes[length] != '<')
        length++;
    *rest = mail_slice_skip(*rest, length);
}

/* An encoded word is one token, whatever some programs leave in it. */
static bool take_encoded_word(struct reading *reading)
{
    while (reading->word.source.bytes && reading->word.source.bytes < reading->rest.bytes)
        next_word(reading);
    if (!reading->word.source.bytes || reading->word.source.bytes != reading->rest.bytes)
        return false;
    reading->rest = mail_slice_skip(reading->rest, reading->word.source.length);
    return true;
}

/* A token of a phrase or of an address without brackets. */
static void take_word(struct reading *reading, mail_slice body)
{
    mail_slice *rest = &reading->rest;

    reading->has_phrase = true;
    if (imf_take_quoted(rest).bytes || take_encoded_word(reading))
        return;
    if (rest->bytes[0] == '[' && rest->bytes > body.bytes && rest->bytes[-1] == '@')
        take_literal(rest);
    else
        *rest = mail_slice_skip(*rest, 1);
}

/* The mailbox goes from the first of its tokens to the last. */
static void extend_source(struct reading *reading, mail_slice before)
{
    mail_slice *source = &reading->mailbox.source;
    size_t taken = before.length - reading->rest.length;

    if (!source->bytes)
        *source = mail_slice_first(before, 0);
    source->length = (size_t) (before.bytes + taken - source->bytes);
    if (!reading->mailbox.angle.bytes)
        reading->mailbox.phrase = *source;
}

/* Second brackets without a comma before them begin another mailbox, with the words that stand between. */
static void split_mailbox(struct reading *reading)
{
    const uint8_t *after = reading->after_angle;

    finish_mailbox(reading);
    if (!after)
        return;
    reading->mailbox.source = mail_slice_make(after, (size_t) (reading->rest.bytes - after));
    reading->mailbox.phrase = reading->mailbox.source;
}

static void take_token(struct reading *reading, mail_slice body)
{
    mail_slice before = reading->rest, comment = imf_take_comment(&reading->rest);

    if (comment.bytes)
        reading->mailbox.comment = comment;
    else if (before.bytes[0] == '<') {
        if (reading->mailbox.angle.bytes)
            split_mailbox(reading);
        reading->mailbox.angle = take_angle(&reading->rest);
    } else {
        take_word(reading, body);
        if (reading->mailbox.angle.bytes) {
            if (!reading->after_angle)
                reading->after_angle = before.bytes;
            return;
        }
    }
    extend_source(reading, before);
}

/* Takes what separates mailboxes. The name of a group ends with ":", and is no mailbox. */
static bool take_separator(struct reading *reading)
{
    uint8_t byte = reading->rest.bytes[0];

    if (byte != ',' && byte != ';' && byte != ':')
        return false;
    if (byte == ':' && !reading->mailbox.angle.bytes)
        begin_mailbox(reading);
    else
        finish_mailbox(reading);
    reading->rest = mail_slice_skip(reading->rest, 1);
    return true;
}

/* Whether the mailbox at the end of the body may go on: brackets are its end, and what follows them goes with it. */
static bool may_go_on(const struct reading *reading)
{
    mail_slice source = reading->mailbox.source;

    return source.length && source.bytes[source.length - 1] != '>';
}

static struct imf_address_list read_list(const struct mail_arena *arena, const struct mime_options *options,
                                         mail_slice body, bool is_cut)
{
    struct reading reading = { .arena = arena, .options = options, .rest = body, .words = { .text = body } };

    reading.end = &reading.list.first;
    begin_mailbox(&reading);
    next_word(&reading);
    for (;;) {
        imf_skip_blanks(&reading.rest);
        if (reading.rest.length == 0)
            break;
        if (reading.list.count == IMF_ADDRESSES_LIMIT) {
            reading.list.is_over_limit = true;
            return reading.list;
        }
        if (!take_separator(&reading))
            take_token(&reading, body);
    }
    if (!is_cut || !may_go_on(&reading))
        finish_mailbox(&reading);
    return reading.list;
}

struct imf_address_list imf_address_list_read(const struct mail_arena *arena, const struct mime_options *options,
                                              mail_slice body)
{
    return read_list(arena, options, body, false);
}

struct imf_address_list imf_address_list_read_field(const struct mail_arena *arena, const struct mime_options *options,
                                                    const struct imf_field *field)
{
    return read_list(arena, options, field->body, field->is_cut);
}
