/* What the tests of the core share: an arena that frees everything, and a session's transcript as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CORE_TEST_H
#define CORE_TEST_H

#include "engine/mail_reading.h"
#include "findings/mail_findings.h"
#include "pop3/pop3_protocol.h"
#include "smtp/smtp_protocol.h"

#include <glib.h>

/* An arena on the heap; core_test_arena_free() ends it. */
struct mail_arena core_test_arena_new(void);
void core_test_arena_free(struct mail_arena *arena);

/* Bytes that the arena has given and holds. */
gsize core_test_arena_size(const struct mail_arena *arena);

/* The bytes in a block each time it was resized, in total: no more can have been moved. */
gsize core_test_arena_moved(const struct mail_arena *arena);

/* The transcript's events, one a line: what the dialogue says, without how it was cut into segments. */
char *core_test_describe(const struct mail_session *session);

/* Appends the event of one unit, with a line end; nothing for what tells of segments alone. */
void core_test_append_event(GString *text, const struct mail_session *session, const struct mail_unit *unit);

/* Fails the test, saying `input`, unless the slice is `expected`; expected NULL: its bytes are NULL. */
void core_test_expect_text(const char *input, mail_slice slice, const char *expected);

/* Bytes as text: backslash escapes for what is not printable ASCII. Appends to `text`. */
void core_test_append_escaped(GString *text, mail_slice bytes);

#endif
