/* What one line says of a message: for columns, lists and the end of a transaction.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MESSAGE_SUMMARY_H
#define MESSAGE_SUMMARY_H

#include "content/mime_message.h"
#include "stream/mail_message.h"

/* The first field of that name, decoded; empty without bytes (NULL) where there is none. */
mail_slice message_summary_field(const struct mail_arena *arena, const struct mime_options *options,
                                 const struct mail_message *message, const char *name);

/* The first address of the first field of that name, and how many there are in it. */
struct message_summary_addresses {
    mail_slice first;
    unsigned count;
};
struct message_summary_addresses message_summary_addresses(const struct mail_arena *arena,
                                                           const struct mime_options *options,
                                                           const struct mail_message *message, const char *name);

#endif
