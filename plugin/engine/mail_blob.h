/* Counted bytes that a command announced and that are no message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_BLOB_H
#define MAIL_BLOB_H

#include "mail_session.h"

/* The client's next `size` bytes are the exchange's. */
void mail_blob_open(struct mail_session *session, struct mail_exchange *exchange, uint64_t size);

/* The last of them was read, as `unit` says: the server's next reply answers them. */
void mail_blob_reach_end(struct mail_session *session, enum mail_side side, struct mail_unit *unit);

/* The server replied to nothing that was asked: if bytes are still to come, to them. Harmless if none are. */
void mail_blob_note_reply(struct mail_session *session);

/* Whether the bytes that `exchange` announced are being read; any, if it is NULL. */
bool mail_blob_is_open(struct mail_session *session, const struct mail_exchange *exchange);

/* The bytes end here, whatever was announced: nothing if there are none. */
void mail_blob_break_off(struct mail_session *session);

#endif
