/* See preferences.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "preferences.h"
#include "ports.h"

#include <epan/prefs.h>

static struct mail_preferences preferences = { .message_limit = 1u << 30,
                                               .shows_secrets = TRUE,
                                               .fills_stock_fields = TRUE,
                                               .password_to_check = "",
                                               .text_encoding = "" };

void preferences_register(int family_id)
{
    module_t *module = prefs_register_protocol(family_id, ports_apply);

    ports_register_preferences(module);
    prefs_register_uint_preference(module, "message_limit", "Largest message kept (bytes)",
                                   "A larger message is counted, but not kept, hashed or dissected.", 10,
                                   &preferences.message_limit);
    prefs_register_bool_preference(module, "show_secrets", "Show passwords",
                                   "Show the passwords, tokens and digests of logins. Otherwise they are masked in the "
                                   "packet tree, the columns and the fields. The packet bytes always hold them.",
                                   &preferences.shows_secrets);
    prefs_register_bool_preference(module, "stock_fields", "Fill the fields of Wireshark's own dissectors",
                                   "Also fill the fields smtp.* and pop.*, as hidden items: filters and scripts that "
                                   "use them keep working.",
                                   &preferences.fills_stock_fields);
    prefs_register_string_preference(
        module, "apop_password", "Password to check",
        "A password to compare the digests of APOP and CRAM-MD5 with. The passwords that the "
        "capture holds in clear text are always tried. Empty: none. It is saved in clear text.",
        &preferences.password_to_check);
    prefs_register_string_preference(module, "text_encoding", "Character set of text that names none",
                                     "For bytes of messages that name no character set and are no UTF-8, such as "
                                     "GB18030, Big5 or ISO-8859-1. Empty: a guess, which says so.",
                                     &preferences.text_encoding);
}

const struct mail_preferences *preferences_current(void)
{
    return &preferences;
}

struct mime_options preferences_reading_options(void)
{
    const char *encoding = preferences.text_encoding;

    return (struct mime_options){ .fallback_charset = encoding && encoding[0] ? encoding : NULL };
}
