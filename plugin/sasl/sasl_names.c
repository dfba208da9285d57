/* SASL mechanisms whose lines name a user, a password or a digest, next to each other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sasl_readers.h"

#include <glib.h>

static mail_slice nothing(void)
{
    return (mail_slice){ 0 };
}

/* Takes what stands before the next NUL, and the NUL; false, with all of `rest` taken, where there is none. */
static bool take_identity(mail_slice *rest, mail_slice *identity)
{
    size_t before = rest->length;

    *identity = mail_slice_take_until(rest, 0);
    return identity->length < before;
}

/* [authzid] NUL authcid NUL, and what is left: how PLAIN and SECURID begin. */
static bool take_identities(mail_slice *rest, struct sasl_facts *facts)
{
    mail_slice authzid, user;

    if (!take_identity(rest, &authzid) || !take_identity(rest, &user))
        return false;
    if (authzid.length)
        facts->authzid = authzid;
    facts->user = user;
    facts->response = nothing();
    return true;
}

/* message = [authzid] UTF8NUL authcid UTF8NUL passwd (RFC 4616, 2) */
void sasl_plain_read(const struct sasl_step *step)
{
    mail_slice rest = step->decoded;
    bool is_whole = take_identities(&rest, step->facts);

    step->facts->is_malformed = !is_whole || mail_slice_index_of(rest, 0) < rest.length;
    if (is_whole)
        step->facts->password = rest;
}

/* credential-pdu = authorization-id authentication-id passcode [pin], each ended by NUL (RFC 2808) */
void sasl_securid_read(const struct sasl_step *step)
{
    mail_slice rest = step->decoded;

    if (!take_identities(&rest, step->facts))
        return;
    step->facts->password = mail_slice_take_until(&rest, 0);
    if (rest.length)
        step->facts->response = step->decoded;
}

/* NUL user NUL token */
void sasl_user_token_read(const struct sasl_step *step)
{
    mail_slice rest = step->decoded;

    if (take_identities(&rest, step->facts))
        step->facts->token = rest;
}

enum sasl_login_prompt sasl_login_prompt_of(mail_slice challenge)
{
    if (mail_slice_starts_with_nocase(challenge, mail_slice_from_string("User")))
        return SASL_LOGIN_ASKS_USER;
    return mail_slice_starts_with_nocase(challenge, mail_slice_from_string("Pass")) ? SASL_LOGIN_ASKS_PASSWORD
                                                                                    : SASL_LOGIN_ASKS_SOMETHING;
}

/* The name, then the password (draft-murchison-sasl-login-00, 2.1), unless the prompt says otherwise; a server may ask
 * again for a name that came with AUTH. */
void sasl_login_read(const struct sasl_step *step)
{
    enum sasl_login_prompt prompt = sasl_login_prompt_of(step->attempt->last_challenge);
    bool is_next_name = step->attempt->responses == 1 || (step->attempt->has_password && !step->attempt->user.bytes);

    if (prompt == SASL_LOGIN_ASKS_USER || (prompt == SASL_LOGIN_ASKS_SOMETHING && is_next_name))
        step->facts->user = step->decoded;
    else
        step->facts->password = step->decoded;
    step->facts->response = nothing();
}

static bool is_hexadecimal(mail_slice text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!g_ascii_isxdigit(text.bytes[i]))
            return false;
    return text.length > 0;
}

/* The user name, a space, and the digest in hexadecimal; a name may have spaces (RFC 2195, 2). */
void sasl_cram_md5_read(const struct sasl_step *step)
{
    size_t space = step->decoded.length;

    while (space && step->decoded.bytes[space - 1] != ' ')
        space--;

    mail_slice digest = mail_slice_skip(step->decoded, space);

    if (!space || !is_hexadecimal(digest))
        return;
    step->facts->user = mail_slice_first(step->decoded, space - 1);
    step->facts->digest = digest;
    step->facts->response = nothing();
}

/* initial-response = *( UTF8-char-no-nul ): the authorization identity, or nothing (RFC 4422, A.1) */
void sasl_external_read(const struct sasl_step *step)
{
    if (step->attempt->responses > 1 || !step->decoded.length)
        return;
    step->facts->authzid = step->decoded;
    step->facts->response = nothing();
}

/* message = [ email / token ], which hints at who it is (RFC 4505, 2) */
void sasl_anonymous_read(const struct sasl_step *step)
{
    if (!step->decoded.length)
        return;
    step->facts->user = step->decoded;
    step->facts->response = nothing();
}

/* [authzid] NUL authcid, then the one-time password as "hex:..." or "word:..." (RFC 2444) */
void sasl_otp_read(const struct sasl_step *step)
{
    mail_slice rest = step->decoded;
    mail_slice authzid;

    if (step->attempt->responses > 1 || !take_identity(&rest, &authzid))
        return;
    if (authzid.length)
        step->facts->authzid = authzid;
    step->facts->user = rest;
    step->facts->response = nothing();
}

/* The authorization identity, then the one-time password as 64 bits or as six words (RFC 2222, 7.3) */
void sasl_skey_read(const struct sasl_step *step)
{
    if (step->attempt->responses > 1)
        return;
    step->facts->user = step->decoded;
    step->facts->response = nothing();
}

/* authcid [NUL authzid], then a signature */
void sasl_authcid_read(const struct sasl_step *step)
{
    mail_slice rest = step->decoded;

    if (step->attempt->responses > 1)
        return;
    step->facts->user = mail_slice_take_until(&rest, 0);
    if (rest.length)
        step->facts->authzid = rest;
    step->facts->response = nothing();
}
