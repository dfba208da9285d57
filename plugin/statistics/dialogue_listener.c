/* See dialogue_listener.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "dialogue_listener.h"
#include "dialogue_text.h"
#include "printing_listener.h"
#include "statistics_session.h"

#include <inttypes.h>
#include <stdio.h>

struct dialogue {
    const struct statistics_session *session;
    GString *lines;
};

struct dialogue_listener {
    struct statistics_sessions sessions;
    GHashTable *of_session; /* of a session's number: its place in `dialogues`, and one */
    GPtrArray *dialogues;
};

static void dialogue_free(void *data)
{
    struct dialogue *dialogue = data;

    g_string_free(dialogue->lines, TRUE);
    g_free(dialogue);
}

static void *begin(void)
{
    struct dialogue_listener *listener = g_new0(struct dialogue_listener, 1);

    statistics_sessions_begin(&listener->sessions);
    listener->of_session = g_hash_table_new(NULL, NULL);
    listener->dialogues = g_ptr_array_new_with_free_func(dialogue_free);
    return listener;
}

static void reset(void *data)
{
    struct dialogue_listener *listener = data;

    g_hash_table_remove_all(listener->of_session);
    g_ptr_array_set_size(listener->dialogues, 0);
    statistics_sessions_clear(&listener->sessions);
}

static void end(void *data)
{
    struct dialogue_listener *listener = data;

    g_hash_table_destroy(listener->of_session);
    g_ptr_array_free(listener->dialogues, TRUE);
    statistics_sessions_end(&listener->sessions);
    g_free(listener);
}

static struct dialogue *find_or_add(struct dialogue_listener *listener, const struct statistics_session *session)
{
    void *number = GUINT_TO_POINTER(mail_session_number(session->session));
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(listener->of_session, number));

    if (place)
        return listener->dialogues->pdata[place - 1];

    struct dialogue *dialogue = g_new0(struct dialogue, 1);

    dialogue->session = session;
    dialogue->lines = g_string_new(NULL);
    g_ptr_array_add(listener->dialogues, dialogue);
    g_hash_table_insert(listener->of_session, number, GUINT_TO_POINTER(listener->dialogues->len));
    return dialogue;
}

/* Microseconds since the session's first packet. */
static int64_t elapsed(const struct dialogue *dialogue, struct mail_moment moment)
{
    const struct mail_time begin = dialogue->session->begin;

    return (moment.seconds - begin.seconds) * 1000000 + (moment.nanoseconds - begin.nanoseconds) / 1000;
}

static void add_line(struct dialogue *dialogue, struct mail_moment moment, const char *speaker, const char *text)
{
    int64_t microseconds = elapsed(dialogue, moment);

    g_string_append_printf(dialogue->lines, "%s%6" PRId64 ".%06" PRId64 " %7" PRIu32 "  %s %s\n",
                           microseconds < 0 ? "-" : " ", ABS(microseconds) / 1000000, ABS(microseconds) % 1000000,
                           moment.frame, speaker, text);
}

static void add_unit(struct dialogue *dialogue, packet_info *pinfo, const struct mail_session *session,
                     const struct mail_unit *unit)
{
    struct mail_moment moment = dialogue_moment(unit, (struct mail_time){ pinfo->abs_ts.secs, pinfo->abs_ts.nsecs });
    const char *text = dialogue_text(pinfo, session, unit);
    const char *result = dialogue_result(pinfo, session, unit);

    if (text)
        add_line(dialogue, moment, unit->role == MAIL_CLIENT ? "C:" : "S:", text);
    if (result)
        add_line(dialogue, moment, "--", result);
}

static void take(void *data, packet_info *pinfo, const struct mail_tap_record *record)
{
    struct dialogue_listener *listener = data;
    const struct statistics_session *session = statistics_sessions_take(&listener->sessions, pinfo, record);
    const struct mail_unit *unit = record->reading->first;

    if (record->kind != MAIL_TAP_CALL)
        return;
    for (unsigned i = 0; i < record->reading->count; i++, unit = unit->next)
        add_unit(find_or_add(listener, session), pinfo, record->session, unit);
}

static void draw(void *data)
{
    const struct dialogue_listener *listener = data;

    for (guint i = 0; i < listener->dialogues->len; i++) {
        const struct dialogue *dialogue = listener->dialogues->pdata[i];
        const struct statistics_session *session = dialogue->session;
        const char *protocol = mail_session_protocol(session->session)->name;
        printf("%sSession %u: %s from %s to %s\n%s", i ? "\n" : "", mail_session_number(session->session),
               session->is_lmtp ? "LMTP" : protocol, session->client ? session->client : "unknown",
               session->server ? session->server : "unknown", dialogue->lines->str);
    }
}

static const struct printing_kind kind = { "Mail dialogues", "mailproto,dialogue", begin, reset, take, draw, end };

void dialogue_listener_register(void)
{
    printing_listener_register(&kind);
}
