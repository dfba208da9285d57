/* See taps.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "taps.h"
#include "fields.h"
#include "protocol_view.h"
#include "view_text.h"

#include "sasl/sasl_exchange.h"

#include <epan/tap.h>

/* What the tap "credentials" takes: the layout of tap_credential_t in Wireshark's ui/tap-credentials.h, which is not
 * installed. */
struct credential {
    guint frame;
    guint user_frame;
    guint password_field;
    char *user;
    const char *protocol;
    char *info;
};

static int mailproto_tap = -1;
static int credentials_tap = -1;
static int frame_tap = -1;

void taps_register(void)
{
    mailproto_tap = register_tap("mailproto");
}

void taps_handoff(void)
{
    credentials_tap = find_tap_id("credentials");
    frame_tap = find_tap_id("frame");
}

bool taps_frames_are_watched(void)
{
    return have_tap_listener(frame_tap);
}

static bool is_exchange(const struct mail_unit *unit)
{
    return unit->kind == MAIL_UNIT_REPLY_LINE && unit->reply_index == 0 && unit->reply->exchange;
}

static bool is_login(const struct mail_unit *unit)
{
    return unit->details->sasl && unit->details->sasl->result != SASL_UNDECIDED;
}

static bool is_message(const struct mail_unit *unit)
{
    return unit->kind == MAIL_UNIT_MESSAGE;
}

static bool is_end_of_transaction(const struct mail_unit *unit)
{
    return unit->details->ended_transaction != NULL;
}

static bool (*const questions[])(const struct mail_unit *unit) = {
    [MAIL_TAP_EXCHANGE] = is_exchange,
    [MAIL_TAP_LOGIN] = is_login,
    [MAIL_TAP_MESSAGE] = is_message,
    [MAIL_TAP_TRANSACTION] = is_end_of_transaction,
};

static void queue_record(const struct mail_view *view, const struct mail_unit *unit, enum mail_tap_kind kind)
{
    struct mail_tap_record *record = wmem_new0(view->pinfo->pool, struct mail_tap_record);

    record->kind = kind;
    record->session = view->session;
    record->unit = unit;
    tap_queue_packet(mailproto_tap, view->pinfo, record);
}

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

static void queue_credential(const struct mail_view *view, const struct mail_unit *unit)
{
    const struct sasl_attempt *attempt = unit->details->sasl->login;
    wmem_allocator_t *pool = view->pinfo->pool;
    struct credential *credential = wmem_new0(pool, struct credential);

    credential->frame = view->pinfo->num;
    credential->user_frame = attempt->user_frame ? attempt->user_frame : view->pinfo->num;
    credential->password_field = field_of_proof(attempt);
    credential->user =
        wmem_strdup(pool, view_excerpt(pool, attempt->user.bytes ? attempt->user : attempt->authzid, user_limit));
    credential->protocol = view->protocol->column;
    credential->info = wmem_strdup_printf(pool, "%s, attempt %u", view_text(pool, attempt->mechanism), attempt->number);
    tap_queue_packet(credentials_tap, view->pinfo, credential);
}

void taps_queue(const struct mail_view *view, const struct mail_unit *unit)
{
    if (have_tap_listener(mailproto_tap))
        for (size_t kind = 0; kind < G_N_ELEMENTS(questions); kind++)
            if (questions[kind](unit))
                queue_record(view, unit, (enum mail_tap_kind) kind);
    if (credentials_tap > 0 && unit->details->sasl && unit->details->sasl->login && have_tap_listener(credentials_tap))
        queue_credential(view, unit);
}
