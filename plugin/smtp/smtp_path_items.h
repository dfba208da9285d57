/* The items that the argument of MAIL and RCPT consists of, however it was typed (RFC 5321, 4.1.2; RFC 5322, 3.2.2 and
 * 3.4): bracketed paths, addresses without brackets, parameters, separators, comments and words. Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_PATH_ITEMS_H
#define SMTP_PATH_ITEMS_H

#include "base/mail_slice.h"

enum smtp_path_item_kind {
    SMTP_ITEM_END,
    SMTP_ITEM_BRACKETED, /* <...>: the text is what stands between the brackets */
    SMTP_ITEM_UNCLOSED,  /* an address after a "<" that no ">" closes; the text is the address */
    SMTP_ITEM_ADDRESS,   /* without brackets */
    SMTP_ITEM_PARAMETER, /* keyword=value */
    SMTP_ITEM_KEYWORD,   /* a word that a parameter without value may be */
    SMTP_ITEM_WORD,      /* any other, also in quotes */
    SMTP_ITEM_SEPARATOR, /* a comma or semicolon, as between addresses of a header */
    SMTP_ITEM_TEXT       /* a comment, a lone bracket, a quote that nothing closes */
};

struct smtp_path_item {
    enum smtp_path_item_kind kind;
    mail_slice text;
};

/* Takes the first item of an argument. Here "a=b@example.com" and "@one,@two:a@example.com" are addresses. */
struct smtp_path_item smtp_path_item_take_first(mail_slice *rest);

/* Takes a later one. Here "a=b@example.com" is a parameter. */
struct smtp_path_item smtp_path_item_take(mail_slice *rest);

#endif
