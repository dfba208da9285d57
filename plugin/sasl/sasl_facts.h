/* One attempt to log in, and what each line of it says: facts alone, for all who read or show them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_FACTS_H
#define SASL_FACTS_H

#include "base/mail_slice.h"

struct sasl_mechanism;

enum sasl_result {
    SASL_UNDECIDED, /* not yet */
    SASL_SUCCESS,
    SASL_FAILURE,
    SASL_CANCELLED, /* by the client */
    SASL_LEFT_OPEN  /* over, but the server has not judged the credentials */
};

/* The protocol that a line's token belongs to, for the dissector of that protocol. */
enum sasl_inner { SASL_INNER_NONE, SASL_INNER_GSSAPI, SASL_INNER_NTLMSSP, SASL_INNER_SPNEGO, SASL_INNER_KERBEROS };

/* Whether a digest was made with a password that was seen before. */
enum sasl_digest_match { SASL_DIGEST_UNTRIED, SASL_DIGEST_DIFFERS, SASL_DIGEST_MATCHES };

/* One attempt to log in. `user` is set before `password`; a new attempt is a new object. */
struct sasl_attempt {
    unsigned number;                  /* from 1 within the session */
    mail_slice mechanism;             /* in capitals; "USER" and "APOP" for POP3's own commands */
    const struct sasl_mechanism *row; /* how the lines are read; never NULL */
    mail_slice authzid, user, password, digest, token, domain; /* decoded; bytes NULL where not known */
    mail_slice last_challenge; /* decoded; bytes NULL where there is none, or it is not base64 */
    uint32_t user_frame;       /* where the user was named; 0 where not known */
    uint32_t proof_frame;      /* where the password, the token or the digest stood; 0 where none was seen */
    bool has_password;
    bool was_presented;
    unsigned responses; /* lines the client has sent, an initial response included */
    bool is_cancelled;
    bool is_given_up; /* the client's last line is a command instead of a response, and the server has not gone on */
    enum sasl_result result;
    uint16_t status; /* of the reply that decided, in the protocol's own numbers; 0 while undecided */
};

/* What one line of an attempt says. Slices with bytes NULL were not in this line. Slices that are a part of `decoded`
 * point into it. */
struct sasl_facts {
    const struct sasl_attempt *attempt;
    mail_slice mechanism;
    mail_slice base64;    /* as sent */
    mail_slice decoded;   /* `base64` decoded; bytes NULL if it is not base64 */
    mail_slice challenge; /* decoded */
    mail_slice response;  /* decoded, unless the members below say all of it */
    mail_slice authzid, user, password, token, digest, realm, domain, workstation, nonce, layers;
    enum sasl_digest_match digest_match;
    enum sasl_inner inner;
    mail_slice inner_token; /* the bytes for that protocol's dissector */
    bool is_command;        /* a client's line that is a command instead of a response */
    bool is_malformed;      /* a response that has not the form of its mechanism */
    bool may_hold_secret;   /* a client's line that may hold a password, a token or something to guess them from */
    bool presents_login;    /* the attempt's credentials are complete, or decided on, with this line: once at most */
    const struct sasl_attempt *login; /* the attempt as it was then; NULL on other lines */
    enum sasl_result result;
};

#endif
