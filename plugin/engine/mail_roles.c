/* See mail_roles.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "mail_roles.h"
#include "mail_beginning.h"
#include "mail_session_state.h"

enum mail_side mail_roles_other_side(enum mail_side side)
{
    return side == MAIL_SIDE_A ? MAIL_SIDE_B : MAIL_SIDE_A;
}

void mail_roles_begin(struct mail_session *session, enum mail_side client_side, enum mail_role_evidence evidence)
{
    session->roles = (struct mail_roles){ .client_side = client_side,
                                          .evidence = evidence,
                                          .client_by_port = client_side,
                                          .is_known_by_port = evidence == MAIL_ROLE_BY_PORT };
}

/* The sides were the other way round: what waits or is open belonged to nobody. */
static void set_client_side(struct mail_session *session, enum mail_side side)
{
    if (session->roles.client_side == side)
        return;
    mail_beginning_begin_anew(session, MAIL_BEGINS_WITH_ROLES_LEARNT);
    session->roles.client_side = side;
    session->questions.is_out_of_step = session->questions.exchange_count > 0 || session->questions.reply_count > 0;
}

/* A reply that spoke against the port may have been a line of a message, such as a bounce: a line of the dialogue that
 * agrees with the port shows it. */
static void turn_back(struct mail_session *session, enum mail_side side, mail_slice line)
{
    const struct mail_roles *roles = &session->roles;
    bool is_against_port = roles->is_known_by_port && roles->client_side != roles->client_by_port;

    if (!is_against_port)
        return;
    if (side == roles->client_by_port ? session->protocol->is_client_line(line)
                                      : session->protocol->is_server_line(line))
        set_client_side(session, roles->client_by_port);
}

/* Where ports say otherwise, a reply wins. A command may also be a line of a message that the capture begins in: it
 * decides where nothing else does. */
void mail_roles_learn(struct mail_session *session, enum mail_side side, mail_slice line)
{
    struct mail_roles *roles = &session->roles;

    if (roles->evidence == MAIL_ROLE_BY_REPLY) {
        turn_back(session, side, line);
        return;
    }
    if (session->protocol->is_server_line(line)) {
        set_client_side(session, mail_roles_other_side(side));
        roles->evidence = MAIL_ROLE_BY_REPLY;
    } else if (roles->evidence == MAIL_ROLE_GUESSED && session->protocol->is_client_line(line)) {
        set_client_side(session, side);
        roles->evidence = MAIL_ROLE_BY_COMMAND;
    }
}

void mail_roles_learn_client(struct mail_session *session, enum mail_side side)
{
    if (session->roles.evidence != MAIL_ROLE_GUESSED)
        return;
    set_client_side(session, side);
    session->roles.evidence = MAIL_ROLE_BY_COMMAND;
}

void mail_roles_turn(struct mail_session *session)
{
    mail_beginning_begin_anew(session, MAIL_BEGINS_WITH_SIDES_CHANGED);
    session->roles.client_side = mail_roles_other_side(session->roles.client_side);
    session->roles.evidence = MAIL_ROLE_BY_REPLY;
    session->roles.is_known_by_port = false;
}

void mail_roles_doubt(struct mail_session *session)
{
    session->roles.evidence = MAIL_ROLE_GUESSED;
}
