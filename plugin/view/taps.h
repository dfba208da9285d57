/* What listeners of the tap "mailproto" receive, and what is queued to Wireshark's own tap "credentials".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TAPS_H
#define TAPS_H

#include "view.h"

enum mail_tap_kind {
    MAIL_TAP_EXCHANGE,   /* unit: the first line of a reply that answers something; unit->reply->exchange; in POP3 with
                            the replies to DELE, RSET and QUIT unit->details->mail_counts */
    MAIL_TAP_LOGIN,      /* unit: the reply that decided it; unit->details->sasl->attempt */
    MAIL_TAP_MESSAGE,    /* unit: the end of the message; unit->message, in POP3 unit->details->mail and, if it was
                            fetched, unit->details->mail_counts */
    MAIL_TAP_TRANSACTION /* unit: the last line of the reply that ends it; unit->details->ended_transaction */
};

/* One record, on the frame where the unit stands. The tap's data is a `const struct mail_tap_record *`. */
struct mail_tap_record {
    enum mail_tap_kind kind;
    const struct mail_session *session;
    const struct mail_unit *unit;
};

/* Registers the tap "mailproto". */
void taps_register(void);

/* Finds Wireshark's own taps, after every tap is registered. */
void taps_handoff(void);

/* Whether somebody listens to frames as a whole: statistics of protocols do, and ask for no field. */
bool taps_frames_are_watched(void);

/* Queues what the unit brings to those who listen. */
void taps_queue(const struct mail_view *view, const struct mail_unit *unit);

#endif
