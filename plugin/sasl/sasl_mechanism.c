/* See sasl_mechanism.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_mechanism.h"
#include "base/mail_keyword.h"
#include "sasl_readers.h"

#include <glib.h>
#include <limits.h>
#include <string.h>

static const struct sasl_mechanism mechanisms[] = {
#define SASL_MECHANISM(name, reference, first, responses, read_response, read_challenge, content)                      \
    { name, reference, first, responses, read_response, read_challenge, content },
#include "sasl_mechanisms.def"
#undef SASL_MECHANISM
};

static const struct sasl_mechanism unknown_mechanism = { "",       "RFC 4422 3.1",  SASL_EITHER_FIRST,
                                                         UINT_MAX, sasl_bytes_read, sasl_bytes_read,
                                                         SASL_TEXT };

void sasl_bytes_read(const struct sasl_step *step)
{
    (void) step;
}

const struct sasl_mechanism *sasl_mechanism_find(mail_slice name)
{
    const struct sasl_mechanism *found = &unknown_mechanism;

    for (size_t i = 0; i < G_N_ELEMENTS(mechanisms); i++) {
        mail_slice pattern = mail_slice_from_string(mechanisms[i].name);
        if (mail_slice_equals_nocase(name, pattern))
            return &mechanisms[i];
        if (mail_keyword_fits_family(mechanisms[i].name, name))
            found = &mechanisms[i];
    }
    return found;
}
