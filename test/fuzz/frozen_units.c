/* See frozen_units.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "frozen_units.h"
#include "engine/mail_verb.h"
#include "fuzz_target.h"
#include "sasl/sasl_exchange.h"

struct frozen_unit {
    const struct mail_unit *unit;
    char *said;
};

static void frozen_unit_clear(gpointer data)
{
    g_free(((struct frozen_unit *) data)->said);
}

GArray *frozen_units_new(void)
{
    GArray *frozen = g_array_new(FALSE, FALSE, sizeof(struct frozen_unit));

    g_array_set_clear_func(frozen, frozen_unit_clear);
    return frozen;
}

void frozen_units_free(GArray *frozen)
{
    g_array_unref(frozen);
}

static void append_moment(GString *text, const char *name, struct mail_moment moment)
{
    g_string_append_printf(text, " %s=%u/%" G_GINT64_FORMAT ".%d", name, moment.frame, moment.seconds,
                           moment.nanoseconds);
}

/* What a view shows of the exchange with the client's line, and with the reply. */
static void append_exchange(GString *text, const struct mail_unit *unit)
{
    const struct mail_exchange *exchange = unit->exchange;

    if (!exchange)
        return;
    g_string_append_printf(text, " exchange=%u kind=%d verb=%s pipelined=%d", exchange->number, exchange->kind,
                           exchange->verb ? exchange->verb->name : "", exchange->is_pipelined);
    if (unit->kind != MAIL_UNIT_REPLY_LINE)
        return;
    append_moment(text, "asked", exchange->asked_at);
    append_moment(text, "reply", unit->reply->first_at);
    g_string_append_printf(text, " status=%u", unit->reply->status);
}

static void append_login(GString *text, const struct sasl_attempt *login)
{
    const mail_slice slices[] = { login->mechanism, login->authzid, login->user,  login->password,
                                  login->digest,    login->token,   login->domain };

    g_string_append_printf(text, " login %u in %u and %u:", login->number, login->user_frame, login->proof_frame);
    for (size_t i = 0; i < G_N_ELEMENTS(slices); i++) {
        g_string_append_c(text, ' ');
        core_test_append_escaped(text, slices[i]);
    }
}

/* A login is shown as it was presented, and by its user as it was decided. */
static void append_sasl(GString *text, const struct sasl_facts *facts)
{
    if (!facts)
        return;
    g_string_append_printf(text, " attempt=%u", facts->attempt->number);
    if (facts->login)
        append_login(text, facts->login);
    if (facts->result)
        append_login(text, facts->attempt);
}

static void append_message(GString *text, const struct mail_message *message)
{
    g_string_append_printf(text, " number=%u via=%s whole=%d", message->number, message->via->name,
                           mail_message_is_whole(message));
    for (const struct mail_content_span *span = message->spans; span; span = span->next)
        g_string_append_printf(text, " #%u:%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, span->frame, span->position_begin,
                               span->position_end);
}

static char *say(const struct mail_session *session, const struct mail_unit *unit)
{
    GString *text = g_string_new(NULL);

    core_test_append_event(text, session, unit);
    g_string_append_printf(
        text, "kind=%u frame=%u %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT " held=%d head=%u last=%d bad=%d", unit->kind,
        unit->frame, unit->begin, unit->end, unit->was_held, unit->head_length, unit->is_last_reply_line,
        unit->is_malformed_reply);
    append_exchange(text, unit);
    append_sasl(text, unit->details->sasl);
    if (unit->kind == MAIL_UNIT_MESSAGE)
        append_message(text, unit->message);
    if (unit->details->is_early)
        g_string_append(text, " early");
    if (unit->details->gate)
        g_string_append_printf(text, " gate=%s", unit->details->gate->name);
    return g_string_free(text, FALSE);
}

void frozen_units_add(GArray *frozen, const struct mail_session *session, const struct mail_unit *unit)
{
    const struct frozen_unit said = { unit, say(session, unit) };

    g_array_append_val(frozen, said);
}

void frozen_units_check(const GArray *frozen, const struct mail_session *session)
{
    for (guint i = 0; i < frozen->len; i++) {
        const struct frozen_unit *before = &g_array_index(frozen, struct frozen_unit, i);
        g_autofree char *now = say(session, before->unit);
        if (!g_str_equal(now, before->said))
            fuzz_fail("when it was read:\n%s\nbut in the end:\n%s\n", before->said, now);
    }
}
