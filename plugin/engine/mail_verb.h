/* A row of a verb table, as far as every protocol has it: what a command is called, and how it is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_VERB_H
#define MAIL_VERB_H

#include "mail_unit.h"

/* What must follow the verb before a line alone, without context, is taken for this command. */
enum mail_argument_form {
    MAIL_ARGUMENT_NONE,    /* nothing */
    MAIL_ARGUMENT_FROM,    /* FROM: */
    MAIL_ARGUMENT_TO,      /* TO: */
    MAIL_ARGUMENT_NUMBERS, /* a number, then at most one more word */
    MAIL_ARGUMENT_NUMBERS_OR_NONE,
    MAIL_ARGUMENT_WORD, /* exactly one word */
    MAIL_ARGUMENT_WORD_OR_NONE,
    MAIL_ARGUMENT_TWO_WORDS,
    MAIL_ARGUMENT_ONE_OR_TWO_WORDS,
    MAIL_ARGUMENT_ATTRIBUTES,   /* words that each have a "=": NAME=value */
    MAIL_ARGUMENT_HTTP_REQUEST, /* a target and HTTP/version (RFC 9112, 3) */
    MAIL_ARGUMENT_PROXY_HEADER, /* TCP4, TCP6 or UNKNOWN, and addresses */
    MAIL_ARGUMENT_UNCLEAR       /* prose looks the same: never decisive */
};

/* What kind of verb it is. An unknown word may be a slip of the hand for a common one. */
enum mail_standing {
    MAIL_COMMON,
    MAIL_HELLO,          /* common; names the client */
    MAIL_EXTENDED_HELLO, /* the same; the lines of its reply name extensions */
    MAIL_FAREWELL,       /* common; ends the session */
    MAIL_OBSOLETE,
    MAIL_PRIVATE, /* of one maker's programs */
    MAIL_FOREIGN  /* of another protocol */
};

/* Whether the reply decides how the client's next bytes are read (design property 5): as what, if it is positive. */
enum mail_gate {
    MAIL_NO_GATE,
    MAIL_GATE_TO_CONTENT,   /* of a message, after 354 */
    MAIL_GATE_TO_BLOB,      /* as many bytes as the command says, after 354 */
    MAIL_GATE_TO_SASL,      /* a response, after 334 or "+ " */
    MAIL_GATE_TO_TLS,       /* the handshake, after 220 or +OK; then a new session */
    MAIL_GATE_TO_GREETING,  /* commands of a new session, after 220 */
    MAIL_GATE_TO_OTHER_SIDE /* replies: the sides change */
};

/* A protocol's own row begins with this one. */
struct mail_verb {
    const char *name;
    const char *reference;   /* "RFC 5321 4.1.1.4" */
    const char *description; /* what it does, in plain words */
    enum mail_standing standing : 8;
    enum mail_argument_form form : 8;
    enum mail_gate gate : 8;
};

/* The rows of a protocol, sorted by name. */
struct mail_verb_table {
    const void *rows;
    size_t count;
    size_t row_size; /* bytes */
};

const struct mail_verb *mail_verb_at(const struct mail_verb_table *table, size_t index);

/* The row whose name is `word`, in any case, or NULL. */
const struct mail_verb *mail_verb_find(const struct mail_verb_table *table, mail_slice word);

/* The first row that is a gate to `gate`, or NULL. */
const struct mail_verb *mail_verb_find_gate(const struct mail_verb_table *table, enum mail_gate gate);

/* Whether clients of today send the verb. */
bool mail_verb_is_common(const struct mail_verb *verb);

/* Whether the verb's reply decides if the client's next bytes are `gate`'s. NULL is no verb. */
bool mail_verb_is_gate_to(const struct mail_verb *verb, enum mail_gate gate);

/* Whether `argument` (trimmed) has the form that makes the verb decisive. */
bool mail_argument_has_form(mail_slice argument, enum mail_argument_form form);

#endif
