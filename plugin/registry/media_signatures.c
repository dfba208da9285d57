/* See media_signatures.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "media_signatures.h"

const struct media_signature media_signatures[] = {
#define MEDIA_SIGNATURE(pattern, offset, reference, type) { pattern, offset, reference, type },
#include "media_signatures.def"
#undef MEDIA_SIGNATURE
};
const size_t media_signature_count = sizeof media_signatures / sizeof media_signatures[0];
