/* From what Wireshark hands a dissector to the session and what these very bytes say: read on the first visit of a
 * frame, looked up on every later one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef BINDING_H
#define BINDING_H

#include "dissector.h"

#include "engine/mail_reading.h"

/* What one call of a dissector was found to hold. Never changes. */
struct mail_anchor {
    const struct mail_session *session;
    struct mail_reading reading;
    bool is_late; /* TCP has withheld what is read here */
};

struct tcp_front;
struct tcpinfo;

/* Looks protocols up, after every one is registered. */
void binding_handoff(void);

/* The anchor of this call; NULL if the frame was seen before and nothing was read from these bytes then. `data` is what
 * the dissector was called with. */
const struct mail_anchor *binding_anchor(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb,
                                         const void *data);

/* Whether bytes of this frame were read: the question on every visit but the first. */
bool binding_has_anchor(const struct mail_dissector *dissector, packet_info *pinfo);

/* The number of the session that bytes of this frame belong to; 0 if none were read. */
unsigned binding_session_number(const struct mail_dissector *dissector, packet_info *pinfo);

/* Whether the conversation has a session, as far as it is read. */
bool binding_has_session(const struct mail_dissector *dissector, packet_info *pinfo);

/* Whether this frame shows, together with what came before it, that a conversation without a session is mail; else it
 * is remembered as far as it may still be. */
bool binding_recognizes(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb, const void *data);

/* Whether the call is of what a session has, or goes on to have, before TLS begins. */
bool binding_is_before_tls(const struct mail_dissector *dissector, packet_info *pinfo);

/* The conversation's session, which begins now, is one of implicit TLS, whatever stands before it. */
void binding_expect_tls(const struct mail_dissector *dissector, packet_info *pinfo);

/* What TCP would hand a dissector with a segment that it withholds; false if nothing of its conversation was read. */
bool binding_number_late(const struct mail_dissector *dissector, packet_info *pinfo, const struct tcp_front *front,
                         struct tcpinfo *info);

/* On the first visit: whether a session reads on with this segment, which TCP has withheld. */
bool binding_awaits(const struct mail_dissector *dissector, packet_info *pinfo, tvbuff_t *tvb,
                    const struct tcpinfo *info);

/* On later ones: whether one has. */
bool binding_has_late_anchor(const struct mail_dissector *dissector, packet_info *pinfo);

/* Whether TLS has called, with what it decrypted. */
bool binding_is_under_tls(const packet_info *pinfo);

#endif
