/* See smtp_path.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "smtp_path.h"
#include "smtp_parameters.h"
#include "smtp_path_items.h"

static const char *const keywords[] = { [SMTP_REVERSE_PATH] = "FROM", [SMTP_FORWARD_PATH] = "TO" };

static bool begins_with(mail_slice slice, const char *bytes)
{
    return slice.length && slice.bytes[0] && strchr(bytes, slice.bytes[0]);
}

/* Takes the keyword and its colon, which may lack or stand after a blank. */
static bool take_keyword(mail_slice *rest, enum smtp_path_kind kind, unsigned *flaws)
{
    mail_slice keyword = mail_slice_from_string(keywords[kind]);
    mail_slice after = mail_slice_skip(*rest, keyword.length);

    if (!mail_slice_starts_with_nocase(*rest, keyword) || (after.length && !begins_with(after, ": \t<")))
        return false;
    if (!begins_with(after, ":"))
        *flaws |= SMTP_PATH_WITHOUT_COLON;
    after = mail_slice_trim(after);
    *rest = mail_slice_skip(after, begins_with(after, ":") ? 1 : 0);
    return true;
}

/* "MAIL FROM:" and "RCPT TO:" (RFC 5321, 4.1.1.2 and 4.1.1.3) */
static void take_beginning(mail_slice *rest, enum smtp_path_kind kind, unsigned *flaws)
{
    enum smtp_path_kind other = kind == SMTP_REVERSE_PATH ? SMTP_FORWARD_PATH : SMTP_REVERSE_PATH;

    if (take_keyword(rest, kind, flaws))
        return;
    *flaws |= SMTP_PATH_WITHOUT_KEYWORD;
    take_keyword(rest, other, flaws);
}

static bool is_address(mail_slice text, enum smtp_path_kind kind)
{
    struct smtp_address address;

    return smtp_address_parse(text, kind, &address);
}

/* Whether the item names a mailbox, and is no name of another kind. */
static bool names_mailbox(const struct smtp_path_item *item, enum smtp_path_kind kind)
{
    bool has_at = mail_slice_index_of(item->text, '@') < item->text.length;

    return item->kind == SMTP_ITEM_ADDRESS || item->kind == SMTP_ITEM_UNCLOSED ||
           (item->kind == SMTP_ITEM_BRACKETED && (has_at || is_address(mail_slice_trim(item->text), kind)));
}

static unsigned count_mailboxes(struct smtp_path_item item, mail_slice rest, enum smtp_path_kind kind)
{
    unsigned count = 0;

    for (; item.kind != SMTP_ITEM_END; item = smtp_path_item_take(&rest))
        count += names_mailbox(&item, kind);
    return count;
}

static bool is_bracketed(const struct smtp_path_item *item)
{
    return item->kind == SMTP_ITEM_BRACKETED || item->kind == SMTP_ITEM_UNCLOSED;
}

static bool is_word(const struct smtp_path_item *item)
{
    return item->kind == SMTP_ITEM_KEYWORD || item->kind == SMTP_ITEM_WORD;
}

/* Goes on from the first item to brackets after a display name (RFC 5322, 3.4). An address before them leaves it open
 * which one is meant; after a comma they are one of a list. */
static bool find_bracketed(struct smtp_path_item *item, mail_slice *rest)
{
    bool is_listed = false;

    while (!is_bracketed(item) && item->kind != SMTP_ITEM_ADDRESS && item->kind != SMTP_ITEM_END) {
        is_listed = item->kind == SMTP_ITEM_SEPARATOR;
        *item = smtp_path_item_take(rest);
    }
    return is_bracketed(item) && !is_listed;
}

/* Whether nothing but parameters follows. A word that is not known may be one, or part of a name. */
static bool is_before_parameters(mail_slice rest)
{
    struct smtp_path_item item = smtp_path_item_take(&rest);

    while (item.kind == SMTP_ITEM_PARAMETER || (item.kind == SMTP_ITEM_KEYWORD && smtp_parameter_find(item.text)))
        item = smtp_path_item_take(&rest);
    return item.kind == SMTP_ITEM_END;
}

/* Finds the item that is the path, and takes it and what stands before it. */
static bool find_path(struct smtp_path_item *item, mail_slice *rest, unsigned *flaws)
{
    struct smtp_path_item later = *item;
    mail_slice after_later = *rest;

    if (is_bracketed(item) || item->kind == SMTP_ITEM_ADDRESS)
        return true;
    if (find_bracketed(&later, &after_later)) {
        *flaws |= SMTP_PATH_AFTER_TEXT;
        *item = later;
        *rest = after_later;
        return true;
    }
    return is_word(item) && is_before_parameters(*rest);
}

static bool breaks_grammar(const struct smtp_path_item *item, enum smtp_path_kind kind)
{
    mail_slice path = mail_slice_trim(item->text);

    return path.length < item->text.length || item->kind == SMTP_ITEM_UNCLOSED || !is_address(path, kind);
}

static bool is_before_text(mail_slice rest)
{
    struct smtp_path_item item = smtp_path_item_take(&rest);

    while (item.kind == SMTP_ITEM_PARAMETER || item.kind == SMTP_ITEM_KEYWORD)
        item = smtp_path_item_take(&rest);
    return item.kind != SMTP_ITEM_END;
}

static void take_path(const struct smtp_path_item *item, mail_slice rest, enum smtp_path_kind kind,
                      struct smtp_path *path)
{
    path->path = mail_slice_trim(item->text);
    path->parameters = rest;
    path->flaws |= breaks_grammar(item, kind) ? SMTP_PATH_BAD_ADDRESS : 0;
    path->flaws |= is_before_text(rest) ? SMTP_PATH_BEFORE_TEXT : 0;
}

void smtp_path_parse(mail_slice argument, enum smtp_path_kind kind, struct smtp_path *path)
{
    mail_slice rest = mail_slice_trim(argument);

    *path = (struct smtp_path){ 0 };
    take_beginning(&rest, kind, &path->flaws);

    mail_slice whole = rest;
    struct smtp_path_item first = smtp_path_item_take_first(&rest);
    struct smtp_path_item item = first;
    unsigned count = count_mailboxes(first, rest, kind);
    bool must_be_mailbox = path->flaws != 0;

    if (first.kind == SMTP_ITEM_PARAMETER)
        path->parameters = whole;
    if (count > 1)
        path->flaws |= SMTP_PATH_SEVERAL;
    else if (find_path(&item, &rest, &path->flaws) && (!must_be_mailbox || names_mailbox(&item, kind)))
        take_path(&item, rest, kind, path);
    else
        path->flaws |= SMTP_PATH_BAD_ADDRESS;
}

mail_slice smtp_path_take_parameter(mail_slice *rest)
{
    struct smtp_path_item item = smtp_path_item_take(rest);

    while (item.kind != SMTP_ITEM_END && item.kind != SMTP_ITEM_PARAMETER && item.kind != SMTP_ITEM_KEYWORD)
        item = smtp_path_item_take(rest);
    return item.text;
}
