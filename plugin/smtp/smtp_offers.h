/* What the server offered in its last accepted EHLO or LHLO reply (RFC 5321, 4.1.1.1): read while the reply is, and
 * never changed once it is complete.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_OFFERS_H
#define SMTP_OFFERS_H

#include "base/mail_arena.h"
#include "smtp_extension.h"

struct mail_reply;
struct mail_session;
struct mail_unit;

/* Mechanisms remembered of one reply; a server that names more is not believed to lack any. */
#define SMTP_OFFERED_MECHANISMS 64

/* Extensions are remembered as bits, by their row. */
#define SMTP_EXTENSION_WORD_COUNT 4

struct smtp_offered_mechanism {
    const struct smtp_offered_mechanism *next;
    mail_slice name;
};

struct smtp_offers {
    uint64_t extension_bits[SMTP_EXTENSION_WORD_COUNT];
    bool has_size_limit;
    uint64_t size_limit; /* RFC 1870: 0 is no fixed limit */
    const struct smtp_offered_mechanism *mechanisms;
    unsigned mechanism_count;
    bool may_have_more; /* not all that was offered is in here */
};

enum smtp_offer {
    SMTP_OFFER_UNKNOWN, /* no reply to EHLO was seen whole */
    SMTP_OFFERED,
    SMTP_NOT_OFFERED
};

/* Whether the server offers an extension, or a mechanism of AUTH, as far as the session has been read. */
enum smtp_offer smtp_session_is_offered(const struct mail_session *session, mail_slice keyword);
enum smtp_offer smtp_session_is_mechanism_offered(const struct mail_session *session, mail_slice mechanism);

/* Whether the unit is a reply line that names an extension: of a positive answer to EHLO or LHLO, all but the first. */
bool smtp_unit_is_extension(const struct mail_unit *unit);

/* A line that names an extension: the last unit, of the reply being read. */
void smtp_offers_take_line(struct mail_session *session, mail_slice text);

/* The positive reply is complete: what it offered replaces what was offered before. With another code than 250 it says
 * nothing of what is offered. */
void smtp_offers_replace(struct mail_session *session, const struct mail_reply *reply);

/* A line of the reply being read lacks its code, or its end: what it was to offer is not known. */
void smtp_offers_doubt_reply(struct mail_session *session);

/* Nothing is offered from here on: HELO (RFC 5321, 4.1.1.1). */
void smtp_offers_clear(struct mail_session *session);

/* The session begins anew, as after STARTTLS (RFC 3207, 4.2): nothing is known of what is offered until EHLO asks. */
void smtp_offers_forget(struct mail_session *session);

/* What is offered is not known from here on, but for what was seen: bytes of the server's are lost. */
void smtp_offers_doubt(struct mail_session *session);

#endif
