/* What was asked and what answers it: the queue that pairs replies with commands (RFC 5321, 4.2; RFC 2920, 3.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_EXCHANGE_H
#define MAIL_EXCHANGE_H

#include "mail_session.h"

/* What the command says after its verb, without blanks around it; empty where it is no command. */
mail_slice mail_exchange_argument(const struct mail_exchange *exchange);

/* Whether it says anything after its verb, as far as it was captured; of a command that is cut, it may. */
bool mail_exchange_has_argument(const struct mail_exchange *exchange);

/* The first and the last that is asked and not answered; NULL where there is none. */
struct mail_exchange *mail_exchange_oldest(const struct mail_session *session);
struct mail_exchange *mail_exchange_newest(const struct mail_session *session);

/* The number of the last that was asked; 0: none was. */
unsigned mail_exchange_last_number(const struct mail_session *session);

/* An exchange with a number of its own, outside the queue: what it asks is lost. */
struct mail_exchange *mail_exchange_make(struct mail_session *session, const struct mail_verb *verb);

/* Something was asked in `unit`: it joins the queue, and the unit has it. */
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

/* Whether whoever sends what is being read had seen the exchange's bytes: if not, it does not answer them. */
bool mail_exchange_was_seen(const struct mail_session *session, const struct mail_exchange *exchange);

/* The reply that is being read answers `exchange`, an open one: those asked before it are forgotten, as they were not
 * answered. Where it certainly does, and that was asked after the last gap, it is known again what a reply answers.
 * Returns how many were never answered; 0 where their replies may be lost. */
unsigned mail_exchange_settle(struct mail_session *session, const struct mail_exchange *exchange, bool is_certain);

/* The client's bytes have a gap: the replies to what was asked before it come first, and only then it is not known what
 * a reply answers. */
void mail_exchange_doubt_what_follows(struct mail_session *session);

/* Whether the client has sent several commands before the server's first word, which was captured: it waits for none.
 */
bool mail_exchange_has_not_waited(const struct mail_session *session);

/* Whether a reply answers the oldest open exchange whatever it says. */
bool mail_exchange_is_in_step(const struct mail_session *session);

/* Whether nothing that was asked, and no reply, may be lost: a reply to nothing is then one. */
bool mail_exchange_is_certain(const struct mail_session *session);

/* Whether bytes were lost since it was certain what a reply answers. */
bool mail_exchange_is_out_of_step(const struct mail_session *session);

/* Forgets what is open (after a gap), but for an exchange whose reply is a gate. */
void mail_exchange_forget_all(struct mail_session *session);

/* Forgets all that is open, and what is waited for: the dialogue begins anew. */
void mail_exchange_begin_anew(struct mail_session *session);

/* The server's bytes have a gap in which replies to all that is open may be lost, and the ends of what they belong to.
 */
void mail_exchange_doubt_open(struct mail_session *session);

/* Whether no reply was read yet and the capture may begin within what the client sent: replies to commands before what
 * is open may come first. */
bool mail_exchange_may_lack_beginning(const struct mail_session *session);

/* Out of step: whether the next reply is to the exchange, if it is the oldest; else it may be to something that is
 * lost. */
bool mail_exchange_may_be_answered(const struct mail_session *session, const struct mail_exchange *exchange);

/* The reply that is being read shows that the next is to the oldest open exchange. */
void mail_exchange_trust_oldest(struct mail_session *session);

/* Whether the step rests on nothing but that the client went on after a reply that may have been to something lost. */
bool mail_exchange_is_step_guessed(const struct mail_session *session);

/* The oldest open exchange may have had its reply, which was none that can be read: once the client goes on it is not
 * waited for any more. */
void mail_exchange_doubt_oldest(struct mail_session *session);

/* After a gap: the gate whose reply may be what was lost, or NULL; and it is not in doubt any more. */
struct mail_exchange *mail_exchange_in_doubt(const struct mail_session *session);
void mail_exchange_end_doubt(struct mail_session *session);

#endif
