/* See credential.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "credential.h"
#include "fields.h"
#include "login_view.h"
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

/* "LOGIN, attempt 1"; once the server has decided, in the window and in a second pass, "LOGIN, failed (535), password
 * in #13, attempt 1". `decided` is the attempt as it is known by now. */
static const char *info_of(const struct mail_view *view, const struct sasl_attempt *decided)
{
    wmem_allocator_t *pool = view->pinfo->pool;
    const char *proof = login_view_proof(decided);
    wmem_strbuf_t *text = wmem_strbuf_new(pool, view_text(pool, decided->mechanism));

    if (decided->result)
        wmem_strbuf_append_printf(text, ", %s", login_view_result(decided));
    if (decided->result && view->protocol->has_reply_codes)
        wmem_strbuf_append_printf(text, " (%u)", decided->status);
    if (decided->result && proof && decided->proof_frame)
        wmem_strbuf_append_printf(text, ", %s in #%u", proof, decided->proof_frame);
    wmem_strbuf_append_printf(text, ", attempt %u", decided->number);
    return wmem_strbuf_get_str(text);
}

static void queue_attempt(const struct mail_view *view, const struct sasl_attempt *attempt,
                          const struct sasl_attempt *decided)
{
    wmem_allocator_t *pool = view->pinfo->pool;
    struct tapped_credential *credential = wmem_new0(pool, struct tapped_credential);

    credential->frame = view->pinfo->num;
    credential->user_frame = attempt->user_frame ? attempt->user_frame : view->pinfo->num;
    credential->password_field = field_of_proof(attempt);
    credential->user =
        wmem_strdup(pool, view_excerpt(pool, attempt->user.bytes ? attempt->user : attempt->authzid, user_limit));
    credential->protocol = view->protocol->name;
    credential->info = wmem_strdup(pool, info_of(view, decided));
    taps_queue_credential(view->pinfo, credential);
}

void credential_queue(const struct mail_view *view, const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;

    if (facts && facts->login && taps_credentials_are_watched())
        queue_attempt(view, facts->login, facts->attempt);
}
