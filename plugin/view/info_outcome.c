/* See info_outcome.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "info_outcome.h"
#include "login_view.h"
#include "protocol_view.h"
#include "wireshark/view_text.h"

#include "engine/mail_verb.h"
#include "findings/login_rules.h"
#include "sasl/sasl_exchange.h"

/* Bytes shown of a name. */
#define EXCERPT_LIMIT 80

/* "login failed: alice (LOGIN)"; NULL where the line decides no login. */
static const char *outcome_of_login(const struct mail_view *view, const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;
    wmem_allocator_t *pool = view->pinfo->pool;

    if (!facts || !facts->result)
        return NULL;

    const struct sasl_attempt *attempt = facts->attempt;
    const char *user = attempt->user.bytes ? view_excerpt(pool, attempt->user, EXCERPT_LIMIT) : NULL;
    const char *mechanism = view_excerpt(pool, attempt->mechanism, EXCERPT_LIMIT);

    return wmem_strdup_printf(pool, "login %s: %s%s%s%s", login_view_result(attempt), user ? user : "",
                              user ? " (" : "", mechanism, user ? ")" : "");
}

static const char *outcome_of_mail(const struct mail_view *view, const struct mail_unit *unit)
{
    return view->protocol->describe_outcome ? view->protocol->describe_outcome(view->pinfo->pool, unit) : NULL;
}

static bool begins_tls(const struct mail_unit *unit)
{
    return unit->is_last_reply_line && unit->reply_index == 0 && reply_begins_tls(NULL, unit);
}

void info_outcome_append(const struct mail_view *view, wmem_strbuf_t *text, const struct mail_unit *first,
                         const struct mail_unit *last)
{
    const char *login = outcome_of_login(view, first);
    const char *mail = outcome_of_mail(view, last);

    if (login)
        wmem_strbuf_append_printf(text, " | %s", login);
    if (mail)
        wmem_strbuf_append_printf(text, " | %s", mail);
    if (begins_tls(last))
        wmem_strbuf_append(text, " | TLS begins");
}
