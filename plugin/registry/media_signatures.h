/* What files begin with: media_signatures.def.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MEDIA_SIGNATURES_H
#define MEDIA_SIGNATURES_H

#include <stddef.h>

struct media_signature {
    const char *pattern;
    size_t offset;
    const char *reference, *type;
};

extern const struct media_signature media_signatures[];
extern const size_t media_signature_count;

#endif
