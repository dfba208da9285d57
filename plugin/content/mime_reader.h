/* Reads the parts of one run of bytes, which is a message or an embedded one that was decoded (RFC 2046, 5.1 and 5.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef MIME_READER_H
#define MIME_READER_H

#include "base/mail_hole.h"
#include "base/mail_reading_limits.h"
#include "mime_part.h"

/* An embedded message that is encoded: it is read after the bytes in which it stands. */
struct mime_encoded {
    struct mime_encoded *next;
    struct mime_part *part;
};

/* What the readings of one message share. */
struct mime_reading {
    const struct mail_arena *arena;
    struct mime_message *message;
    const struct mail_reading_limits *limits;
    struct mime_encoded *first_encoded, *last_encoded;
};

/* `parent`: the part whose embedded message the bytes are; NULL: the whole message. Returns the root of what was read.
 */
struct mime_part *mime_reader_run(struct mime_reading *reading, mail_slice bytes, const struct mail_hole *holes,
                                  struct mime_part *parent);

#endif
