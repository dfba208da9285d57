/* See mail_software.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_software.h"
#include "base/mail_wording.h"

const struct mail_software_wording mail_software_wordings[] = {
#define GREETING_WORDING(wording, reference, software) { wording, reference, software },
#include "greeting_wordings.def"
#undef GREETING_WORDING
};
const size_t mail_software_wording_count = sizeof mail_software_wordings / sizeof mail_software_wordings[0];

/* The first wording that matches; wordings with a version come before those without. */
const char *mail_software_find(mail_slice text, mail_slice *version)
{
    const char *found = NULL;

    for (size_t i = 0; i < mail_software_wording_count; i++) {
        const struct mail_software_wording *row = &mail_software_wordings[i];
        if (!mail_wording_match(row->wording, text, version))
            continue;
        if (version->length)
            return row->software;
        found = found ? found : row->software;
    }
    *version = mail_slice_from_string("");
    return found;
}

mail_slice mail_software_text_of_smtp(mail_slice text)
{
    mail_slice_take_word(&text);
    return text;
}
