/* See mime_suffix.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mime_suffix.h"

const struct mime_suffix mime_suffixes[] = {
#define MEDIA_SUFFIX(type, reference, suffix) { type, reference, suffix },
#include "registry/media_suffixes.def"
#undef MEDIA_SUFFIX
};

const size_t mime_suffix_count = sizeof mime_suffixes / sizeof mime_suffixes[0];

const char *mime_suffix_find(mail_slice type)
{
    for (size_t i = 0; i < mime_suffix_count; i++)
        if (mail_slice_equals_nocase(type, mail_slice_from_string(mime_suffixes[i].type)))
            return mime_suffixes[i].suffix;
    return ".bin";
}
