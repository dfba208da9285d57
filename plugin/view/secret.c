/* See secret.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "secret.h"
#include "view_arena.h"

#include "core/mail_codec.h"
#include "core/sasl_exchange.h"

const char secret_mask[] = "********";

/* Sent although the server refused AUTH, a response is taken for a command that nobody knows: four characters of base64
 * or more. */
static bool may_be_response(const struct mail_view *view, const struct mail_unit *unit)
{
    struct mail_arena arena = view_arena(view->pinfo->pool);
    mail_slice decoded;

    return unit->command && !unit->command->verb && unit->line->text.length >= 4 &&
           mail_base64_decode(&arena, unit->line->text, &decoded);
}

bool secret_is_hidden(const struct mail_view *view, const struct mail_unit *unit)
{
    return !view->shows_secrets && ((unit->sasl && unit->sasl->may_hold_secret) || may_be_response(view, unit));
}

/* The mechanism in front of AUTH's initial response, and the user in front of APOP's digest, are no secret. */
static mail_slice public_argument(const struct mail_unit *unit)
{
    mail_slice rest = unit->command->argument;

    if (!unit->sasl->mechanism.bytes)
        return mail_slice_from_string("");
    return mail_slice_take_word(&rest);
}

static mail_slice masked_behind(const struct mail_view *view, mail_slice first, mail_slice second)
{
    const char *text = wmem_strdup_printf(view->pinfo->pool, "%.*s%s%.*s%s%s", (int) first.length, first.bytes,
                                          first.length ? " " : "", (int) second.length, second.bytes,
                                          second.length ? " " : "", secret_mask);

    return mail_slice_from_string(text);
}

mail_slice secret_argument(const struct mail_view *view, const struct mail_unit *unit)
{
    if (!secret_is_hidden(view, unit) || !unit->sasl)
        return unit->command->argument;
    return masked_behind(view, mail_slice_from_string(""), public_argument(unit));
}

mail_slice secret_name(const struct mail_view *view, const struct mail_unit *unit)
{
    bool is_secret = !unit->command->verb && secret_is_hidden(view, unit);

    return is_secret ? mail_slice_from_string(secret_mask) : unit->command->name;
}

mail_slice secret_line(const struct mail_view *view, const struct mail_unit *unit)
{
    if (!secret_is_hidden(view, unit))
        return unit->line->text;
    if (!unit->command || !unit->sasl)
        return mail_slice_from_string(secret_mask);
    return masked_behind(view, unit->command->name, public_argument(unit));
}

mail_slice secret_unknown(const struct mail_view *view, const struct mail_unit *unit, mail_slice bytes)
{
    bool may_be_shown = view->shows_secrets || unit->role == MAIL_SERVER;

    return may_be_shown ? bytes : mail_slice_from_string(secret_mask);
}
