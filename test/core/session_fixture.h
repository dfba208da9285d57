/* A session that a test feeds segment by segment, without loss and in order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SESSION_FIXTURE_H
#define SESSION_FIXTURE_H

#include "core_test.h"

struct fixture {
    struct mail_arena arena; /* the test frees it */
    struct mail_capture *capture;
    struct mail_session *session;
    uint32_t next_sequence[MAIL_SIDES];
    uint32_t frame;
};

/* An empty session whose client is side A, as the ports say. */
void fixture_begin(struct fixture *fixture, const struct mail_protocol *protocol);

/* Reads a segment of `text`, after which `missing` bytes were sent but not captured. Each segment has a frame, and
 * each frame a second, of its own. */
struct mail_reading feed_snapped(struct fixture *fixture, enum mail_side side, const char *text, uint32_t missing);

/* The same, captured whole. */
struct mail_reading feed(struct fixture *fixture, enum mail_side side, const char *text);

/* Compares what the session says, as core_test_describe() writes it, and frees the arena. */
void expect_events(struct fixture *fixture, const char *expected);

/* The last unit of that kind; NULL: none. */
const struct mail_unit *last_of_kind(const struct mail_session *session, enum mail_unit_kind kind);

bool has_finding(const struct mail_unit *unit, enum mail_finding_id id);

#endif
