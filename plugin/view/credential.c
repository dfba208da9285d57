/* See credential.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "credential.h"
#include "fields.h"
#include "protocol_view.h"
#include "wireshark/view_text.h"

#include "sasl/sasl_exchange.h"
#include "wireshark/taps.h"

/* The field to show for what proves the login; 0: there is none. */
static guint field_of_proof(const struct sasl_attempt *attempt)
{
    if (attempt->has_password)
        return (guint) hf_auth_password;
    if (attempt->token.bytes)
        return (guint) hf_auth_token;
    return attempt->digest.bytes ? (guint) hf_auth_digest : 0;
}

/* Bytes shown of a user's name, which goes to a terminal. */
static const size_t user_limit = 250;

static void queue_attempt(const struct mail_view *view, const struct sasl_attempt *attempt)
{
    wmem_allocator_t *pool = view->pinfo->pool;
    struct tapped_credential *credential = wmem_new0(pool, struct tapped_credential);

    credential->frame = view->pinfo->num;
    credential->user_frame = attempt->user_frame ? attempt->user_frame : view->pinfo->num;
    credential->password_field = field_of_proof(attempt);
    credential->user =
        wmem_strdup(pool, view_excerpt(pool, attempt->user.bytes ? attempt->user : attempt->authzid, user_limit));
    credential->protocol = view->protocol->name;
    credential->info = wmem_strdup_printf(pool, "%s, attempt %u", view_text(pool, attempt->mechanism), attempt->number);
    taps_queue_credential(view->pinfo, credential);
}

void credential_queue(const struct mail_view *view, const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;

    if (facts && facts->login && taps_credentials_are_watched())
        queue_attempt(view, facts->login);
}
