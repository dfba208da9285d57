/* What the user may set, all on the page "mailproto".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PREFERENCES_H
#define PREFERENCES_H

#include "ws_compat.h"

#include "content/mime_options.h"

struct mail_preferences {
    guint message_limit;
    mail_bool shows_secrets;
    mail_bool fills_stock_fields;
    const char *password_to_check;
    const char *text_encoding; /* of text that names none and is no UTF-8; empty: none */
};

/* Registers them, and those of the ports, for the protocol `mailproto`. */
void preferences_register(int family_id);

/* As they are set now. */
const struct mail_preferences *preferences_current(void);

/* What of them the reading of messages depends on. */
struct mime_options preferences_reading_options(void);

#endif
