/* See smtp_path_items.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_path_items.h"
#include "smtp_address.h"
#include "smtp_parameters.h"

#include <glib.h>
#include <string.h>

/* What ends a run of characters outside of a quoted string: a blank, or one of the specials that no mailbox has
 * (RFC 5321, 4.1.2). */
static const char blanks[] = " \t";
static const char ends_of_run[] = " \t<>,;(";

static bool is_one_of(const char *bytes, uint8_t byte)
{
    return byte && strchr(bytes, byte);
}

/* Length of the run at the front, up to one of `ends` outside of quotes. `is_balanced`: each quote is closed. */
static size_t run_length(mail_slice slice, const char *ends, bool *is_balanced)
{
    bool is_quoted = false;
    size_t length = 0;

    for (; length < slice.length; length++) {
        uint8_t byte = slice.bytes[length];
        if (byte == '\\' && is_quoted && length + 1 < slice.length)
            length++;
        else if (byte == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && is_one_of(ends, byte))
            break;
    }
    *is_balanced = !is_quoted;
    return length;
}

/* A mailbox with a domain. */
static bool is_mailbox(mail_slice text)
{
    struct smtp_address address;

    return text.length && smtp_address_parse(text, SMTP_REVERSE_PATH, &address);
}

static struct smtp_path_item take_item(mail_slice *rest, size_t length, enum smtp_path_item_kind kind)
{
    struct smtp_path_item item = { kind, mail_slice_first(*rest, length) };

    *rest = mail_slice_skip(*rest, length);
    return item;
}

/* "<" ... ">", which a quoted local part may hold too (RFC 5321, 4.1.2). A "<" within shows that the first was not
 * closed. */
static struct smtp_path_item take_bracketed(mail_slice *rest)
{
    bool is_balanced;
    mail_slice inside = mail_slice_skip(*rest, 1);
    size_t length = run_length(inside, "<>", &is_balanced);
    bool is_closed = length < inside.length && inside.bytes[length] == '>';

    if (is_closed) {
        *rest = mail_slice_skip(inside, length + 1);
        return (struct smtp_path_item){ SMTP_ITEM_BRACKETED, mail_slice_first(inside, length) };
    }
    length = run_length(inside, ends_of_run, &is_balanced);
    if (!is_mailbox(mail_slice_first(inside, length)))
        return take_item(rest, 1, SMTP_ITEM_TEXT);
    *rest = inside;
    return take_item(rest, length, SMTP_ITEM_UNCLOSED);
}

/* comment = "(" *([FWS] ccontent) [FWS] ")" (RFC 5322, 3.2.2); one that is not closed takes all. */
static size_t comment_length(mail_slice slice)
{
    size_t depth = 0;

    for (size_t length = 0; length < slice.length; length++) {
        uint8_t byte = slice.bytes[length];
        if (byte == '\\')
            length++;
        else if (byte == '(')
            depth++;
        else if (byte == ')' && --depth == 0)
            return length + 1;
    }
    return slice.length;
}

/* esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-") (RFC 5321, 4.1.2); leniently, with "_" and "." */
static size_t keyword_length(mail_slice slice)
{
    size_t length = 0;

    while (length < slice.length &&
           (g_ascii_isalnum(slice.bytes[length]) || (length && is_one_of("-_.", slice.bytes[length]))))
        length++;
    return length;
}

/* esmtp-param = esmtp-keyword ["=" esmtp-value] (RFC 5321, 4.1.2) */
static bool begins_with_parameter(mail_slice rest)
{
    size_t length = keyword_length(rest);

    return length && length < rest.length && rest.bytes[length] == '=';
}

static struct smtp_path_item take_parameter(mail_slice *rest)
{
    bool is_balanced;
    size_t length = run_length(*rest, blanks, &is_balanced);

    return take_item(rest, length, SMTP_ITEM_PARAMETER);
}

/* A quote that is not closed takes all. */
static struct smtp_path_item take_run(mail_slice *rest)
{
    bool is_balanced;
    size_t length = run_length(*rest, ends_of_run, &is_balanced);
    mail_slice run = mail_slice_first(*rest, length);

    if (!is_balanced)
        return take_item(rest, length, SMTP_ITEM_TEXT);
    if (is_mailbox(run))
        return take_item(rest, length, SMTP_ITEM_ADDRESS);
    return take_item(rest, length, keyword_length(run) == length ? SMTP_ITEM_KEYWORD : SMTP_ITEM_WORD);
}

struct smtp_path_item smtp_path_item_take(mail_slice *rest)
{
    *rest = mail_slice_trim(*rest);
    if (rest->length == 0)
        return (struct smtp_path_item){ SMTP_ITEM_END, *rest };
    switch (rest->bytes[0]) {
    case '<':
        return take_bracketed(rest);
    case '>':
        return take_item(rest, 1, SMTP_ITEM_TEXT);
    case '(':
        return take_item(rest, comment_length(*rest), SMTP_ITEM_TEXT);
    case ',':
    case ';':
        return take_item(rest, 1, SMTP_ITEM_SEPARATOR);
    default:
        return begins_with_parameter(*rest) ? take_parameter(rest) : take_run(rest);
    }
}

/* Whether a keyword that RFCs know stands at the front, as in "AUTH=a@example.com". */
static bool begins_with_known_parameter(mail_slice rest)
{
    return begins_with_parameter(rest) && smtp_parameter_find(mail_slice_first(rest, keyword_length(rest)));
}

struct smtp_path_item smtp_path_item_take_first(mail_slice *rest)
{
    bool is_balanced;

    *rest = mail_slice_trim(*rest);

    size_t length = run_length(*rest, blanks, &is_balanced);

    if (!begins_with_known_parameter(*rest) && is_mailbox(mail_slice_first(*rest, length)))
        return take_item(rest, length, SMTP_ITEM_ADDRESS);
    return smtp_path_item_take(rest);
}
