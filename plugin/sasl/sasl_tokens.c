/* See sasl_tokens.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_tokens.h"
#include "kerberos_wrap.h"
#include "ntlm_message.h"
#include "sasl_readers.h"

#include <string.h>

/* First byte of a GSS-API token with the header that names its mechanism, [APPLICATION 0] (RFC 2743, 3.1), and of
 * SPNEGO's tokens without it, negTokenInit [0] and negTokenResp [1] (RFC 4178, 4.2). */
enum first_byte { GSSAPI_TAG = 0x60, SPNEGO_INIT_TAG = 0xa0, SPNEGO_RESPONSE_TAG = 0xa1 };

/* Whether a token of DER (X.690, 8.1.3) is as long as it says: the dissectors wait for the rest of a shorter one, and a
 * line carries a whole token (RFC 4752, 3). */
static bool is_whole(mail_slice token)
{
    size_t count = token.length > 1 && token.bytes[1] > 0x80 ? token.bytes[1] & 0x7f : 0;
    uint64_t length = 0;

    if (token.length < 2 + count || count > 4)
        return false;
    if (count == 0)
        length = token.bytes[1];
    for (size_t i = 0; i < count; i++)
        length = length << 8 | token.bytes[2 + i];
    return 2 + count + length <= token.length;
}

static enum sasl_inner inner_of(mail_slice token)
{
    if (!token.length)
        return SASL_INNER_NONE;
    if (ntlm_message_find(token).length == token.length)
        return SASL_INNER_NTLMSSP;
    if (kerberos_wrap_is_token(token))
        return SASL_INNER_KERBEROS;
    if (!is_whole(token))
        return SASL_INNER_NONE;
    switch (token.bytes[0]) {
    case GSSAPI_TAG:
        return SASL_INNER_GSSAPI;
    case SPNEGO_INIT_TAG:
    case SPNEGO_RESPONSE_TAG:
        return SASL_INNER_SPNEGO;
    default:
        return SASL_INNER_NONE;
    }
}

void sasl_tokens_note_inner(const struct sasl_step *step, mail_slice token)
{
    step->facts->inner = inner_of(token);
    if (step->facts->inner)
        step->facts->inner_token = token;
}

/* Writes tag and length of DER (X.690, 8.1), with as few bytes as possible for the length, and returns how many bytes
 * it wrote. */
static size_t write_header(uint8_t header[], uint8_t tag, size_t length)
{
    size_t count = 0;

    header[0] = tag;
    if (length < 0x80) {
        header[1] = (uint8_t) length;
        return 2;
    }
    for (size_t rest = length; rest; rest >>= 8)
        count++;
    header[1] = (uint8_t) (0x80 | count);
    for (size_t i = 0; i < count; i++)
        header[2 + i] = (uint8_t) (length >> (8 * (count - 1 - i)));
    return 2 + count;
}

void sasl_tokens_note_headless(const struct sasl_step *step, mail_slice object_identifier, mail_slice token)
{
    uint8_t header[2 + sizeof(size_t)];
    size_t inner_length = object_identifier.length + token.length;
    size_t header_length = write_header(header, GSSAPI_TAG, inner_length);
    uint8_t *whole = mail_arena_allocate(step->arena, header_length + inner_length);

    memcpy(whole, header, header_length);
    memcpy(whole + header_length, object_identifier.bytes, object_identifier.length);
    memcpy(whole + header_length + object_identifier.length, token.bytes, token.length);
    step->facts->inner = SASL_INNER_GSSAPI;
    step->facts->inner_token = mail_slice_make(whole, header_length + inner_length);
}

static void note_name(mail_slice *fact, mail_slice name)
{
    if (name.length)
        *fact = name;
}

/* An NTLM message, alone or in a token of SPNEGO. The target is shown as the realm, the server's challenge as the
 * nonce, the response to it as the digest. */
void sasl_ntlm_read(const struct sasl_step *step)
{
    struct ntlm_message message;
    struct sasl_facts *facts = step->facts;

    if (!ntlm_message_parse(step->arena, ntlm_message_find(step->decoded), &message))
        return;
    note_name(&facts->user, message.user);
    note_name(&facts->domain, message.domain);
    note_name(&facts->workstation, message.workstation);
    note_name(&facts->realm, message.target);
    note_name(&facts->nonce, message.challenge);
    note_name(&facts->digest, message.response);
}
