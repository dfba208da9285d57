/* What SMTP keeps of a session, in groups that each begin and end in a file of their own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SMTP_SESSION_H
#define SMTP_SESSION_H

#include "sasl/sasl_dialogue.h"
#include "smtp_chunks.h"
#include "smtp_offers.h"
#include "smtp_transaction.h"

/* What the ports may say of a session: mail_session_new()'s variant. */
enum smtp_variant { SMTP_AS_SMTP, SMTP_AS_LMTP };

struct smtp_session {
    struct mail_session *session;
    struct sasl_login login;
    struct smtp_offering offering;
    struct smtp_transactions transactions; /* is_lmtp: as the client has asked for it */
    struct smtp_chunks chunks;
    struct smtp_exchange *last_further; /* of several replies to the last message the last that was awaited, or NULL */
    bool is_variant_known;              /* SMTP or LMTP: by the greeting, a hello or the port */
    bool was_lmtp; /* as the server has agreed to, by its greeting or a reply; or as the port says */
};

struct smtp_session *smtp_session_of(struct mail_session *session);
const struct smtp_session *smtp_session_of_const(const struct mail_session *session);

/* Whether the server offers an extension, or a mechanism of AUTH, as far as the session has been read. */
enum smtp_offer smtp_session_is_offered(const struct mail_session *session, mail_slice keyword);
enum smtp_offer smtp_session_is_mechanism_offered(const struct mail_session *session, mail_slice mechanism);

/* The client speaks LMTP, or the server has agreed to it. */
bool smtp_session_is_lmtp(const struct mail_session *session);

#endif
