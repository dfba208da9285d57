/* The usual suffix of a file of a media type.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_SUFFIX_H
#define MIME_SUFFIX_H

#include "base/mail_slice.h"

struct mime_suffix {
    const char *type;
    const char *reference;
    const char *suffix;
};

/* The rows of registry/media_suffixes.def, sorted by type. */
extern const struct mime_suffix mime_suffixes[];
extern const size_t mime_suffix_count;

/* ".pdf" for "application/pdf", which is in lower case; ".bin" for a type without a row. */
const char *mime_suffix_find(mail_slice type);

#endif
