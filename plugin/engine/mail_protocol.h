/* What the engine asks of a protocol: how to know its lines, what to do with them, and what it keeps of a session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_PROTOCOL_H
#define MAIL_PROTOCOL_H

#include "mail_unit.h"

struct mail_session;
struct sasl_request;

/* What a reply means for what was asked. */
enum mail_outcome {
    MAIL_OUTCOME_ACCEPTED,
    MAIL_OUTCOME_CONTINUES, /* the client is to go on: 354, 334, "+" */
    MAIL_OUTCOME_REFUSED,
    MAIL_OUTCOME_ASSUMED /* the server's side is missing: taken for what lets the client go on */
};

/* The answer to an exchange. */
struct mail_answer {
    enum mail_outcome outcome;
    const struct mail_reply *reply; /* NULL if it is assumed */
    struct mail_unit *unit;         /* the reply's last line; NULL if it is assumed, or if it has none */
};

static inline bool mail_answer_is_assumed(const struct mail_answer *answer)
{
    return answer->outcome == MAIL_OUTCOME_ASSUMED;
}

static inline bool mail_answer_is_accepted(const struct mail_answer *answer)
{
    return answer->outcome == MAIL_OUTCOME_ACCEPTED;
}

/* Why a dialogue begins anew. */
enum mail_beginning {
    MAIL_BEGINS_AS_AFTER_GREETING,  /* sides and open exchanges stay */
    MAIL_BEGINS_WITH_SIDES_CHANGED, /* the server has become the client */
    MAIL_BEGINS_WITH_ROLES_LEARNT,  /* the sides are the other way round than was assumed */
    MAIL_BEGINS_UNDER_TLS
};

/* What a line says of which a gap cut the end off. */
enum mail_cut {
    MAIL_CUT_TELLS_NOTHING, /* not even what kind of line it is */
    MAIL_CUT_TELLS_LINE,    /* what the line is, though not all that it says */
    MAIL_CUT_HIDES_COUNT    /* the same, but what was cut off tells how the next bytes are to be read */
};

struct mail_protocol {
    const char *name; /* as users know it */
    /* Bytes of the structures that begin with struct mail_exchange and struct mail_reply, and of what is kept of a
     * session (mail_session_state()). */
    size_t exchange_size, reply_size, state_size;

    /* Whether a line, seen without context, can only come from a server, or only from a client. */
    bool (*is_server_line)(mail_slice line);
    bool (*is_client_line)(mail_slice line);

    /* A session begins; its state is zeroed. `variant`: see mail_session_new(). */
    void (*begin)(struct mail_session *session, unsigned variant);
    /* The dialogue begins anew: what was open is over. NULL: nothing was. */
    void (*begin_anew)(struct mail_session *session, enum mail_beginning beginning);

    /* Takes a command line apart; the result lives as long as `arena`. If it is cut, it ends before the word that is.
     */
    const struct mail_command *(*parse_command)(const struct mail_arena *arena, mail_slice line, bool is_cut);
    /* What the beginning of a line of `role` tells: its verb, or its code or status. */
    enum mail_cut (*judge_cut)(const struct mail_session *session, enum mail_role role, mail_slice beginning);
    /* Whether a line of the server's shows that the reply being read has ended without its last line. NULL: a reply is
     * one line. */
    bool (*shows_end_of_reply)(const struct mail_session *session, const struct mail_line *line);
    /* The reply whose last line so far is `unit` has ended: its rest is lost in a gap, or, where `unit` is NULL, it has
     * none, as the line shows that is read next. NULL: a reply is one line. */
    void (*end_reply)(struct mail_session *session, struct mail_unit *unit);
    /* What a command that begins a SASL exchange asks for; NULL if this one begins none. NULL: no command does. */
    const struct sasl_request *(*login)(const struct mail_command *command);
    /* A command was asked and judged by the rules: now it takes effect. NULL: no command does, before its answer. */
    void (*on_command)(struct mail_session *session, struct mail_exchange *exchange, struct mail_unit *unit);
    /* A line of the client's inside a SASL exchange. NULL: no verb is a gate to one. */
    void (*on_sasl_line)(struct mail_session *session, const struct mail_line *line);
    void (*on_server_line)(struct mail_session *session, const struct mail_line *line);
    /* The last line of the reply to a command or SASL line is read, or the reply is assumed. NULL: no answer has an
     * effect. */
    void (*on_answer)(struct mail_session *session, struct mail_exchange *exchange, const struct mail_answer *answer);
    /* Bytes of `role` were lost: whether they were of rows, after which the dialogue goes on. NULL: never. */
    bool (*takes_gap)(struct mail_session *session, enum mail_role role);
    /* The thread of the dialogue was lost in a gap on the side of `role`. NULL: nothing depends on it. */
    void (*on_gap)(struct mail_session *session, enum mail_role role);
    /* A message has ended, as `unit` says; it is not judged yet. NULL: nothing is to be noted. */
    void (*on_message_end)(struct mail_session *session, struct mail_unit *unit);

    /* The end of the content that `content` announced asks for a reply of its own. NULL: nothing is to be noted. */
    void (*on_content_asked)(struct mail_exchange *exchange, const struct mail_exchange *content);

    /* Whether a line of the server's, where nothing is known to be asked, shows that it has read more commands. NULL:
     * none does. */
    bool (*shows_that_more_was_asked)(const struct mail_session *session, mail_slice line);

    /* Whether the first bytes of a reply tell that the server ends the session. NULL: none do. */
    bool (*ends_session)(mail_slice reply);

    /* Whether the unit ends a transaction; NULL: there are no transactions. */
    bool (*ends_transaction)(const struct mail_unit *unit);
    /* The number of the transaction that the exchange belongs to, 0: none; NULL: there are no transactions. */
    unsigned (*transaction_number)(const struct mail_exchange *exchange);
    /* The state of the dialogue in the protocol's own numbers. NULL: it has none. */
    uint8_t (*state)(const struct mail_session *session);
};

#endif
