/* SCRAM (RFC 5802), whatever its hash: attributes of one letter, from the client and from the server.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_gs2.h"
#include "sasl_readers.h"

/* Which attribute is which fact (RFC 5802, 5.1). The proof and the server's signature are the digest; an error, the
 * salt and the iteration count are read in the challenge itself. */
static const struct {
    char letter;
    size_t member; /* of a mail_slice in struct sasl_facts */
} attributes[] = {
    { 'n', offsetof(struct sasl_facts, user) },
    { 'p', offsetof(struct sasl_facts, digest) },
    { 'r', offsetof(struct sasl_facts, nonce) },
    { 'v', offsetof(struct sasl_facts, digest) },
};

static void note_attribute(const struct sasl_step *step, mail_slice attribute)
{
    if (attribute.length < 2 || attribute.bytes[1] != '=')
        return;
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        if (attribute.bytes[0] == (uint8_t) attributes[i].letter)
            *(mail_slice *) ((char *) step->facts + attributes[i].member) = mail_slice_skip(attribute, 2);
}

/* client-first-message = gs2-header [reserved-mext ","] username "," nonce ["," extensions]; the other messages are
 * attributes alone (RFC 5802, 7) */
void sasl_scram_read(const struct sasl_step *step)
{
    struct sasl_gs2_header header = { 0 };
    mail_slice rest = step->decoded;

    if (sasl_gs2_header_take(step->arena, &rest, &header))
        step->facts->authzid = header.authzid;
    while (rest.length)
        note_attribute(step, mail_slice_take_until(&rest, ','));
    step->facts->user = sasl_saslname_unescape(step->arena, step->facts->user);
}
