/* What the server offered in its last accepted EHLO or LHLO reply (RFC 5321, 4.1.1.1): read while the reply is, and
 * never changed once it is complete.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_OFFERS_H
#define SMTP_OFFERS_H

#include "base/mail_arena.h"
#include "smtp_extension.h"

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

/* What a session knows of its server's offers: nothing, when it begins (all zero). */
struct smtp_offering {
    const struct smtp_offers *offers;      /* NULL: not known */
    struct smtp_offers *offers_being_read; /* by the reply being read, or NULL */
};

/* Whether the server offers an extension, or a mechanism of AUTH, as far as the session has been read. */
enum smtp_offer smtp_offering_of_extension(const struct smtp_offering *offering, mail_slice keyword);
enum smtp_offer smtp_offering_of_mechanism(const struct smtp_offering *offering, mail_slice mechanism);

/* Whether the server is known not to offer the extension with that keyword; NULL is no keyword. */
bool smtp_offering_lacks(const struct smtp_offering *offering, const char *keyword);

/* A line that names an extension, of the reply being read. `text` is kept: it lives as long as the session. */
void smtp_offering_take_line(struct smtp_offering *offering, const struct mail_arena *arena, mail_slice text);

/* The positive reply is complete: what it offered replaces what was offered before. With another code than 250 it says
 * nothing of what is offered. */
void smtp_offering_replace(struct smtp_offering *offering, uint16_t code);

/* A line of the reply being read lacks its code, or its end: what it was to offer is not known. */
void smtp_offering_doubt_reply(struct smtp_offering *offering, const struct mail_arena *arena);

/* Nothing is offered from here on: HELO (RFC 5321, 4.1.1.1). */
void smtp_offering_clear(struct smtp_offering *offering);

/* The session begins anew, as after STARTTLS (RFC 3207, 4.2): nothing is known of what is offered until EHLO asks. */
void smtp_offering_forget(struct smtp_offering *offering);

/* What is offered is not known from here on, but for what was seen: bytes of the server's are lost. */
void smtp_offering_doubt(struct smtp_offering *offering, const struct mail_arena *arena);

#endif
