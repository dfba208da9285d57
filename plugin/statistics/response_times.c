/* See response_times.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "response_times.h"

#include "engine/mail_verb.h"
#include "pop3/pop3_protocol.h"
#include "pop3/pop3_verb.h"
#include "smtp/smtp_protocol.h"
#include "smtp/smtp_verb.h"
#include "wireshark/taps.h"

#include <epan/srt_table.h>

enum { SMTP_COMMANDS, POP3_COMMANDS, REPLY_CODES, TABLES };

/* Codes have three digits (RFC 5321, 4.2). */
enum { CODES = 1000 };

/* A row for each verb, and one more for the end of a message. */
static void init_commands(const char *title, const char *tab, GArray *tables, const struct mail_verb_table *verbs)
{
    init_srt_table(title, tab, tables, (int) verbs->count + 1, "Command", NULL, NULL);
}

/* The row of a code is the code: what the window makes of it is a filter that works. */
static void init(struct register_srt *srt, GArray *tables)
{
    (void) srt;
    init_commands("SMTP commands", "SMTP", tables, &smtp_verb_table);
    init_commands("POP3 commands", "POP3", tables, &pop3_verb_table);
    init_srt_table("SMTP reply codes", "Codes", tables, CODES, "Code", "mailproto.smtp.reply.code", NULL);
}

static void add(const srt_data_t *data, int table, int row, const char *name, packet_info *pinfo,
                const struct mail_exchange *exchange)
{
    srt_stat_table *times = g_array_index(data->srt_array, srt_stat_table *, table);
    nstime_t asked = { .secs = (time_t) exchange->asked_at.seconds, .nsecs = exchange->asked_at.nanoseconds };

    init_srt_table_row(times, row, name);
    add_srt_table_data(times, row, &asked, pinfo);
}

static int row_of_verb(const struct mail_verb_table *verbs, const struct mail_verb *verb)
{
    return (int) ((size_t) ((const char *) verb - (const char *) verbs->rows) / verbs->row_size);
}

static void add_command(const srt_data_t *data, bool is_smtp, packet_info *pinfo, const struct mail_exchange *exchange)
{
    const struct mail_verb_table *verbs = is_smtp ? &smtp_verb_table : &pop3_verb_table;
    int table = is_smtp ? SMTP_COMMANDS : POP3_COMMANDS;

    if (exchange->kind == MAIL_EXCHANGE_CONTENT)
        add(data, table, (int) verbs->count, "end of content", pinfo, exchange);
    else if (exchange->verb)
        add(data, table, row_of_verb(verbs, exchange->verb), exchange->verb->name, pinfo, exchange);
}

static tap_packet_status take(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *tapped,
                              tap_flags_t flags)
{
    const struct mail_tap_record *record = tapped;
    bool is_smtp = mail_session_protocol(record->session) == &smtp_protocol;
    const struct mail_reply *reply;

    (void) edt;
    (void) flags;
    if (record->kind != MAIL_TAP_EXCHANGE || !record->unit->reply->exchange->asked)
        return TAP_PACKET_DONT_REDRAW;
    reply = record->unit->reply;
    add_command(data, is_smtp, pinfo, reply->exchange);
    if (is_smtp && reply->status > 0 && reply->status < CODES)
        add(data, REPLY_CODES, reply->status, wmem_strdup_printf(pinfo->pool, "%u", reply->status), pinfo,
            reply->exchange);
    return TAP_PACKET_REDRAW;
}

void response_times_register(int family_id)
{
    register_srt_table(family_id, "mailproto", TABLES, take, init, NULL);
}
