/* One mailbox of a list: who it is and where, from its tokens as they stand (RFC 5322, 3.4 and 4.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef IMF_MAILBOX_H
#define IMF_MAILBOX_H

#include "base/mail_arena.h"
#include "mime_options.h"

/* "Bob <bob@example.net> (home)" */
struct imf_mailbox {
    mail_slice source;
    mail_slice phrase;  /* what stands before the brackets; without brackets, all */
    mail_slice angle;   /* between the brackets; NULL: there are none */
    mail_slice comment; /* the last one outside of the brackets, between its own; NULL: none */
};

mail_slice imf_mailbox_address(const struct mail_arena *arena, const struct imf_mailbox *mailbox);
mail_slice imf_mailbox_display_name(const struct mail_arena *arena, const struct mime_options *options,
                                    const struct imf_mailbox *mailbox);

#endif
