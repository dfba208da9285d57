/* What the engine asks of a protocol: how to know its lines and what to do with them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_PROTOCOL_H
#define MAIL_PROTOCOL_H

#include "mail_unit.h"

struct mail_session;

struct mail_protocol {
    const char *name; /* "SMTP", "POP3" */
    /* Whether a line, seen without context, can only come from a server, or only from a client. */
    bool (*is_server_line)(mail_slice line);
    bool (*is_client_line)(mail_slice line);
    /* Takes a command line apart; what it needs of memory is in `arena`. */
    struct mail_command (*parse_command)(const struct mail_arena *arena, mail_slice line);
    /* A command line is complete, before what its verb's row says. NULL: there is nothing to say of all commands. */
    void (*on_command)(struct mail_session *session, struct mail_exchange *exchange);
    void (*on_server_line)(struct mail_session *session, struct mail_line *line);
    /* Bytes of the dialogue were lost, of either side. NULL: nothing to forget. */
    void (*on_gap)(struct mail_session *session);
    /* A message has ended, as `unit` says. NULL: nothing to note. */
    void (*on_message_end)(struct mail_session *session, struct mail_unit *unit);
};

extern const struct mail_protocol smtp_protocol;
extern const struct mail_protocol pop3_protocol;

#endif
