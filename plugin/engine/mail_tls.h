/* TLS on the connection: when its handshake is expected, begins, and when decrypted bytes come (RFC 3207, 4; RFC 2595,
 * 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MAIL_TLS_H
#define MAIL_TLS_H

#include "mail_session.h"

/* For the protocols: what was accepted, or is assumed to be, is TLS; its handshake comes next. */
void mail_tls_expect(struct mail_session *session, bool is_assumed);

/* For the protocols: the server refuses TLS, whose handshake may be expected because its reply was assumed. */
void mail_tls_give_up(struct mail_session *session);

/* Whether the next bytes of `side` begin a handshake. */
bool mail_tls_is_handshake(struct mail_session *session, enum mail_side side, mail_slice bytes);

/* How many of the bytes stand before a handshake that is expected, as far as they are of one line. */
size_t mail_tls_room(struct mail_session *session, enum mail_side side, mail_slice bytes);

/* The piece begins the handshake: it and all that follows belongs to TLS. */
void mail_tls_begin(struct mail_session *session, enum mail_side side, struct mail_piece *piece);

/* Whether bytes that nobody was seen to ask for are the beginning of a TLS record. */
enum mail_tls_likeness {
    MAIL_TLS_IS_NONE,
    MAIL_TLS_MAY_BE, /* more bytes tell */
    MAIL_TLS_IS_RECORD
};

enum mail_tls_likeness mail_tls_liken(mail_slice bytes);

/* The piece begins with such a record: it and all that follows belongs to TLS. */
void mail_tls_begin_unasked(struct mail_session *session, enum mail_side side, struct mail_piece *piece);

/* Whether a client that begins TLS shows that it had the reply which let it, although the capture lacks it. */
bool mail_tls_shows_lost_reply(struct mail_session *session, enum mail_side side, mail_slice bytes);

/* TLS delivers decrypted bytes: the dialogue begins anew in its layer. */
void mail_tls_enter_layer(struct mail_session *session);

#endif
