/* MD5 and SHA-256 of a decoded part, in one pass and without keeping it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef PART_DIGEST_H
#define PART_DIGEST_H

#include "content/mime_attachment.h"

#include <wireshark.h>

#include <wsutil/wmem/wmem.h>

struct part_digest {
    const char *md5, *sha256; /* lower-case hex; empty: not asked for */
    uint64_t size;            /* decoded bytes */
};

/* Texts live in `pool`. */
struct part_digest part_digest_make(wmem_allocator_t *pool, const struct mime_part *part, bool wants_md5,
                                    bool wants_sha256);

/* The same of bytes as they are. */
const char *part_digest_of_bytes(wmem_allocator_t *pool, mail_slice bytes, bool is_md5);

#endif
