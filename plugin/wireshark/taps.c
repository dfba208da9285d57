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

static bool (*const questions[])(const struct mail_session *session, const struct mail_unit *unit) = {
    [MAIL_TAP_EXCHANGE] = is_exchange,
    [MAIL_TAP_LOGIN] = is_login,
    [MAIL_TAP_MESSAGE] = is_message,
    [MAIL_TAP_TRANSACTION] = is_end_of_transaction,
};

void taps_feed_messages(int tap)
{
    message_taps[message_taps[0] == -1 ? 0 : 1] = tap;
}

static void queue_record(packet_info *pinfo, int tap, const struct mail_session *session, const struct mail_unit *unit,
                         enum mail_tap_kind kind)
{
    struct mail_tap_record *record = wmem_new0(pinfo->pool, struct mail_tap_record);

    record->kind = kind;
    record->session = session;
    record->unit = unit;
    tap_queue_packet(tap, pinfo, record);
}

static void feed_message_taps(packet_info *pinfo, const struct mail_session *session, const struct mail_unit *unit)
{
    if (unit->kind != MAIL_UNIT_MESSAGE)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(message_taps); i++)
        if (message_taps[i] >= 0 && have_tap_listener(message_taps[i]))
            queue_record(pinfo, message_taps[i], session, unit, MAIL_TAP_MESSAGE);
}

void taps_queue(packet_info *pinfo, const struct mail_session *session, const struct mail_unit *unit)
{
    feed_message_taps(pinfo, session, unit);
    if (!have_tap_listener(mailproto_tap))
        return;
    for (size_t kind = 0; kind < G_N_ELEMENTS(questions); kind++)
        if (questions[kind](session, unit))
            queue_record(pinfo, mailproto_tap, session, unit, (enum mail_tap_kind) kind);
}

void taps_queue_credential(packet_info *pinfo, const struct tapped_credential *credential)
{
    tap_queue_packet(credentials_tap, pinfo, credential);
}
