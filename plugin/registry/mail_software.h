/* Which server software a greeting names (RFC 5321, 3.1; RFC 1939, 4). Pure: no session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_SOFTWARE_H
#define MAIL_SOFTWARE_H

#include "base/mail_slice.h"

/* One way in which software names itself; see mail_wording.h. The part that the wording wants is the version. */
struct mail_software_wording {
    const char *wording;
    const char *reference;
    const char *software;
};

/* The rows of registry/greeting_wordings.def, sorted by wording. */
extern const struct mail_software_wording mail_software_wordings[];
extern const size_t mail_software_wording_count;

/* The software's name and, in `version`, its version if the text names one; NULL if it names no known software. */
const char *mail_software_find(mail_slice text, mail_slice *version);

/* The text of an SMTP greeting without the server's domain, which may itself contain the name of a software: Greeting =
 * "220 " (Domain / address-literal) [ SP textstring ] (RFC 5321, 4.2). */
mail_slice mail_software_text_of_smtp(mail_slice text);

#endif
