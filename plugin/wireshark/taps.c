/* See taps.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "taps.h"

#include "sasl/sasl_exchange.h"

#include <epan/tap.h>

static int mailproto_tap = -1;
static int credentials_tap = -1;
static int frame_tap = -1;
static int message_taps[2] = { -1, -1 };

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

bool taps_credentials_are_watched(void)
{
    return credentials_tap > 0 && have_tap_listener(credentials_tap);
}

static bool is_exchange(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->kind == MAIL_UNIT_REPLY_LINE && unit->reply_index == 0 && unit->reply->exchange;
}

static bool is_login(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->details->sasl && unit->details->sasl->result != SASL_UNDECIDED;
}

static bool is_message(const struct mail_session *session, const struct mail_unit *unit)
{
    (void) session;
    return unit->kind == MAIL_UNIT_MESSAGE;
}

static bool is_end_of_transaction(const struct mail_session *session, const struct mail_unit *unit)
{
    const struct mail_protocol *protocol = mail_session_protocol(session);

    return protocol->ends_transaction && protocol->ends_transaction(unit);
}

static const struct {
    enum mail_tap_kind kind;
    bool (*is_it)(const struct mail_session *session, const struct mail_unit *unit);
} questions[] = {
    { MAIL_TAP_EXCHANGE, is_exchange },
    { MAIL_TAP_LOGIN, is_login },
    { MAIL_TAP_MESSAGE, is_message },
    { MAIL_TAP_TRANSACTION, is_end_of_transaction },
};

void taps_feed_messages(int tap)
{
    message_taps[message_taps[0] == -1 ? 0 : 1] = tap;
}

static void queue_record(packet_info *pinfo, int tap, const struct mail_tap_record *record)
{
    tap_queue_packet(tap, pinfo, wmem_memdup(pinfo->pool, record, sizeof *record));
}

static void feed_message_taps(packet_info *pinfo, const struct mail_tap_record *record)
{
    for (size_t i = 0; i < G_N_ELEMENTS(message_taps); i++)
        if (message_taps[i] >= 0 && have_tap_listener(message_taps[i]))
            queue_record(pinfo, message_taps[i], record);
}

static void queue_unit(packet_info *pinfo, struct mail_tap_record record)
{
    for (size_t i = 0; i < G_N_ELEMENTS(questions); i++) {
        record.kind = questions[i].kind;
        if (questions[i].is_it(record.session, record.unit))
            queue_record(pinfo, mailproto_tap, &record);
    }
}

static void queue_call(packet_info *pinfo, struct mail_tap_record record)
{
    record.kind = MAIL_TAP_CALL;
    if (record.reading->count == 0)
        return;
    for (unsigned i = 1; i < record.reading->count; i++)
        record.unit = record.unit->next;
    queue_record(pinfo, mailproto_tap, &record);
}

void taps_queue(packet_info *pinfo, const struct mail_session *session, const struct mail_reading *reading)
{
    struct mail_tap_record record = { MAIL_TAP_MESSAGE, session, reading, reading->first };
    bool is_listened_to = have_tap_listener(mailproto_tap);

    if (is_listened_to)
        queue_call(pinfo, record);
    for (unsigned i = 0; i < reading->count; i++, record.unit = record.unit->next) {
        if (record.unit->kind == MAIL_UNIT_MESSAGE)
            feed_message_taps(pinfo, &record);
        if (is_listened_to)
            queue_unit(pinfo, record);
    }
}

void taps_queue_credential(packet_info *pinfo, const struct tapped_credential *credential)
{
    tap_queue_packet(credentials_tap, pinfo, credential);
}
