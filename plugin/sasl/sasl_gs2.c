/* See sasl_gs2.h. Here, too, are the mechanisms that say little but that header.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_gs2.h"
#include "sasl_readers.h"
#include "sasl_tokens.h"

mail_slice sasl_saslname_unescape(const struct mail_arena *arena, mail_slice name)
{
    if (mail_slice_index_of(name, '=') == name.length)
        return name;

    uint8_t *plain = mail_arena_allocate(arena, name.length);
    size_t length = 0;

    for (mail_slice rest = name; rest.length;) {
        bool is_comma = mail_slice_starts_with_nocase(rest, mail_slice_from_string("=2C"));
        bool is_equals = mail_slice_starts_with_nocase(rest, mail_slice_from_string("=3D"));
        plain[length++] = is_comma ? ',' : is_equals ? '=' : rest.bytes[0];
        rest = mail_slice_skip(rest, is_comma || is_equals ? 3 : 1);
    }
    return mail_slice_make(plain, length);
}

/* Takes the bytes before the next comma, and the comma; false where there is none. */
static bool take_part(mail_slice *rest, mail_slice *part)
{
    size_t comma = mail_slice_index_of(*rest, ',');

    if (comma == rest->length)
        return false;
    *part = mail_slice_first(*rest, comma);
    *rest = mail_slice_skip(*rest, comma + 1);
    return true;
}

/* gs2-authzid = "a=" saslname. The example of RFC 7628, 4.4 has "user=" instead. */
static mail_slice authzid_of(const struct mail_arena *arena, mail_slice part)
{
    static const char *const prefixes[] = { "a=", "user=" };

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        mail_slice prefix = mail_slice_from_string(prefixes[i]);
        if (mail_slice_starts_with_nocase(part, prefix))
            return sasl_saslname_unescape(arena, mail_slice_skip(part, prefix.length));
    }
    return (mail_slice){ 0 };
}

/* gs2-cb-flag = ("p=" cb-name) / "n" / "y" (RFC 5801, 4) */
static bool is_binding_flag(mail_slice part)
{
    return mail_slice_equals_nocase(part, mail_slice_from_string("n")) ||
           mail_slice_equals_nocase(part, mail_slice_from_string("y")) ||
           mail_slice_starts_with_nocase(part, mail_slice_from_string("p="));
}

/* gs2-header = [gs2-nonstd-flag ","] gs2-cb-flag "," [gs2-authzid] "," (RFC 5801, 4) */
bool sasl_gs2_header_take(const struct mail_arena *arena, mail_slice *rest, struct sasl_gs2_header *header)
{
    mail_slice left = *rest;
    mail_slice flag, authzid;

    if (!take_part(&left, &flag))
        return false;
    header->is_nonstandard = mail_slice_equals_nocase(flag, mail_slice_from_string("F"));
    if (header->is_nonstandard && !take_part(&left, &flag))
        return false;
    if (!is_binding_flag(flag) || !take_part(&left, &authzid))
        return false;
    header->authzid = authzid_of(arena, authzid);
    *rest = left;
    return true;
}

/* Reads the header of the first response. False if this is not the first response, or if it has no header. */
static bool take_first_header(const struct sasl_step *step, mail_slice *rest, struct sasl_gs2_header *header)
{
    *rest = step->decoded;
    if (step->attempt->responses > 1 || !sasl_gs2_header_take(step->arena, rest, header))
        return false;
    step->facts->authzid = header->authzid;
    return true;
}

void sasl_gs2_read(const struct sasl_step *step)
{
    struct sasl_gs2_header header;
    mail_slice rest;

    take_first_header(step, &rest, &header);
}

/* The token after the header lacks the header of RFC 2743, 3.1 that names its mechanism, unless it never had one
 * (RFC 5801, 4). */
static void note_token(const struct sasl_step *step, mail_slice object_identifier)
{
    struct sasl_gs2_header header;
    mail_slice token;

    if (!take_first_header(step, &token, &header) || !token.length)
        return;
    if (header.is_nonstandard)
        sasl_tokens_note_inner(step, token);
    else
        sasl_tokens_note_headless(step, object_identifier, token);
}

/* 1.2.840.113554.1.2.2 (RFC 4121, 1) */
void sasl_gs2_kerberos_read(const struct sasl_step *step)
{
    note_token(step, mail_slice_from_string("\x06\x09\x2a\x86\x48\x86\xf7\x12\x01\x02\x02"));
}

/* 1.3.6.1.5.5.2 (RFC 4178, 3); without a GS2 header as in GSS-SPNEGO */
void sasl_gs2_spnego_read(const struct sasl_step *step)
{
    note_token(step, mail_slice_from_string("\x06\x06\x2b\x06\x01\x05\x05\x02"));
    sasl_ntlm_read(step);
}

/* initial-response = gs2-header Auth-Identifier (RFC 6616) */
void sasl_openid_read(const struct sasl_step *step)
{
    struct sasl_gs2_header header;
    mail_slice rest;

    if (take_first_header(step, &rest, &header))
        step->facts->user = rest;
}

/* initial-response = gs2-header Idp-Identifier, a domain name (RFC 6595) */
void sasl_saml_read(const struct sasl_step *step)
{
    struct sasl_gs2_header header;
    mail_slice rest;

    if (take_first_header(step, &rest, &header))
        step->facts->domain = rest;
}
