/* Which side is the client: what the lines of both say of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_ROLES_H
#define MAIL_ROLES_H

#include "mail_session.h"

enum mail_side mail_roles_other_side(enum mail_side side);

/* A session begins: what the ports say. */
void mail_roles_begin(struct mail_session *session, enum mail_side client_side, enum mail_role_evidence evidence);

/* `side` has sent a line of the dialogue. If it is a decisive one it tells the roles; where they are the other way
 * round, the dialogue begins anew. */
void mail_roles_learn(struct mail_session *session, enum mail_side side, mail_slice line);

/* `side` has sent what only a client sends before the dialogue: it is the client, unless more than a guess says
 * otherwise. */
void mail_roles_learn_client(struct mail_session *session, enum mail_side side);

/* After a command that asks for it, the server becomes the client, and the client the server, which will greet. */
void mail_roles_turn(struct mail_session *session);

/* Whether that happened is not known: the next decisive line tells. */
void mail_roles_doubt(struct mail_session *session);

#endif
