/* A row of SMTP's verb table: what the command is, what its argument is, and what it does.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_VERB_H
#define SMTP_VERB_H

#include "engine/mail_protocol.h"
#include "engine/mail_verb.h"

struct smtp_exchange;
struct smtp_session;

/* Whether the client may send on before the reply (RFC 2920, 3.1). */
enum smtp_pipelining {
    SMTP_ANYWHERE_IN_GROUP,
    SMTP_LAST_IN_GROUP,
    SMTP_NOT_IN_GROUPS /* nobody says so: private, or no command of the protocol */
};

/* What the argument is. All from SMTP_REVERSE_PATH_ARGUMENT on are read when the command is (smtp_command.h). */
enum smtp_argument_kind {
    SMTP_TEXT_ARGUMENT, /* nothing more is known of it, or there is none */
    SMTP_CLIENT_NAME_ARGUMENT,
    SMTP_QUERY_ARGUMENT,      /* whom VRFY and EXPN ask for, and parameters */
    SMTP_ATTRIBUTES_ARGUMENT, /* NAME=value, once or more */
    SMTP_REVERSE_PATH_ARGUMENT,
    SMTP_FORWARD_PATH_ARGUMENT,
    SMTP_CHUNK_ARGUMENT,     /* BDAT's */
    SMTP_REFERENCE_ARGUMENT, /* BURL's */
    SMTP_BLOB_SIZE_ARGUMENT, /* XEXCH50's */
    SMTP_LOGIN_ARGUMENT      /* AUTH's */
};

struct smtp_verb {
    struct mail_verb base;
    const char *extension; /* the keyword that offers it (RFC 5321, 2.2.2); NULL: none, or not known */
    enum smtp_pipelining pipelining : 8;
    enum smtp_argument_kind argument : 8;
    /* Both may be NULL: the command is asked; the last line of its reply is read, or the reply is assumed. */
    void (*on_command)(struct smtp_session *smtp, struct smtp_exchange *exchange, struct mail_unit *unit);
    void (*on_answer)(struct smtp_session *smtp, struct smtp_exchange *exchange, const struct mail_answer *answer);
};

/* The rows of smtp_verbs.c. */
extern const struct mail_verb_table smtp_verb_table;

/* NULL for NULL. */
static inline const struct smtp_verb *smtp_verb_of(const struct mail_verb *verb)
{
    return (const struct smtp_verb *) verb;
}

#endif
