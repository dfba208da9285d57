/* See secret.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "secret.h"

#include "sasl/sasl_exchange.h"

const char secret_mask[] = "********";

/* Four characters of base64 or more (RFC 4648, 4), with padding or without. */
static bool is_like_base64(mail_slice word)
{
    size_t length = word.length;

    while (length > 0 && word.bytes[length - 1] == '=')
        length--;
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isalnum((gchar) word.bytes[i]) && word.bytes[i] != '+' && word.bytes[i] != '/')
            return false;
    return word.length >= 4;
}

/* Sent although the server refused AUTH, a response is taken for a command that nobody knows. */
static bool may_be_response(const struct mail_unit *unit)
{
    return unit->command && !unit->command->verb && is_like_base64(unit->line->text);
}

bool secret_is_hidden(const struct mail_view *view, const struct mail_unit *unit)
{
    return !view->shows_secrets &&
           ((unit->details->sasl && unit->details->sasl->may_hold_secret) || may_be_response(unit));
}

/* The mechanism in front of AUTH's initial response, and the user in front of APOP's digest, are no secret. */
static mail_slice public_argument(const struct mail_unit *unit)
{
    mail_slice rest = unit->command->argument;

    if (!unit->details->sasl->mechanism.bytes)
        return mail_slice_from_string("");
    return mail_slice_take_word(&rest);
}

static mail_slice masked_after(const struct mail_view *view, mail_slice first, mail_slice second)
{
    const char *text = wmem_strdup_printf(view->pinfo->pool, "%.*s%s%.*s%s%s", (int) first.length, first.bytes,
                                          first.length ? " " : "", (int) second.length, second.bytes,
                                          second.length ? " " : "", secret_mask);

    return mail_slice_from_string(text);
}

mail_slice secret_argument(const struct mail_view *view, const struct mail_unit *unit)
{
    if (!secret_is_hidden(view, unit) || !unit->details->sasl)
        return unit->command->argument;
    return masked_after(view, mail_slice_from_string(""), public_argument(unit));
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
    if (!unit->command || !unit->details->sasl)
        return mail_slice_from_string(secret_mask);
    return masked_after(view, unit->command->name, public_argument(unit));
}

mail_slice secret_unknown(const struct mail_view *view, const struct mail_unit *unit, mail_slice bytes)
{
    bool may_be_shown = view->shows_secrets || unit->role == MAIL_SERVER;

    return may_be_shown ? bytes : mail_slice_from_string(secret_mask);
}
