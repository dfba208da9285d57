/* See session_fixture.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "session_fixture.h"

#include "content/mime_message.h"

void fixture_begin(struct fixture *fixture, const struct mail_protocol *protocol)
{
    *fixture = (struct fixture){ .arena = core_test_arena_new() };
    fixture->capture = mail_capture_new(fixture->arena, &mail_rules);
    fixture->capture->read_message = mime_message_read;
    fixture->capture->reading_limits = mime_default_limits;
    fixture->session =
        mail_session_new(fixture->capture, protocol, MAIL_SIDE_A, MAIL_ROLE_BY_PORT, MAIL_TLS_NONE, false);
}

struct mail_reading feed_snapped(struct fixture *fixture, enum mail_side side, const char *text, uint32_t missing)
{
    uint32_t *sequence = &fixture->next_sequence[side];
    uint32_t frame = ++fixture->frame;
    struct mail_segment segment = { .side = side,
                                    .has_sequence = true,
                                    .sequence = *sequence,
                                    .missing = missing,
                                    .bytes = mail_slice_from_string(text),
                                    .frame = frame,
                                    .time = { frame, 0 } };

    *sequence += (uint32_t) segment.bytes.length + missing;
    return mail_session_read(fixture->session, &segment);
}

struct mail_reading feed(struct fixture *fixture, enum mail_side side, const char *text)
{
    return feed_snapped(fixture, side, text, 0);
}

void expect_events(struct fixture *fixture, const char *expected)
{
    g_autofree char *events = core_test_describe(fixture->session);

    g_assert_cmpstr(events, ==, expected);
    core_test_arena_free(&fixture->arena);
}

const struct mail_unit *last_of_kind(const struct mail_session *session, enum mail_unit_kind kind)
{
    const struct mail_unit *found = NULL;

    for (const struct mail_unit *unit = mail_session_first_unit(session); unit; unit = unit->next)
        if (unit->kind == kind)
            found = unit;
    return found;
}

bool has_finding(const struct mail_unit *unit, enum mail_finding_id id)
{
    for (const struct mail_finding *finding = unit->details->findings; finding; finding = finding->next)
        if (finding->rule == (unsigned) id)
            return true;
    return false;
}
