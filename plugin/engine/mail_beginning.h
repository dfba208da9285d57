/* A dialogue that begins anew on the same connection: what was open is over.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_BEGINNING_H
#define MAIL_BEGINNING_H

#include "mail_session.h"

/* A session's first dialogue. */
void mail_beginning_begin(struct mail_session *session);

/* Ends what is open, in the engine and in the protocol, and enters the phase that follows. */
void mail_beginning_begin_anew(struct mail_session *session, enum mail_beginning beginning);

#endif
