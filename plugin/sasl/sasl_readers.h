/* How the lines of SASL mechanisms are read: the functions that rows of sasl_mechanisms.def name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SASL_READERS_H
#define SASL_READERS_H

#include "sasl_step.h"

/* Reads nothing: of these mechanisms only the bytes are known. */
void sasl_bytes_read(const struct sasl_step *step);

/* sasl_names.c: lines that name a user, a password or a digest, next to each other */
void sasl_anonymous_read(const struct sasl_step *step);
void sasl_authcid_read(const struct sasl_step *step);
void sasl_cram_md5_read(const struct sasl_step *step);
void sasl_external_read(const struct sasl_step *step);
void sasl_login_read(const struct sasl_step *step);
void sasl_otp_read(const struct sasl_step *step);
void sasl_plain_read(const struct sasl_step *step);
void sasl_securid_read(const struct sasl_step *step);
void sasl_skey_read(const struct sasl_step *step);
void sasl_user_token_read(const struct sasl_step *step);

/* What a challenge of LOGIN asks for (draft-murchison-sasl-login-00, 2.1), as servers write it. */
enum sasl_login_prompt { SASL_LOGIN_ASKS_SOMETHING, SASL_LOGIN_ASKS_USER, SASL_LOGIN_ASKS_PASSWORD };

enum sasl_login_prompt sasl_login_prompt_of(mail_slice challenge);

/* sasl_digest_md5.c */
void sasl_digest_md5_read(const struct sasl_step *step);

/* sasl_scram.c */
void sasl_scram_read(const struct sasl_step *step);

/* sasl_oauth.c */
void sasl_oauth_read(const struct sasl_step *step);
void sasl_xoauth2_read(const struct sasl_step *step);

/* sasl_gs2.c */
void sasl_gs2_read(const struct sasl_step *step);
void sasl_gs2_kerberos_read(const struct sasl_step *step);
void sasl_gs2_spnego_read(const struct sasl_step *step);
void sasl_openid_read(const struct sasl_step *step);
void sasl_saml_read(const struct sasl_step *step);

/* sasl_gssapi.c */
void sasl_gssapi_read(const struct sasl_step *step);
void sasl_gssapi_challenge_read(const struct sasl_step *step);

/* sasl_tokens.c */
void sasl_ntlm_read(const struct sasl_step *step);

#endif
