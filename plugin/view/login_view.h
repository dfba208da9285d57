/* A login on the reply that decides it: whose it was, how it was tried, how it ended, where the proof stood.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef LOGIN_VIEW_H
#define LOGIN_VIEW_H

#include "drawing.h"

struct sasl_attempt;

/* The unit decides a login. */
void login_view_add(const struct mail_drawing *drawing);

/* "failed", "succeeded", ... */
const char *login_view_result(const struct sasl_attempt *attempt);

/* "password", "token", "digest"; NULL where the login has none that was seen. */
const char *login_view_proof(const struct sasl_attempt *attempt);

#endif
