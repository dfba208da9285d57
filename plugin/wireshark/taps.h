/* What listeners of the tap "mailproto" receive, and Wireshark's own taps that are fed or asked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TAPS_H
#define TAPS_H

#include "engine/mail_reading.h"

#include <wireshark.h>

#include <epan/packet.h>

enum mail_tap_kind {
    MAIL_TAP_CALL,       /* before all others of the call; unit: the last that it brought */
    MAIL_TAP_EXCHANGE,   /* unit: the first line of a reply that answers something; unit->reply->exchange; in POP3 with
                            the replies to DELE, RSET and QUIT mail_counts of pop3_unit_facts_of(unit) */
    MAIL_TAP_LOGIN,      /* unit: the reply that decided it; unit->details->sasl->attempt */
    MAIL_TAP_MESSAGE,    /* unit: the end of the message; unit->message, in POP3 mail and, if it was fetched,
                            mail_counts of pop3_unit_facts_of(unit) */
    MAIL_TAP_TRANSACTION /* unit: the last line of the reply that ends it; smtp_unit_ended_transaction(unit) */
};

/* One record, on the frame where the unit stands. The tap's data is a `const struct mail_tap_record *`. */
struct mail_tap_record {
    enum mail_tap_kind kind;
    const struct mail_session *session;
    const struct mail_reading *reading; /* the call that brought the unit */
    const struct mail_unit *unit;
};

/* What the tap "credentials" takes: the layout of tap_credential_t in Wireshark's ui/tap-credentials.h, which is not
 * installed. */
struct tapped_credential {
    guint frame;
    guint user_frame;
    guint password_field;
    char *user;
    const char *protocol;
    char *info;
};

/* Registers the tap "mailproto". */
void taps_register(void);

/* Finds Wireshark's own taps, after every tap is registered. */
void taps_handoff(void);

/* Whether somebody listens to frames as a whole: statistics of protocols do, and ask for no field. */
bool taps_frames_are_watched(void);

/* Whether somebody listens to the tap "credentials". */
bool taps_credentials_are_watched(void);

/* A tap of Wireshark's, such as that of a list of objects, gets the record of each message too. Two at most. */
void taps_feed_messages(int tap);

/* Queues the records of what the call brings, if somebody listens. */
void taps_queue(packet_info *pinfo, const struct mail_session *session, const struct mail_reading *reading);

void taps_queue_credential(packet_info *pinfo, const struct tapped_credential *credential);

#endif
