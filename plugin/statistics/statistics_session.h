/* What the packets that a listener was given say of a session as a whole, so far.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef STATISTICS_SESSION_H
#define STATISTICS_SESSION_H

#include "wireshark/taps.h"

struct statistics_session {
    const struct mail_session *session;
    const struct mail_unit *last_unit;  /* of the last call that was taken */
    const struct mail_unit *greeting;   /* its first line, or NULL */
    const struct mail_unit *hello;      /* the last EHLO, HELO or LHLO, or NULL */
    const struct mail_unit *last_reply; /* its first line, or NULL */
    const struct sasl_attempt *login;   /* the last that succeeded, or NULL */
    char *software;                     /* that the greeting names; NULL: none */
    char *client, *server;              /* "192.0.2.1:40000"; NULL: not known */
    uint32_t client_port;
    struct mail_time begin, end; /* of the first and the last packet */
    uint32_t first_frame, last_frame;
    uint64_t lost;   /* bytes in gaps */
    uint64_t octets; /* of all messages, as captured */
    unsigned commands, refusals, mails, accepted_mails, messages, logins, failed_logins;
    unsigned open_mail; /* the number of a transaction that has not ended; 0: none */
    enum mail_tls tls;
    bool is_lmtp, has_asked_farewell, is_past_farewell;
};

/* Whose bytes the packet has; false: none of the call's units tells. */
bool statistics_find_sender(const struct mail_reading *reading, enum mail_role *sender);

/* The sessions of one listener. */
struct statistics_sessions {
    GHashTable *of_number;
};

void statistics_sessions_begin(struct statistics_sessions *sessions);

/* Forgets all: the capture may be another one, or be read again. */
void statistics_sessions_clear(struct statistics_sessions *sessions);
void statistics_sessions_end(struct statistics_sessions *sessions);

/* The record's session; a record of a call is taken into account, each once. */
const struct statistics_session *statistics_sessions_take(struct statistics_sessions *sessions, packet_info *pinfo,
                                                          const struct mail_tap_record *record);

#endif
