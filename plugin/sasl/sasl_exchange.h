/* One SASL exchange (RFC 4954, RFC 5034) or POP3 login: what each line of it says. Shared by SMTP and POP3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_EXCHANGE_H
#define SASL_EXCHANGE_H

#include "base/mail_arena.h"

struct sasl_mechanism;

enum sasl_result { SASL_UNDECIDED, SASL_SUCCESS, SASL_FAILURE, SASL_CANCELLED };

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
    bool has_password;
    bool was_presented;
    unsigned responses; /* lines the client has sent, an initial response included */
    bool is_cancelled;
    enum sasl_result result;
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
    bool may_hold_secret;   /* a client's line that may hold a password, a token or something to guess them from */
    bool presents_login;    /* the attempt's credentials are complete, or decided on, with this line: once at most */
    const struct sasl_attempt *login; /* the attempt as it was then; NULL on other lines */
    enum sasl_result result;
};

/* Begins an attempt with a mechanism, in any case of letters. */
struct sasl_attempt *sasl_attempt_new(const struct mail_arena *arena, unsigned number, mail_slice mechanism);

/* Reads a line that the client sent in this exchange, or AUTH's initial response: "=" is an empty one, "*" cancels the
 * exchange (RFC 4954, 4). */
struct sasl_facts *sasl_attempt_read_response(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                              mail_slice line);

/* Reads a challenge: the text of 334, or what follows "+ ". */
struct sasl_facts *sasl_attempt_read_challenge(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                               mail_slice text);

/* Keeps what a client's line says of the login. For lines that no mechanism reads (USER, PASS, APOP), too. */
void sasl_attempt_note(struct sasl_attempt *attempt, struct sasl_facts *facts);

/* The reply that decides the attempt. A positive reply to a cancelled exchange is still a success, as the server says
 * so. */
struct sasl_facts *sasl_attempt_decide(const struct mail_arena *arena, struct sasl_attempt *attempt, bool is_positive);

/* Whether the client has said all that this mechanism asks of it; false for mechanisms that are not known. */
bool sasl_attempt_is_exhausted(const struct sasl_attempt *attempt);

/* "success", "failure", "cancelled"; NULL while undecided. */
const char *sasl_result_name(enum sasl_result result);

#endif
