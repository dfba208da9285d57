/* What SMTP keeps with what is asked, answered and said: an exchange, a reply, a unit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_EXCHANGE_H
#define SMTP_EXCHANGE_H

#include "base/mail_arena.h"
#include "engine/mail_unit.h"
#include "smtp_reply.h"

struct smtp_recipient;
struct smtp_transaction;

struct smtp_exchange {
    struct mail_exchange base;
    struct smtp_transaction *transaction; /* that it belongs to, or NULL */
    struct smtp_recipient *recipient; /* of RCPT; of a message's end: whom the reply speaks of (LMTP, PRDR); or NULL */
    bool came_too_early; /* sent before the reply before it was read, without PIPELINING offered; a lost reply looks the
                            same */
    bool is_optional;    /* one more reply to a message, of which it is not known whether it will come */
    bool has_blob;       /* its counted bytes that are no message are or were read */
};

/* A name that a server gives a message. */
struct smtp_queue_id {
    struct smtp_queue_id *next;
    mail_slice text;
};

struct smtp_queue_id_list {
    struct smtp_queue_id *first, *last;
};

struct smtp_reply {
    struct mail_reply base; /* status: the code of its first line (RFC 5321, 4.2) */
    mail_slice enhanced;    /* of its first line; empty if there is none (RFC 2034, 4) */
    bool is_acceptance;     /* of a message: its lines may name it */
    struct smtp_queue_id_list queue_ids;
    bool shows_lost_data; /* a 354 to a DATA that is lost: content follows nevertheless */
};

/* What few of SMTP's units have. */
struct smtp_unit_facts {
    const struct smtp_transaction *ended_transaction; /* the one that the reply ends */
};

/* One that stands last in the list already is not added. */
void smtp_queue_id_add(const struct mail_arena *arena, struct smtp_queue_id_list *list, mail_slice queue_id);

/* NULL for NULL. */
static inline struct smtp_exchange *smtp_exchange_of(struct mail_exchange *exchange)
{
    return (struct smtp_exchange *) exchange;
}

static inline const struct smtp_exchange *smtp_exchange_of_const(const struct mail_exchange *exchange)
{
    return (const struct smtp_exchange *) exchange;
}

static inline struct smtp_reply *smtp_reply_to_write(struct mail_reply *reply)
{
    return (struct smtp_reply *) reply;
}

static inline const struct smtp_reply *smtp_reply_of(const struct mail_reply *reply)
{
    return (const struct smtp_reply *) reply;
}

/* The transaction that the unit, a reply's line of SMTP, ends; NULL: none. */
static inline const struct smtp_transaction *smtp_unit_ended_transaction(const struct mail_unit *unit)
{
    const struct smtp_unit_facts *facts = unit->details->of_protocol;

    return facts ? facts->ended_transaction : NULL;
}

/* Whether the reply is one to a message. */
bool smtp_reply_answers_message(const struct mail_reply *reply);

/* Whether the unit is a reply line that names an extension: of a positive answer to EHLO or LHLO, all but the first. */
bool smtp_unit_is_extension(const struct mail_unit *unit);

/* Keeps with the unit how its line, which is `line`, is taken apart; gives it back. Without a code (0) all is text. */
void smtp_unit_keep_reply_line(struct mail_unit *unit, const struct smtp_reply_line *line);
struct smtp_reply_line smtp_unit_reply_line(const struct mail_unit *unit);

#endif
