/* See sasl_known.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_known.h"

#include <glib.h>
#include <string.h>

#define KNOWN_LIMIT 1000
#define TRIED_LIMIT 16

struct sasl_known {
    const struct sasl_known *next;
    mail_slice user, password;
};

typedef char *(*digest_function)(mail_slice challenge, mail_slice password);

/* HMAC-MD5 of the challenge, keyed with the password (RFC 2195, 2) */
static char *cram_md5_digest(mail_slice challenge, mail_slice password)
{
    return g_compute_hmac_for_data(G_CHECKSUM_MD5, password.bytes, password.length, challenge.bytes, challenge.length);
}

/* MD5 of the timestamp followed by the shared secret (RFC 1939, 7) */
static char *apop_digest(mail_slice challenge, mail_slice password)
{
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_MD5);

    g_checksum_update(checksum, challenge.bytes, (gssize) challenge.length);
    g_checksum_update(checksum, password.bytes, (gssize) password.length);

    char *digest = g_strdup(g_checksum_get_string(checksum));

    g_checksum_free(checksum);
    return digest;
}

static const struct {
    const char *mechanism;
    digest_function compute;
} digest_functions[] = {
    { "APOP", apop_digest },
    { "CRAM-MD5", cram_md5_digest },
};

static digest_function digest_function_of(mail_slice mechanism)
{
    for (size_t i = 0; i < G_N_ELEMENTS(digest_functions); i++)
        if (mail_slice_equals_nocase(mechanism, mail_slice_from_string(digest_functions[i].mechanism)))
            return digest_functions[i].compute;
    return NULL;
}

static bool is_same(mail_slice one, mail_slice other)
{
    return one.length == other.length && (!one.length || memcmp(one.bytes, other.bytes, one.length) == 0);
}

void sasl_known_note(struct mail_capture *capture, const struct sasl_attempt *attempt)
{
    if (!attempt->user.length || !attempt->has_password || capture->known_count == KNOWN_LIMIT)
        return;

    struct sasl_known *known = mail_arena_allocate_zeroed(&capture->arena, sizeof(struct sasl_known));

    known->user = attempt->user;
    known->password = attempt->password;
    known->next = capture->known;
    capture->known = known;
    capture->known_count++;
}

static bool fits(const struct sasl_attempt *attempt, digest_function compute, mail_slice password)
{
    char *digest = compute(attempt->last_challenge, password);
    bool is_equal = mail_slice_equals_nocase(attempt->digest, mail_slice_from_string(digest));

    g_free(digest);
    return is_equal;
}

enum sasl_digest_match sasl_known_match(const struct mail_capture *capture, const struct sasl_attempt *attempt)
{
    digest_function compute = digest_function_of(attempt->mechanism);
    unsigned tried = 0;

    if (!compute || !attempt->digest.bytes || !attempt->last_challenge.length)
        return SASL_DIGEST_UNTRIED;
    if (capture->password_to_check.length && fits(attempt, compute, capture->password_to_check))
        return SASL_DIGEST_MATCHES;
    for (const struct sasl_known *known = capture->known; known && tried < TRIED_LIMIT; known = known->next) {
        if (!is_same(known->user, attempt->user))
            continue;
        if (fits(attempt, compute, known->password))
            return SASL_DIGEST_MATCHES;
        tried++;
    }
    return tried || capture->password_to_check.length ? SASL_DIGEST_DIFFERS : SASL_DIGEST_UNTRIED;
}
