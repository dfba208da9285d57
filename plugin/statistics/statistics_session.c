/* See statistics_session.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "statistics_session.h"

#include "engine/mail_verb.h"
#include "registry/mail_software.h"
#include "sasl/sasl_facts.h"
#include "smtp/smtp_protocol.h"
#include "smtp/smtp_transaction.h"
#include "statistics_reply.h"

#include <epan/to_str.h>

static void session_free(void *data)
{
    struct statistics_session *seen = data;

    g_free(seen->software);
    g_free(seen->client);
    g_free(seen->server);
    g_free(seen);
}

void statistics_sessions_begin(struct statistics_sessions *sessions)
{
    sessions->of_number = g_hash_table_new_full(NULL, NULL, NULL, session_free);
}

void statistics_sessions_clear(struct statistics_sessions *sessions)
{
    g_hash_table_remove_all(sessions->of_number);
}

void statistics_sessions_end(struct statistics_sessions *sessions)
{
    g_hash_table_destroy(sessions->of_number);
}

static char *end_text(wmem_allocator_t *pool, const address *end, guint32 port)
{
    char *text = address_to_str(pool, end);

    return g_strdup_printf(end->type == AT_IPv6 ? "[%s]:%u" : "%s:%u", text, port);
}

bool statistics_find_sender(const struct mail_reading *reading, enum mail_role *sender)
{
    const struct mail_unit *unit = reading->first;

    for (unsigned i = 0; i < reading->count; i++, unit = unit->next)
        if (!unit->was_held && unit->kind != MAIL_UNIT_GAP) {
            *sender = (enum mail_role) unit->role;
            return true;
        }
    return false;
}

static void set_end(char **end, wmem_allocator_t *pool, const address *host, guint32 port)
{
    g_free(*end);
    *end = end_text(pool, host, port);
}

/* Who is the client may turn out late, or change. */
static void note_ends(struct statistics_session *seen, packet_info *pinfo, const struct mail_reading *reading)
{
    enum mail_role sender;

    if (!statistics_find_sender(reading, &sender))
        return;

    bool is_from_client = sender == MAIL_CLIENT;
    guint32 client_port = is_from_client ? pinfo->srcport : pinfo->destport;

    if (seen->client && seen->client_port == client_port)
        return;
    seen->client_port = client_port;
    set_end(is_from_client ? &seen->client : &seen->server, pinfo->pool, &pinfo->src, pinfo->srcport);
    set_end(is_from_client ? &seen->server : &seen->client, pinfo->pool, &pinfo->dst, pinfo->destport);
}

static void note_command(struct statistics_session *seen, const struct mail_unit *unit)
{
    const struct mail_verb *verb = unit->command->verb;

    seen->commands++;
    seen->is_past_farewell = false;
    seen->has_asked_farewell = verb && verb->standing == MAIL_FAREWELL;
    if (verb && (verb->standing == MAIL_HELLO || verb->standing == MAIL_EXTENDED_HELLO))
        seen->hello = unit;
}

static void note_greeting(struct statistics_session *seen, const struct mail_unit *unit)
{
    bool is_smtp = mail_session_protocol(seen->session) == &smtp_protocol;
    mail_slice text = statistics_reply_words(seen->session, unit);
    mail_slice version = { 0 };
    const char *software = NULL;

    if (!mail_line_is_cut(unit->line))
        software = mail_software_find(is_smtp ? mail_software_text_of_smtp(text) : text, &version);
    seen->greeting = unit;
    if (software)
        seen->software = g_strdup_printf("%s%s%.*s", software, version.length ? " " : "", (int) version.length,
                                         (const char *) version.bytes);
}

static void note_reply(struct statistics_session *seen, const struct mail_unit *unit)
{
    const struct mail_exchange *exchange = unit->reply->exchange;
    const struct mail_verb *verb = exchange ? exchange->verb : NULL;

    if (unit->reply_index > 0)
        return;
    seen->last_reply = unit;
    seen->refusals += statistics_reply_refuses(seen->session, unit->reply);
    if (unit->reply->kind == MAIL_REPLY_GREETING && !seen->greeting)
        note_greeting(seen, unit);
    if (verb && verb->standing == MAIL_FAREWELL)
        seen->is_past_farewell = statistics_reply_accepts(seen->session, unit->reply);
}

static void note_transaction(struct statistics_session *seen, const struct mail_unit *unit)
{
    const struct smtp_transaction *ended =
        mail_session_protocol(seen->session) == &smtp_protocol ? smtp_unit_ended_transaction(unit) : NULL;

    if (!ended)
        return;
    seen->open_mail = 0;
    seen->mails++;
    seen->accepted_mails +=
        ended->result == SMTP_TRANSACTION_ACCEPTED || ended->result == SMTP_TRANSACTION_PARTLY_ACCEPTED;
}

static void note_login(struct statistics_session *seen, const struct mail_unit *unit)
{
    const struct sasl_facts *facts = unit->details->sasl;

    if (!facts || facts->result == SASL_UNDECIDED)
        return;
    seen->logins++;
    seen->failed_logins += facts->result != SASL_SUCCESS;
    if (facts->result == SASL_SUCCESS)
        seen->login = facts->attempt;
}

static void note_unit(struct statistics_session *seen, const struct mail_unit *unit)
{
    if (unit->transaction_number)
        seen->open_mail = unit->transaction_number;
    if (unit->kind == MAIL_UNIT_COMMAND)
        note_command(seen, unit);
    if (unit->kind == MAIL_UNIT_GAP)
        seen->lost += unit->end - unit->begin;
    if (unit->kind == MAIL_UNIT_MESSAGE) {
        seen->messages++;
        seen->octets += unit->message->size;
    }
    if (unit->kind == MAIL_UNIT_REPLY_LINE) {
        note_reply(seen, unit);
        note_transaction(seen, unit);
    }
    note_login(seen, unit);
}

static void take_call(struct statistics_session *seen, packet_info *pinfo, const struct mail_tap_record *record)
{
    const struct mail_unit *unit = record->reading->first;

    if (seen->last_unit == record->unit)
        return;
    seen->last_unit = record->unit;
    seen->end = (struct mail_time){ pinfo->abs_ts.secs, pinfo->abs_ts.nsecs };
    seen->last_frame = pinfo->num;
    if (record->reading->tls != MAIL_TLS_NONE)
        seen->tls = record->reading->tls;
    seen->is_lmtp = mail_session_protocol(record->session) == &smtp_protocol && record->reading->state_after != 0;
    note_ends(seen, pinfo, record->reading);
    for (unsigned i = 0; i < record->reading->count; i++, unit = unit->next)
        note_unit(seen, unit);
}

static struct statistics_session *session_new(packet_info *pinfo, const struct mail_session *session)
{
    struct statistics_session *seen = g_new0(struct statistics_session, 1);

    seen->session = session;
    seen->begin = (struct mail_time){ pinfo->abs_ts.secs, pinfo->abs_ts.nsecs };
    seen->first_frame = pinfo->num;
    return seen;
}

const struct statistics_session *statistics_sessions_take(struct statistics_sessions *sessions, packet_info *pinfo,
                                                          const struct mail_tap_record *record)
{
    void *number = GUINT_TO_POINTER(mail_session_number(record->session));
    struct statistics_session *seen = g_hash_table_lookup(sessions->of_number, number);

    if (!seen) {
        seen = session_new(pinfo, record->session);
        g_hash_table_insert(sessions->of_number, number, seen);
    }
    if (record->kind == MAIL_TAP_CALL)
        take_call(seen, pinfo, record);
    return seen;
}
