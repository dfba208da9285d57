/* The argument of MAIL and RCPT (RFC 5321, 4.1.1.2 and 4.1.1.3), also as people type it: where its path stands, what is
 * wrong with its form, and whether the path can be told at all. Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_PATH_H
#define SMTP_PATH_H

#include "smtp_address.h"

/* What is wrong with an argument: bits. */
enum smtp_path_flaw {
    SMTP_PATH_BAD_ADDRESS = 1,     /* the path breaks the grammar, or no path can be told */
    SMTP_PATH_WITHOUT_KEYWORD = 2, /* FROM of MAIL, TO of RCPT: another word stands there, or none */
    SMTP_PATH_WITHOUT_COLON = 4,   /* directly after FROM or TO */
    SMTP_PATH_AFTER_TEXT = 8,      /* such as a display name */
    SMTP_PATH_BEFORE_TEXT = 16,    /* that is no parameter */
    SMTP_PATH_SEVERAL = 32         /* none of them is the path */
};

struct smtp_path {
    mail_slice path;       /* without brackets; empty for <>; without bytes (NULL) if it cannot be told */
    mail_slice parameters; /* what follows the path, for smtp_path_take_parameter(); empty if there is none */
    unsigned flaws;        /* enum smtp_path_flaw */
};

/* Takes the argument of a command apart whose path is of that kind. The path is told if it stands in brackets, or alone
 * before the parameters. If FROM: or TO: is not as it must be, it must be an address, too. */
void smtp_path_parse(mail_slice argument, enum smtp_path_kind kind, struct smtp_path *path);

/* Takes the next parameter from the front of `rest`, skipping text that is none; empty at the end. */
mail_slice smtp_path_take_parameter(mail_slice *rest);

#endif
