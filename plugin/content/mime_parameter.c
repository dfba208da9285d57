/* See mime_parameter.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_parameter.h"

#include "imf_lexical.h"
#include "mime_text.h"

static const char not_in_names[] = ";=\"(),", not_in_tokens[] = "()<>@,;:\\\"/[]?="; /* RFC 2045, 5.1: tspecials */

/* Takes the bytes at the front that are no blanks, no controls and not among `others`. */
static mail_slice take_run(mail_slice *rest, const char *others)
{
    mail_slice run = *rest;
    size_t length = 0;

    while (length < run.length && run.bytes[length] > ' ' && run.bytes[length] != 0x7f &&
           !strchr(others, run.bytes[length]))
        length++;
    *rest = mail_slice_skip(run, length);
    return mail_slice_first(run, length);
}

static bool take_byte(mail_slice *rest, uint8_t byte)
{
    if (rest->length == 0 || rest->bytes[0] != byte)
        return false;
    *rest = mail_slice_skip(*rest, 1);
    return true;
}

static bool begins_with_parameter(mail_slice rest)
{
    return take_run(&rest, not_in_names).length && take_byte(&rest, '=');
}

/* A value without quotation marks ends at ";", at a comment after a blank, and where another parameter follows, whose
 * ";" is missing. Other blanks in it are against RFC 2045, 5.1, but names of files have them. */
static mail_slice take_bare_value(mail_slice *rest)
{
    mail_slice value = *rest;
    size_t length = 0;

    while (length < value.length && value.bytes[length] != ';') {
        mail_slice here = mail_slice_skip(value, length), after = here;
        imf_skip_blanks(&after);
        if (after.length < here.length && (after.length == 0 || after.bytes[0] == '(' || begins_with_parameter(after)))
            break;
        length += after.length < here.length ? here.length - after.length : 1;
    }
    *rest = mail_slice_skip(value, length);
    return imf_trim(mail_slice_first(value, length));
}

/* Takes "name=value" from the front; false where no parameter stands there: something is read over then. `has_end`: a
 * quotation mark ends the value, or something follows. */
static bool take_parameter(const struct mail_arena *arena, mail_slice *rest, struct mime_parameter *parameter,
                           bool *has_end)
{
    const uint8_t *end = rest->bytes + rest->length;
    mail_slice quoted;

    parameter->name = take_run(rest, not_in_names);
    imf_skip_blanks_and_comments(rest);
    if (parameter->name.length == 0 || !take_byte(rest, '=')) {
        if (parameter->name.length == 0 && imf_take_quoted(rest).bytes == NULL)
            *rest = mail_slice_skip(*rest, 1);
        return false;
    }
    imf_skip_blanks_and_comments(rest);
    quoted = imf_take_quoted(rest);
    *has_end = quoted.bytes && quoted.bytes + quoted.length < end;
    parameter->value = quoted.bytes ? imf_undo_quoted_pairs(arena, quoted) : take_bare_value(rest);
    *has_end |= rest->length > 0;
    return true;
}

static void read_parameters(const struct mail_arena *arena, mail_slice rest, struct mime_value *value)
{
    const struct mime_parameter **end = &value->first;
    struct mime_parameter parameter = { 0 };
    bool has_end = true;

    for (unsigned count = 0; rest.length;) {
        imf_skip_blanks_and_comments(&rest);
        if (take_byte(&rest, ';') || rest.length == 0 || !take_parameter(arena, &rest, &parameter, &has_end))
            continue;
        if (count++ == MIME_PARAMETERS_LIMIT) {
            value->is_over_limit = true;
            return;
        }
        struct mime_parameter *kept = mail_arena_allocate(arena, sizeof *kept);
        *kept = parameter;
        value->has_open_end = !has_end;
        *end = kept;
        end = &kept->next;
    }
}

static mail_slice copy_in_lower_case(const struct mail_arena *arena, mail_slice first, mail_slice between,
                                     mail_slice second)
{
    size_t length = first.length + between.length + second.length;
    uint8_t *bytes = mail_arena_allocate(arena, length ? length : 1);

    for (size_t i = 0; i < first.length; i++)
        bytes[i] = mail_byte_lower(first.bytes[i]);
    for (size_t i = 0; i < between.length; i++)
        bytes[first.length + i] = between.bytes[i];
    for (size_t i = 0; i < second.length; i++)
        bytes[length - second.length + i] = mail_byte_lower(second.bytes[i]);
    return mail_slice_make(bytes, length);
}

/* "type/subtype" or "disposition": what follows is read even where these are not valid. */
static struct mime_value read_value(const struct mail_arena *arena, mail_slice body, bool is_type)
{
    struct mime_value value = { .value = mail_slice_make(NULL, 0) };
    mail_slice rest = mime_text_unfold(arena, body), type, subtype = mail_slice_make(NULL, 0);
    bool has_slash;

    imf_skip_blanks_and_comments(&rest);
    type = take_run(&rest, not_in_tokens);
    imf_skip_blanks_and_comments(&rest);
    has_slash = take_byte(&rest, '/');
    if (has_slash) {
        imf_skip_blanks_and_comments(&rest);
        subtype = take_run(&rest, not_in_tokens);
    }
    if (type.length && has_slash == is_type && (!is_type || subtype.length))
        value.value = copy_in_lower_case(arena, type, mail_slice_from_string(is_type ? "/" : ""), subtype);
    read_parameters(arena, rest, &value);
    return value;
}

struct mime_value mime_value_read_type(const struct mail_arena *arena, mail_slice body)
{
    return read_value(arena, body, true);
}

struct mime_value mime_value_read_disposition(const struct mail_arena *arena, mail_slice body)
{
    return read_value(arena, body, false);
}

mail_slice mime_value_parameter(const struct mime_value *value, const char *name)
{
    for (const struct mime_parameter *parameter = value->first; parameter; parameter = parameter->next)
        if (mail_slice_equals_nocase(parameter->name, mail_slice_from_string(name)))
            return parameter->value;
    return mail_slice_make(NULL, 0);
}

bool mime_value_may_lack(const struct mime_value *value, const char *name)
{
    const struct mime_parameter *last = value->is_cut ? value->first : NULL;
    size_t length = strlen(name);

    while (last && last->next)
        last = last->next;
    if (!last || !mail_slice_starts_with_nocase(last->name, mail_slice_from_string(name)))
        return false;

    bool is_plain = last->name.length == length;
    bool is_section = last->name.length > length + 1 && last->name.bytes[length] == '*';
    bool is_whole = last->name.length == length + 1 && last->name.bytes[length] == '*';

    return is_section || (value->has_open_end && (is_plain || is_whole));
}
