/* What was asked and what answers it: the queue that pairs replies with commands (RFC 5321, 4.2; RFC 2920, 3.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_EXCHANGE_H
#define MAIL_EXCHANGE_H

#include "mail_session.h"

/* What the command says behind its verb, without blanks around it; empty where it is no command. */
mail_slice mail_exchange_argument(const struct mail_exchange *exchange);

/* Something was asked in `unit`: it joins the queue. */
struct mail_exchange *mail_exchange_ask(struct mail_session *session, enum mail_exchange_kind kind,
                                        struct mail_unit *unit, const struct mail_verb *verb);

/* Begins a reply with `line`. `exchange` is the oldest open one, which leaves the queue, or NULL. */
struct mail_reply *mail_exchange_answer(struct mail_session *session, struct mail_exchange *exchange,
                                        const struct mail_line *line);

/* `count` more replies will answer what `exchange`, just answered, asked: as many copies of it stand first in the
 * queue. */
void mail_exchange_repeat(struct mail_session *session, const struct mail_exchange *exchange, unsigned count);

/* Forgets the oldest open exchange: its reply is lost. There must be one. */
void mail_exchange_forget_oldest(struct mail_session *session);

/* The client's bytes have a gap: the replies to what was asked before it come first, and only then it is not known what
 * a reply answers. */
void mail_exchange_doubt_what_follows(struct mail_session *session);

/* Whether a reply answers the oldest open exchange whatever it says. */
bool mail_exchange_is_in_step(const struct mail_session *session);

/* Forgets what is open (after a gap), but for an exchange whose reply is a gate. */
void mail_exchange_forget_all(struct mail_session *session);

#endif
