/* See part_digest.h. GLib's own checksums take seven times as long.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "part_digest.h"

#include <gcrypt.h>
#include <wsutil/to_str.h>

struct hashing {
    gcry_md_hd_t digests; /* NULL: nothing is hashed */
    uint64_t size;
};

static void take_piece(void *context, mail_slice decoded)
{
    struct hashing *hashing = context;

    if (hashing->digests)
        gcry_md_write(hashing->digests, decoded.bytes, decoded.length);
    hashing->size += decoded.length;
}

static const char *hex_of(wmem_allocator_t *pool, gcry_md_hd_t digests, int algorithm)
{
    unsigned length = gcry_md_get_algo_dlen(algorithm);
    char *text = wmem_alloc0(pool, 2 * length + 1);

    bytes_to_hexstr(text, gcry_md_read(digests, algorithm), length);
    return text;
}

static void open_digests(struct hashing *hashing, bool wants_md5, bool wants_sha256)
{
    if ((!wants_md5 && !wants_sha256) || gcry_md_open(&hashing->digests, 0, 0) != 0)
        return;
    if (wants_md5)
        gcry_md_enable(hashing->digests, GCRY_MD_MD5);
    if (wants_sha256)
        gcry_md_enable(hashing->digests, GCRY_MD_SHA256);
}

struct part_digest part_digest_make(wmem_allocator_t *pool, const struct mime_part *part, bool wants_md5,
                                    bool wants_sha256)
{
    struct hashing hashing = { NULL, 0 };
    struct part_digest digest = { "", "", 0 };

    open_digests(&hashing, wants_md5, wants_sha256);
    mime_part_decode(part, take_piece, &hashing);
    digest.size = hashing.size;
    if (!hashing.digests)
        return digest;
    if (gcry_md_is_enabled(hashing.digests, GCRY_MD_MD5))
        digest.md5 = hex_of(pool, hashing.digests, GCRY_MD_MD5);
    if (gcry_md_is_enabled(hashing.digests, GCRY_MD_SHA256))
        digest.sha256 = hex_of(pool, hashing.digests, GCRY_MD_SHA256);
    gcry_md_close(hashing.digests);
    return digest;
}

const char *part_digest_of_bytes(wmem_allocator_t *pool, mail_slice bytes, bool is_md5)
{
    int algorithm = is_md5 ? GCRY_MD_MD5 : GCRY_MD_SHA256;
    uint8_t digest[32];
    unsigned length = gcry_md_get_algo_dlen(algorithm);
    char *text = wmem_alloc0(pool, 2 * length + 1);

    gcry_md_hash_buffer(algorithm, digest, bytes.bytes, bytes.length);
    bytes_to_hexstr(text, digest, length);
    return text;
}
