/* Mechanisms that carry an OAuth token: OAUTHBEARER and OAUTH10A (RFC 7628), and XOAUTH2, which came before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_gs2.h"
#include "sasl_readers.h"

/* kvsep = %x01 (RFC 7628, 3.1) */
#define PAIR_SEPARATOR 1

static bool is_pair(mail_slice pair, mail_slice key, mail_slice *value)
{
    *value = mail_slice_skip(pair, key.length);
    return mail_slice_starts_with_nocase(pair, key);
}

/* auth=Bearer token: what follows the scheme (RFC 6750, 2.1; RFC 5849, 3.5.1). A client that asks for the needed
 * scope sends neither (RFC 7628, 4.3). */
static void note_pairs(struct sasl_facts *facts, mail_slice rest)
{
    mail_slice value;

    while (rest.length) {
        mail_slice pair = mail_slice_take_until(&rest, PAIR_SEPARATOR);
        if (is_pair(pair, mail_slice_from_string("user="), &value))
            facts->user = value;
        else if (is_pair(pair, mail_slice_from_string("auth="), &value) && mail_slice_take_word(&value).length)
            facts->token = mail_slice_trim(value);
    }
}

/* client-resp = (gs2-header kvsep *kvpair kvsep) / kvsep (RFC 7628, 3.1) */
void sasl_oauth_read(const struct sasl_step *step)
{
    struct sasl_gs2_header header;
    mail_slice rest = step->decoded;

    if (!sasl_gs2_header_take(step->arena, &rest, &header))
        return;
    step->facts->user = header.authzid;
    note_pairs(step->facts, rest);
}

/* "user=" name ^A "auth=Bearer " token ^A ^A (developers.google.com/gmail/imap/xoauth2-protocol) */
void sasl_xoauth2_read(const struct sasl_step *step)
{
    note_pairs(step->facts, step->decoded);
    if (step->facts->user.bytes && step->facts->token.bytes)
        step->facts->response = (mail_slice){ 0 };
}
