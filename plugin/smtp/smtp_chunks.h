/* The chunks of BDAT and the references of BURL that make up one message (RFC 3030, 2; RFC 4468, 3.2): which of them
 * belong together, and whether some may be lost.
 *
 * Everything is counted in numbers of exchanges, which tell before and after.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_CHUNKS_H
#define SMTP_CHUNKS_H

#include "smtp_command.h"
#include "smtp_exchange.h"

/* All zero when a session begins. */
struct smtp_chunks {
    unsigned begin;        /* the exchange after which the next message's chunks begin; 0: the session's begin */
    unsigned begin_before; /* the same, as before a RSET or greeting that is not answered yet */
    unsigned last_chunk;   /* the exchange of the last chunk read; 0: none */
    unsigned reference;    /* the BURL that named a part of the message to come, before its first chunk; 0: none */
    unsigned lost_after;   /* one more than the last exchange before a gap in the commands; 0: no gap */
};

extern const struct mail_via smtp_via_bdat;

/* BDAT: a chunk follows, the first of a message or one more. */
void smtp_chunks_take_chunk(struct smtp_chunks *chunks, struct mail_session *session, struct smtp_exchange *exchange,
                            const struct smtp_chunk *chunk);

/* BURL: the server fetches a part of the message itself; the last one ends the message. */
void smtp_chunks_take_reference(struct smtp_chunks *chunks, struct mail_session *session,
                                struct smtp_exchange *exchange, bool is_last);

/* The server refuses the chunk: the message, if it is open, is whole no more. */
void smtp_chunks_note_refusal(struct mail_session *session, const struct smtp_exchange *exchange);

/* RSET, EHLO, HELO, LHLO (RFC 5321, 4.1.1.5 and 4.1.4): chunks sent before belong to no message, unless the server
 * refuses, as smtp_chunks_return() says, and no other of these came since. */
void smtp_chunks_leave(struct smtp_chunks *chunks, const struct smtp_exchange *exchange);
void smtp_chunks_return(struct smtp_chunks *chunks, const struct smtp_exchange *exchange);

/* An accepted MAIL, RSET or greeting: what was sent before it belongs to no message. */
void smtp_chunks_begin_after(struct smtp_chunks *chunks, struct mail_session *session,
                             const struct smtp_exchange *exchange);

/* The dialogue begins anew: what was sent so far belongs to no message. */
void smtp_chunks_begin_anew(struct smtp_chunks *chunks, const struct mail_session *session);

/* Commands are lost in a gap. */
void smtp_chunks_doubt(struct smtp_chunks *chunks, const struct mail_session *session);

#endif
