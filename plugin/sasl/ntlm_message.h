/* The names in an NTLM message ([MS-NLMP] 2.2.1): the user, the domain, the workstation and the target. Pure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef NTLM_MESSAGE_H
#define NTLM_MESSAGE_H

#include "base/mail_arena.h"

enum ntlm_message_type { NTLM_NEGOTIATE = 1, NTLM_CHALLENGE = 2, NTLM_AUTHENTICATE = 3 };

/* Names in UTF-8 where their encoding is valid, otherwise as sent; bytes NULL where there is none. */
struct ntlm_message {
    enum ntlm_message_type type;
    mail_slice user, domain, workstation; /* NEGOTIATE: no user */
    mail_slice target;                    /* CHALLENGE */
    mail_slice challenge;                 /* CHALLENGE: the server's, in hexadecimal */
    mail_slice response;                  /* AUTHENTICATE: to that challenge, in hexadecimal; NT's rather than LM's */
};

/* The part of `bytes` that begins with an NTLM message; empty if there is none. */
mail_slice ntlm_message_find(mail_slice bytes);

/* False if the bytes are not an NTLM message, or too few for its type. A name that lies outside is left out. */
bool ntlm_message_parse(const struct mail_arena *arena, mail_slice bytes, struct ntlm_message *message);

#endif
