/* One SASL exchange (RFC 4954, RFC 5034) or POP3 login: what each line of it says. Shared by SMTP and POP3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_EXCHANGE_H
#define SASL_EXCHANGE_H

#include "mail_arena.h"

enum sasl_result { SASL_UNDECIDED, SASL_SUCCESS, SASL_FAILURE, SASL_CANCELLED };

/* One attempt to log in. `user` is set before `password`; a new attempt is a new object. */
struct sasl_attempt {
    unsigned number;                            /* from 1 within the session */
    mail_slice mechanism;                       /* in capitals; "USER" and "APOP" for POP3's own commands */
    mail_slice authzid, user, password, digest; /* decoded; bytes NULL where not known */
    bool has_password;
    unsigned responses; /* lines the client has sent, an initial response included */
    bool is_cancelled;
    enum sasl_result result;
};

/* What one line of an attempt says. Slices with bytes NULL were not in this line. */
struct sasl_facts {
    const struct sasl_attempt *attempt;
    mail_slice mechanism;
    mail_slice base64;    /* as sent */
    mail_slice challenge; /* decoded */
    mail_slice response;  /* decoded, where no more is known of it */
    mail_slice authzid, user, password, digest;
    enum sasl_result result;
};

/* Begins an attempt with AUTH's argument: a mechanism and, perhaps, an initial response ("=" is an empty one). */
struct sasl_attempt *sasl_attempt_new(const struct mail_arena *arena, unsigned number, mail_slice mechanism);

/* Reads a line that the client sent in this exchange: "*" cancels it (RFC 4954, 4). */
const struct sasl_facts *sasl_attempt_read_response(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                                    mail_slice line);

/* Reads a challenge: the text of 334, or what follows "+ ". */
const struct sasl_facts *sasl_attempt_read_challenge(const struct mail_arena *arena, const struct sasl_attempt *attempt,
                                                     mail_slice text);

/* The reply that decides the attempt. A positive reply to a cancelled exchange is still a success of the server's. */
const struct sasl_facts *sasl_attempt_decide(const struct mail_arena *arena, struct sasl_attempt *attempt,
                                             bool is_positive);

/* Whether the client has said all that this mechanism asks of it; false for mechanisms that are not known. */
bool sasl_attempt_is_exhausted(const struct sasl_attempt *attempt);

/* "success", "failure", "cancelled"; NULL while undecided. */
const char *sasl_result_name(enum sasl_result result);

#endif
